// What a producer does with the end of a request: an answer, an error, a lost connection (Sender.handleProduceResponse,
// Sender.completeBatch).
#include <algorithm>

#include "protocol/producer/producer.hpp"
#include "protocol/rules/sequence_error.hpp"
#include "protocol/rules/validate.hpp"

namespace acksim {

// Without an answer: every batch of the request gets the same error.
void Producer::complete(const InFlightRequest& request, ErrorCode error) {
    for (BatchId id : request.batches) complete_batch(id, {state_.batch(id).partition, error, unknown_offset, nobody, {-1}});
}

void Producer::complete(const InFlightRequest& request, const ProduceResponse& response) {
    for (BatchId id : request.batches)
        for (const PartitionAnswer& answer : response.answers)
            if (answer.partition == state_.batch(id).partition) {
                complete_batch(id, answer);
                break;
            }
    // KIP-951: the hint counts after the whole response was processed.
    for (const PartitionAnswer& answer : response.answers)
        if (answer.leader != nobody && turn_.config.rules.leader_hint) update_leader(answer.partition, {answer.leader, answer.epoch});
}

void Producer::complete_batch(BatchId id, const PartitionAnswer& answer) {
    Batch& b = state_.batch(id);
    PartitionId partition = b.partition;
    --b.requests;
    unlink(id);
    ErrorCode error = answer.error;
    if (error == ErrorCode::message_too_large && b.records.count > 1 && !b.done) split(id);
    else if (error == ErrorCode::none) succeed(id, answer.base_offset);
    else {
        if (info(error).refreshes_metadata) need_metadata();
        if (can_retry(id, error)) {
            say(What::retry_scheduled, b, b.attempts, error);
            re_enqueue(id);
        } else if (error == ErrorCode::duplicate_sequence_number) succeed(id, answer.base_offset);
        else fail(id, error, b.attempts < config_.retries);
    }
    if (config_.max_in_flight_requests_per_connection == 1) state_.partition(partition).muted = false;
    if (state_.batches.is_live(id) && state_.batch(id).done && state_.batch(id).requests == 0) free_batch(id);
}

bool Producer::can_retry(BatchId id, ErrorCode error) {
    const Batch& b = state_.batch(id);
    if (b.overdue || b.attempts >= config_.retries || b.done) return false;
    if (!idempotent()) return is_retriable(error);
    return decide_sequence_error(id, error);
}

void Producer::succeed(BatchId id, Offset base_offset) {
    Batch& b = state_.batch(id);
    if (b.has_sequence()) {
        // Even for a batch whose callbacks were told an error: a late success raises the last acknowledged sequence
        // (TxnPartitionMap.maybeUpdateLastAckedSequence).
        Sequencing& s = state_.partition(b.partition).sequencing;
        s.last_acked = later(s.last_acked, b.last_sequence());
        untrack(id);
    }
    if (b.done) return;
    auto& sends = ledger_.sends(self_, b.partition);
    for (std::int32_t i = b.records.first; i < b.records.end(); ++i) sends[static_cast<std::size_t>(i)].told = Told::ok;
    say(What::told_ok, b, base_offset.value);
    finish(id);
}

// Simplified: after CLUSTER_AUTHORIZATION_FAILED, UNSUPPORTED_VERSION, PRODUCER_FENCED and, since 4.0, INVALID_PRODUCER_ID_MAPPING an idempotent
// producer begins a new epoch; in Kafka it can send nothing any more. (TransactionManager.maybeTransitionToErrorState)
void Producer::fail(BatchId id, ErrorCode error, bool adjust_sequences) {
    Batch& b = state_.batch(id);
    // Sender.failBatch: the first one to fail a batch sees to its sequence numbers; until 3.5 each one did.
    if (b.done && turn_.config.rules.late_failure_is_ignored) return;
    untrack(id);
    // TransactionManager.handleFailedBatch; an UnknownProducerIdException is an OutOfOrderSequenceException too.
    bool gap = error == ErrorCode::out_of_order_sequence_number || error == ErrorCode::unknown_producer_id;
    if (idempotent() && (adjust_sequences || gap)) request_epoch_bump(b.partition);
    if (b.done) return;
    auto& sends = ledger_.sends(self_, b.partition);
    const Workload& w = setup_.workload;
    // One bad record refuses the whole batch: the bad one is told why, the others that another record of their batch was bad
    // (Sender.failBatch; measured on Kafka 4.4: tests/truth/producer/p19_timestamp_1bad_all). Before KAFKA-12548 all were told the same.
    auto is_bad = [&](std::int32_t send) {
        return record_error(w, turn_.topic_of(b.partition), sends[static_cast<std::size_t>(send)].record) != ErrorCode::none;
    };
    std::int32_t bad = 0;
    if ((error == ErrorCode::invalid_timestamp || error == ErrorCode::invalid_record) && b.records.count > 1 && turn_.config.rules.bad_records_are_named)
        for (std::int32_t i = b.records.first; i < b.records.end(); ++i) bad += is_bad(i);
    for (std::int32_t i = b.records.first; i < b.records.end(); ++i) {
        Send& send = sends[static_cast<std::size_t>(i)];
        send.told = Told::error;
        send.error = bad == 0 ? error : !is_bad(i) ? ErrorCode::part_of_bad_batch : bad == 1 ? error : ErrorCode::invalid_record;
    }
    say(What::told_error, b, -1, error);
    RecordRange records = b.records;
    finish(id);
    for (std::int32_t i = records.first; i < records.end(); ++i) ask_resend(sends[static_cast<std::size_t>(i)].record);
}

// The batch has its final state: its callbacks have run. It keeps its place while a request still carries it.
// Requires: it is in no queue.
void Producer::finish(BatchId id) {
    Batch& b = state_.batch(id);
    b.done = true;
    b.overdue = false;
    turn_.cancel(timer(TimerKind::delivery_timeout, id.value));
    turn_.cancel(timer(TimerKind::retry_backoff, id.value));
    if (b.requests == 0) free_batch(id);
}

void Producer::unlink(BatchId id) {
    auto& list = state_.partition(state_.batch(id).partition).in_flight;
    auto found = std::find(list.begin(), list.end(), id);
    if (found != list.end()) list.erase(found);
}

}  // namespace acksim
