// Idempotence: producer id, epoch and sequence numbers, and how they are mended after an error (TransactionManager without
// transactions).
#include <algorithm>

#include "protocol/producer/producer.hpp"
#include "protocol/rules/sequence_error.hpp"

namespace acksim {

namespace {

constexpr std::int16_t last_epoch = 32767;

}  // namespace

// Asks for a producer id if there is none (TransactionManager.bumpIdempotentEpochAndResetIdIfNeeded). Returns false while it is on its way.
bool Producer::has_producer_id() {
    if (state_.producer_id != no_producer_id) return true;
    if (state_.producer_id_in_flight || turn_.armed(timer(TimerKind::producer_id_backoff))) return false;
    // Simplified: a producer asks for its producer id when it has something to send, so that an unused one is at rest; Kafka's asks as soon as it has started.
    if (!state_.batches.any_live()) return false;
    BrokerId broker = least_loaded_node();
    if (broker == nobody) return false;
    InitProducerIdRequest request{state_.connection(broker).next_number++, state_.incarnation};
    turn_.request(connection_to(broker), request);
    state_.producer_id_in_flight = true;
    sent_request(broker, {InFlightRequest::Kind::producer_id, request.number, {}, false});
    return false;
}

void Producer::on_producer_id(const InitProducerIdResponse& response) {
    state_.producer_id_in_flight = false;
    state_.producer_id = response.id;
    state_.producer_epoch = {};
    Happening h{What::producer_id_obtained, node()};
    h.offset = response.id.value;
    turn_.say(h);
}

// A fresh batch gets its identity when it is first drained; a retry keeps it (RecordAccumulator.drainBatchesForOneNode).
void Producer::stamp(BatchId id) {
    Batch& b = state_.batch(id);
    PartitionQueue& p = state_.partition(b.partition);
    Sequencing& s = p.sequencing;
    bool current = s.producer_id == state_.producer_id && s.producer_epoch == state_.producer_epoch;
    if (!current && s.tracked.empty()) start_sequences_at_beginning(p);
    b.producer_id = state_.producer_id;
    b.producer_epoch = state_.producer_epoch;
    b.base_sequence = s.next;
    s.next = sequence_after(s.next, b.records.count);
    track(id);
}

void Producer::track(BatchId id) {
    const Batch& b = state_.batch(id);
    auto before = [&](BatchId other) {
        const Batch& o = state_.batch(other);
        if (o.producer_id != b.producer_id) return o.producer_id < b.producer_id;
        if (o.producer_epoch != b.producer_epoch) return o.producer_epoch < b.producer_epoch;
        return is_before(o.base_sequence, b.base_sequence);
    };
    auto& tracked = state_.partition(b.partition).sequencing.tracked;
    tracked.insert(std::find_if_not(tracked.begin(), tracked.end(), before), id);
}

void Producer::untrack(BatchId id) {
    auto& tracked = state_.partition(state_.batch(id).partition).sequencing.tracked;
    auto found = std::find(tracked.begin(), tracked.end(), id);
    if (found != tracked.end()) tracked.erase(found);
}

bool Producer::decide_sequence_error(BatchId id, ErrorCode error) {
    const Batch& b = state_.batch(id);
    const Sequencing& s = state_.partition(b.partition).sequencing;
    switch (decide_on_sequence_error({b.base_sequence, b.sequence_reset, s.last_acked, s.unresolved}, error)) {
        case SequenceDecision::retry: return true;
        case SequenceDecision::bump_and_retry: request_epoch_bump(b.partition); return true;
        case SequenceDecision::retry_if_retriable: return is_retriable(error);
    }
    return false;
}

void Producer::request_epoch_bump(PartitionId partition) {
    state_.bump_needed = true;
    state_.partition(partition).sequencing.rewrite = true;
}

// The producer begins a new epoch by itself (TransactionManager.bumpIdempotentProducerEpoch, KIP-360). The partitions that asked for it
// have their unfinished batches re-stamped from sequence 0; the others finish theirs under the old epoch.
void Producer::bump_epoch() {
    if (!state_.bump_needed) return;
    state_.bump_needed = false;
    if (state_.producer_epoch.value == last_epoch) {
        state_.producer_id = no_producer_id;
        ++state_.incarnation;
        return;
    }
    ++state_.producer_epoch;
    Happening h{What::epoch_bumped, node()};
    h.offset = state_.producer_epoch.value;
    turn_.say(h);
    for (PartitionQueue& p : state_.partitions) {
        if (!p.sequencing.rewrite) continue;
        p.sequencing.rewrite = false;
        start_sequences_at_beginning(p);
    }
}

void Producer::start_sequences_at_beginning(PartitionQueue& p) {
    Sequencing& s = p.sequencing;
    s.producer_id = state_.producer_id;
    s.producer_epoch = state_.producer_epoch;
    s.next = {0};
    s.last_acked = s.unresolved = no_sequence;
    for (BatchId id : s.tracked) {
        Batch& b = state_.batch(id);
        b.producer_id = state_.producer_id;
        b.producer_epoch = state_.producer_epoch;
        b.base_sequence = s.next;
        b.sequence_reset = true;
        s.next = sequence_after(s.next, b.records.count);
    }
}

// A retried batch expired: were its records appended? When nothing of the partition is under way any more, the answer is in what was
// acknowledged: no gap, nothing to do; a gap, a new epoch (TransactionManager.maybeResolveSequences).
void Producer::resolve_sequences() {
    for (std::size_t i = 0; i < state_.partitions.size(); ++i) {
        Sequencing& s = state_.partitions[i].sequencing;
        if (s.unresolved == no_sequence || !s.tracked.empty()) continue;
        if (s.next != sequence_after(s.last_acked, 1)) request_epoch_bump({static_cast<std::int16_t>(i)});
        s.unresolved = no_sequence;
    }
}

}  // namespace acksim
