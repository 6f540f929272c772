// Produce on the leader: admission, duplicates, append, and the answer, at once or when the high watermark has come
// (KafkaApis.handleProduceRequest, ReplicaManager.appendToLocalLog, DelayedProduce).
#include <algorithm>

#include "protocol/broker/broker.hpp"
#include "protocol/rules/acknowledge.hpp"
#include "protocol/rules/admission.hpp"
#include "protocol/rules/deduplicate.hpp"
#include "protocol/rules/validate.hpp"

namespace acksim {

namespace {

ErrorCode error_of(const RecordRange& records, const Workload& workload, const TopicConfig& topic, const List<Send, 4>& sends) {
    if (workload.bad_timestamps.empty() && !topic.compacted) return ErrorCode::none;
    ErrorCode error = ErrorCode::none;
    for (std::int32_t i = records.first; i < records.end(); ++i)
        error = batch_error(error, record_error(workload, topic, sends[static_cast<std::size_t>(i)].record));
    return error;
}

}  // namespace

void Broker::on_produce(ConnectionId c, bool answered, ProduceRequest& request) {
    PendingProduce results{turn_.layout.nodes().producer_of(turn_.layout.client(c)), request.number, request.injected, {}};
    if (answered && request.acks != Acks::none) turn_.begin_work(c, request.number);
    for (const ProduceBatch& b : request.batches) {
        bool only_answered = request.injected != ErrorCode::none && !request.injected_after_append;
        PendingPartition result =
            only_answered ? PendingPartition{b.partition, request.injected, unknown_offset, unknown_offset, b.batch.records, true} : append(request, b);
        results.partitions.push_back(result);
    }
    // Only what was taken moves the high watermark (Partition.appendRecordsToLeader).
    for (const PendingPartition& p : results.partitions) {
        if (p.error != ErrorCode::none) continue;
        advance_high_watermark(p.partition);
        release_parked(p.partition);
    }
    watch_followers();
    bool refused = std::any_of(results.partitions.begin(), results.partitions.end(), [](const auto& r) { return r.error != ErrorCode::none; });
    if (request.acks == Acks::none) {
        // acks=0 has no answer; the only way to say that something is wrong is to close the connection
        // (KafkaApis.handleProduceRequest).
        if (refused && answered) turn_.disconnect(c);
        return;
    }
    if (request.acks == Acks::all && !settle(results)) {
        if (!answered) return;  // nobody waits for it
        // If a request of this producer waits here already, it came over a connection that is gone: nobody will hear its answer.
        for (std::size_t i = state_.waiting.size(); i-- > 0;)
            if (state_.waiting[i].producer == results.producer) state_.waiting.erase(state_.waiting.begin() + static_cast<std::ptrdiff_t>(i));
        turn_.arm(timer(TimerKind::produce_timeout, results.producer.value), turn_.config.producer(results.producer).config.request_timeout);
        state_.waiting.push_back(std::move(results));
        return;
    }
    if (answered) answer(c, results);
}

PendingPartition Broker::append(const ProduceRequest& request, const ProduceBatch& b) {
    Replica& r = state_.replica(b.partition);
    PendingPartition result{b.partition, ErrorCode::none, unknown_offset, unknown_offset, b.batch.records, false};
    const TopicConfig& topic = turn_.topic_of(b.partition);
    ProducerIndex producer = b.batch.records.producer;
    AdmissionView view{leads(b.partition),
                       request.acks,
                       r.isr.size(),
                       turn_.min_isr(b.partition),
                       b.batch.bytes + batch_header,
                       topic.max_message_bytes,
                       error_of(b.batch.records, turn_.config.producer(producer).workload, topic, ledger_.sends(producer, b.partition))};
    result.error = admit(view);
    Deduplication seen;
    if (result.error == ErrorCode::none) {
        seen = deduplicate(r.log.find(b.batch.producer_id), b.batch);
        result.error = seen.error;
    }
    Happening h = happening(What::refused, b.partition);
    h.records = b.batch.records;
    h.error = result.error;
    h.epoch = r.leader_epoch;
    if (result.error != ErrorCode::none) {
        result.settled = true;
        turn_.say(h);
        return result;
    }
    if (seen.duplicate) {
        h.what = What::duplicate_suppressed;
        result.base_offset = seen.base;
    } else {
        h.what = What::appended;
        result.base_offset = r.log.end;
        r.log.append({r.log.end, r.leader_epoch, b.batch});
        appended(b.partition, b.batch);
        flush_if_due(b.partition);
    }
    h.offset = result.base_offset.value;
    turn_.say(h);
    result.required = result.base_offset + b.batch.records.count;
    result.settled = request.acks != Acks::all;
    return result;
}

PartitionAnswer Broker::answer_for(const PendingPartition& result, ErrorCode injected) const {
    PartitionAnswer a{result.partition, injected != ErrorCode::none ? injected : result.error, result.base_offset, nobody, {-1}};
    const Replica& r = state_.replica(result.partition);
    if (a.error == ErrorCode::not_leader_or_follower && injected == ErrorCode::none && r.leader != nobody && r.leader != self_) {
        a.leader = r.leader;
        a.epoch = r.leader_epoch;
    }
    return a;
}

void Broker::answer(ConnectionId c, const PendingProduce& results) {
    ProduceResponse response{results.number, {}};
    for (const PendingPartition& p : results.partitions) response.answers.push_back(answer_for(p, results.injected));
    if (!turn_.finish_work(c, results.number, std::move(response)) || !turn_.listener) return;
    for (const PendingPartition& p : results.partitions) {
        ErrorCode error = results.injected != ErrorCode::none ? results.injected : p.error;
        if (error != ErrorCode::none && p.base_offset == unknown_offset) continue;  // refused: said already
        Happening h = happening(error == ErrorCode::none ? What::acknowledged : What::answered_error, p.partition);
        h.other = turn_.layout.client(c);
        h.records = p.records;
        h.offset = p.base_offset.value;
        h.error = error;
        turn_.say(h);
    }
}

// Returns whether every partition of the request is settled now.
bool Broker::settle(PendingProduce& waiting) {
    bool all = true;
    for (PendingPartition& p : waiting.partitions) {
        if (p.settled) continue;
        const Replica& r = state_.replica(p.partition);
        Acknowledgement a = decide_acknowledgement(leads(p.partition), r.high_watermark, p.required, r.maximal_isr().size(), turn_.min_isr(p.partition));
        p.settled = a.settled;
        p.error = a.error;
        all = all && a.settled;
    }
    return all;
}

void Broker::recheck_waiting(PartitionId partition) {
    for (std::size_t i = 0; i < state_.waiting.size();) {
        PendingProduce& w = state_.waiting[i];
        bool concerned = std::any_of(w.partitions.begin(), w.partitions.end(), [&](const auto& p) { return p.partition == partition; });
        if (concerned && settle(w)) finish(i);
        else ++i;
    }
}

void Broker::finish(std::size_t waiting) {
    PendingProduce done = std::move(state_.waiting[waiting]);
    state_.waiting.erase(state_.waiting.begin() + static_cast<std::ptrdiff_t>(waiting));
    turn_.cancel(timer(TimerKind::produce_timeout, done.producer.value));
    answer(turn_.layout.to_broker(done.producer, self_), done);
}

// The records stay in the log and may be committed later (DelayedProduce: REQUEST_TIMED_OUT).
void Broker::on_produce_timeout(ProducerIndex producer) {
    for (std::size_t i = 0; i < state_.waiting.size(); ++i) {
        PendingProduce& w = state_.waiting[i];
        if (w.producer != producer) continue;
        for (PendingPartition& p : w.partitions)
            if (!p.settled) {
                p.settled = true;
                p.error = ErrorCode::request_timed_out;
            }
        return finish(i);
    }
}

}  // namespace acksim
