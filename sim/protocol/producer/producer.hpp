// A producer's turn: what KafkaProducer, RecordAccumulator, Sender, NetworkClient and TransactionManager do with one event. It lives as
// long as one step; all that lasts is in ProducerState. The sender's iteration is Kafka's, step by step (Sender.runOnce).
// Files: application (when to send, flush, close), send (one send()), accumulator (append, split, back into the queue), sender (one
// iteration: drain, expire), complete (answers and errors), sequences (idempotence), connections, metadata.
#pragma once

#include "protocol/ledger.hpp"
#include "protocol/producer/state.hpp"
#include "protocol/turn.hpp"

namespace acksim {

class Producer {
public:
    Producer(ProducerState& state, ProducerIndex self, Ledger& ledger, Turn& turn)
        : state_(state), setup_(turn.config.producer(self)), config_(setup_.config), self_(self), ledger_(ledger), turn_(turn) {}

    // Arms what a new process starts with. Requires: a fresh state (see initial_world).
    void start();
    void on_timer(const Timer& timer);
    void on_message(BrokerId from, Message& message);
    // The process ends at once: no callback runs any more (a fault, or exit() of the application).
    void die();

private:
    // application.cpp
    void on_send();
    void after_send();
    // Between the last record that was sent and the next.
    Wait pause() const { return setup_.workload.pause_after(state_.application.next_record - 1); }
    void finish_workload();
    void flush();
    void close();
    void close_now();
    void closed();
    bool check_waiting_application();
    void go_on();
    void ask_resend(std::int32_t record);
    void arm_resend();
    void on_resend();

    // send.cpp
    void send(std::int32_t record);
    bool is_blocked() const;
    void block(Application::Phase phase, std::int32_t record);
    void unblock();
    void on_max_block();
    void check_blocked_on_metadata();
    void refuse(std::int32_t record, ErrorCode error);
    std::int16_t named_partition(std::int32_t record) const;
    std::int16_t known_partitions() const;
    PartitionId in_topic(std::int16_t partition) const { return turn_.config.topics[static_cast<std::size_t>(setup_.topic)].first + partition; }
    PartitionId choose_partition(std::int32_t record);
    PartitionId sticky_partition();
    bool sticks(std::int32_t record) const;
    std::int32_t size_of(std::int32_t record) const;
    std::int64_t upper_bound(std::int32_t record) const;
    std::int32_t bytes_in_batch(std::int32_t record, std::int32_t place) const;

    // accumulator.cpp
    bool append(std::int32_t record, PartitionId partition);
    std::int32_t memory_for(std::int32_t record) const;
    bool has_memory_for(std::int32_t record) const { return state_.memory + memory_for(record) <= config_.buffer_memory; }
    BatchId new_batch(PartitionId partition, RecordRange records, std::int32_t bytes, std::int32_t memory);
    void free_batch(BatchId id);
    void re_enqueue(BatchId id);
    // Into the queue, where this batch belongs: at its front, or in the order of sequence numbers.
    void put_back(const List<BatchId, 4>& batches, const Batch& in_place_of);
    void split(BatchId id);
    std::int32_t record_of(const Batch& batch, std::int32_t send) const;
    std::int32_t size_of_parts(const Batch& big) const;
    bool fits_another(const Batch& batch, std::int32_t size) const;
    bool sendable(const PartitionQueue& partition, const Batch& head) const;
    bool still_backing_off(Batch& head);

    // sender.cpp
    bool sender_sleeps() const;
    void run();
    bool run_sender();
    bool send_producer_data();
    void drain(BrokerId broker, InFlightRequest& request);
    bool may_drain(const PartitionQueue& partition, const Batch& head) const;
    void take(BatchId id, InFlightRequest& request);
    void put_on_wire(BrokerId broker, InFlightRequest&& in_flight);
    void expire();
    void expire(PartitionQueue& partition, BatchId id);

    // complete.cpp
    void complete(const InFlightRequest& request, ErrorCode error);
    void complete(const InFlightRequest& request, const ProduceResponse& response);
    void complete_batch(BatchId id, const PartitionAnswer& answer);
    void succeed(BatchId id, Offset base_offset);
    void fail(BatchId id, ErrorCode error, bool adjust_sequences);
    bool can_retry(BatchId id, ErrorCode error);
    void finish(BatchId id);
    void unlink(BatchId id);

    // sequences.cpp
    bool idempotent() const { return config_.enable_idempotence; }
    bool has_producer_id();
    void stamp(BatchId id);
    void track(BatchId id);
    void untrack(BatchId id);
    bool decide_sequence_error(BatchId id, ErrorCode error);
    void request_epoch_bump(PartitionId partition);
    void bump_epoch();
    void resolve_sequences();
    void start_sequences_at_beginning(PartitionQueue& partition);

    // connections.cpp
    bool ready(BrokerId broker);
    void connect(BrokerId broker);
    void on_connected(BrokerId broker);
    void on_disconnected(BrokerId broker, ErrorCode error);
    bool on_request_timeout(BrokerId broker, std::int32_t number);
    void notice_overdue_requests();
    void sent_request(BrokerId broker, InFlightRequest&& request);
    bool received(BrokerId broker, std::int32_t number, InFlightRequest& request);
    // retry.backoff.ms, of a batch and of metadata: it doubles since 3.7 (KIP-580).
    Wait retry_backoff(std::int32_t failures) const;
    Wait reconnect_backoff(std::int32_t failures) const;

    // metadata.cpp
    void need_metadata() { state_.metadata_needed = true; }
    bool metadata_due() const;
    bool send_metadata_request();
    void on_metadata(const MetadataResponse& response);
    void on_metadata_failed();
    void back_off_metadata();
    void update_leader(PartitionId partition, PartitionMetadata news);
    BrokerId least_loaded_node();
    void on_producer_id(const InitProducerIdResponse& response);  // sequences.cpp

    // timers and names
    Timer timer(TimerKind kind, std::int32_t a = 0, std::int32_t b = 0) const { return {kind, node(), a, b}; }
    NodeId node() const { return turn_.layout.nodes().producer(self_); }
    NodeId node(BrokerId b) const { return turn_.layout.nodes().broker(b); }
    ConnectionId connection_to(BrokerId b) const { return turn_.layout.to_broker(self_, b); }
    void say(What what, const Batch& batch, std::int64_t offset = -1, ErrorCode error = ErrorCode::none, NodeId other = no_node);

    ProducerState& state_;
    const ProducerSetup& setup_;
    const ProducerConfig& config_;
    ProducerIndex self_;
    Ledger& ledger_;
    Turn& turn_;
    bool found_no_memory_ = false;  // a send() in this turn: blocked, or refused
};

}  // namespace acksim
