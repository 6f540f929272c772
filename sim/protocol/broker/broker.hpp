// A broker's turn: what KafkaApis, ReplicaManager, Partition, the replica fetcher and BrokerLifecycleManager do with one event. It lives
// as long as one step; all that lasts is in BrokerState. Arithmetic is in rules/; here is who asks which rule when, and who is told.
// Files: produce (append and answer), leader (followers' fetches, high watermark, ISR), follower (fetch, truncate), truncation (what
// followers once did before they fetched), producers (whose ids are forgotten), lifecycle (metadata, registration, shutdown).
#pragma once

#include "protocol/broker/state.hpp"
#include "protocol/ledger.hpp"
#include "protocol/turn.hpp"

namespace acksim {

class Broker {
public:
    Broker(BrokerState& state, BrokerId self, const Ledger& ledger, Turn& turn) : state_(state), self_(self), ledger_(ledger), turn_(turn) {}

    void on_request(ConnectionId connection, Direction direction, Message& message);
    // An answer to this broker's own request, or word that the connection to `from` is gone.
    void on_response(NodeId from, Message& message);
    void on_timer(const Timer& timer);

    // lifecycle.cpp: the process starts again with what its disk holds, and asks the controller to be let in.
    void restart();
    // lifecycle.cpp: a heartbeat after a silence, or to say that it wants to shut down: leadership goes first.
    void beat();
    // lifecycle.cpp: applies a piece of the metadata log.
    void apply(const MetadataUpdate& update);
    // follower.cpp: asks the leader for what comes next, unless it is asking already.
    void fetch(PartitionId partition);

private:
    // produce.cpp
    void on_produce(ConnectionId c, bool answered, ProduceRequest& request);
    PendingPartition append(const ProduceRequest& request, const ProduceBatch& batch);
    void answer(ConnectionId c, const PendingProduce& results);
    PartitionAnswer answer_for(const PendingPartition& result, ErrorCode injected) const;
    void recheck_waiting(PartitionId partition);
    bool settle(PendingProduce& waiting);
    void finish(std::size_t waiting);
    void on_produce_timeout(ProducerIndex producer);

    // leader.cpp
    void on_fetch(BrokerId from, bool answered, const FetchRequest& request);
    void serve(PartitionId partition, BrokerId follower, Offset offset, LeaderEpoch epoch, Offset high_watermark);
    void release_parked(PartitionId partition);
    void consider_fetch_wait(PartitionId partition, BrokerId follower);
    void consider_fetch_waits(PartitionId partition);
    void on_fetch_wait(PartitionId partition, BrokerId follower);
    void advance_high_watermark(PartitionId partition);
    void consider_expansion(PartitionId partition, BrokerId follower);
    void propose(PartitionId partition, PendingIsr kind, BrokerSet isr, BrokerId joiner);
    void on_alter_partition(const AlterPartitionResponse& response);
    void watch_followers();
    bool worth_a_look(const Replica& replica) const;
    void on_isr_check();
    bool eligible(const Replica& replica, BrokerId b) const;

    // follower.cpp
    void on_fetched(BrokerId from, const FetchResponse& response);
    void truncate(PartitionId partition, Offset offset, What why = What::truncated);
    void back_off(PartitionId partition);
    // flush.messages: the log is flushed once it holds so many records that are not on disk yet (UnifiedLog.append).
    void flush_if_due(PartitionId partition);

    // producers.cpp
    void appended(PartitionId partition, const RecordBatch& batch);
    void time_loaded_producers(PartitionId partition);
    void forget_producer(PartitionId partition, ProducerIndex producer);

    // truncation.cpp
    void start_to_follow(PartitionId partition);
    bool ask_for_end_of_epoch(PartitionId partition);
    void on_offsets_for_leader_epoch(BrokerId from, const OffsetsForLeaderEpochRequest& request);
    void on_end_of_epoch(BrokerId from, const OffsetsForLeaderEpochResponse& response);

    // lifecycle.cpp
    void become_leader(PartitionId partition, const PartitionState& news);
    void become_follower(PartitionId partition, const PartitionState& news);
    void answer_parked(PartitionId partition, ErrorCode error);

    bool leads(PartitionId p) const { return state_.replica(p).leader == self_; }
    bool hosts(PartitionId p) const;
    NodeId node() const { return turn_.layout.nodes().broker(self_); }
    NodeId node(BrokerId b) const { return turn_.layout.nodes().broker(b); }
    Timer timer(TimerKind kind, std::int32_t a = 0, std::int32_t b = 0) const { return {kind, node(), a, b}; }
    Happening happening(What what, PartitionId partition) const;

    BrokerState& state_;
    BrokerId self_;
    const Ledger& ledger_;
    Turn& turn_;
};

// Says of each batch that reaches beyond `offset` that it is about to be removed.
void say_batches_from(Offset offset, const Log& log, What why, NodeId node, PartitionId partition, Turn& turn);

}  // namespace acksim
