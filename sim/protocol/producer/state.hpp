// Everything a producer knows: application, metadata, connections, accumulator, sequences. Plain data; producer.hpp says what it does.
// Sources: KafkaProducer, RecordAccumulator, Sender, NetworkClient, TransactionManager.
#pragma once

#include <cstdint>

#include "base/fifo.hpp"
#include "base/ids.hpp"
#include "base/list.hpp"
#include "protocol/messages.hpp"
#include "protocol/producer/batch_pool.hpp"

namespace acksim {

// What the TransactionManager keeps of one partition (TxnPartitionEntry).
struct Sequencing {
    ProducerId producer_id = no_producer_id;
    ProducerEpoch producer_epoch;
    Sequence next;  // of the next fresh batch
    Sequence last_acked = no_sequence;
    Sequence unresolved = no_sequence;  // the sequence after a retried batch that expired; no fresh batch leaves while it is set
    bool rewrite = false;               // the next epoch bump re-stamps this partition
    List<BatchId, 5> tracked;           // sequence assigned and not finally completed, by (producer id, epoch, sequence)
};

struct PartitionQueue {
    Fifo<BatchId, 4> queue;      // RecordAccumulator's deque
    List<BatchId, 4> in_flight;  // Sender.inFlightBatches
    bool muted = false;          // max.in.flight = 1: nothing leaves until the request in flight has ended
    Sequencing sequencing;
};

struct InFlightRequest {
    enum class Kind : std::int8_t { produce, metadata, producer_id };
    Kind kind = Kind::produce;
    std::int32_t number = 0;
    List<BatchId, 1> batches;
    bool overdue = false;  // unanswered for longer than request.timeout.ms; the client has not noticed yet
};

struct BrokerConnection {
    enum class State : std::int8_t { closed, backing_off, connecting, open };
    State state = State::closed;
    std::int32_t failures = 0;     // since it was last open
    std::int32_t next_number = 0;  // correlation id
    std::int16_t drain_index = 0;  // among the partitions that the broker leads: the one that draining looked at last, and where it starts next time
    Fifo<InFlightRequest, 2> in_flight;

    bool in_use() const { return state == State::connecting || state == State::open; }
};

struct ResendCount {
    std::int32_t record = 0;
    std::int32_t count = 0;
};

// The application thread: what it sends next and what it waits for.
struct Application {
    enum class Phase : std::int8_t { sending, blocked_on_memory, flushing, finished, closing, closed, dead, blocked_on_metadata };
    Phase phase = Phase::sending;
    std::int32_t next_record = 0;
    std::int32_t blocked_record = -1;  // waits inside send() for buffer.memory, or for its partition to be in the metadata
    PartitionId blocked_partition;     // of one that waits for buffer.memory
    List<std::int32_t, 0> to_resend;   // failed records that the application will send again
    List<ResendCount, 0> resends;
};

struct ProducerState {
    Application application;
    std::int32_t incarnation = 0;

    List<PartitionMetadata, 1> metadata;  // by PartitionId
    bool metadata_needed = false;
    bool metadata_in_flight = false;
    std::int32_t metadata_failures = 0;   // requests for it in a row that failed
    std::int32_t metadata_repeats = 0;    // answers in a row without news
    std::int16_t metadata_candidate = 0;  // broker to connect to next when none is connected

    List<BrokerConnection, 3> connections;  // by BrokerId
    List<PartitionQueue, 1> partitions;     // by PartitionId
    BatchPool batches;
    std::int16_t drain_index = 0;        // of all brokers, before 3.3: where draining starts next time
    std::int64_t memory = 0;             // of buffer.memory, in use
    std::int16_t sticky_partition = -1;  // built-in partitioner
    std::int64_t sticky_bytes = 0;       // produced to it, with the headers of batches

    ProducerId producer_id = no_producer_id;
    ProducerEpoch producer_epoch;
    bool producer_id_in_flight = false;
    bool bump_needed = false;

    Batch& batch(BatchId b) { return batches[b]; }
    const Batch& batch(BatchId b) const { return batches[b]; }
    PartitionQueue& partition(PartitionId p) { return partitions[static_cast<std::size_t>(p.value)]; }
    BrokerConnection& connection(BrokerId b) { return connections[static_cast<std::size_t>(b.value)]; }
    const PartitionMetadata& leader_of(PartitionId p) const { return metadata[static_cast<std::size_t>(p.value)]; }
};

}  // namespace acksim
