// The follower's side of replication: one outstanding fetch a partition, append what comes, cut what the leader does not have
// (AbstractFetcherThread, ReplicaFetcherThread).
#include <algorithm>

#include "protocol/broker/broker.hpp"
#include "protocol/rules/truncate.hpp"

namespace acksim {

// Simplified: each partition is fetched by a request of its own; Kafka's fetcher thread asks for all partitions of a leader at once.
void Broker::fetch(PartitionId partition) {
    Replica& r = state_.replica(partition);
    if (r.leader == nobody || r.leader == self_ || r.fetching || turn_.armed(timer(TimerKind::fetch_backoff, partition.value))) return;
    if (r.truncating && ask_for_end_of_epoch(partition)) return;
    r.fetching = true;
    bool fenced = fences_fetches(turn_.config.rules.truncation);
    turn_.request(turn_.layout.to_leader(self_, r.leader),
                  FetchRequest{partition, r.log.end, fenced ? r.leader_epoch : LeaderEpoch{-1}, fenced ? r.log.latest_epoch() : LeaderEpoch{-1}, state_.epoch});
}

void Broker::back_off(PartitionId partition) {
    state_.replica(partition).fetching = false;
    turn_.arm(timer(TimerKind::fetch_backoff, partition.value), turn_.config.broker.replica_fetch_backoff);
}

void Broker::on_fetched(BrokerId from, const FetchResponse& response) {
    Replica& r = state_.replica(response.partition);
    if (r.leader != from || !r.fetching || r.truncating) return;
    bool fenced = fences_fetches(turn_.config.rules.truncation);
    // KAFKA-18991: an answer of an older leader epoch says nothing about this one. The fetch of this epoch is under way already.
    bool stale = fenced && response.leader_epoch != r.leader_epoch && turn_.config.rules.stale_fetch_is_ignored;
    if (response.offset != r.log.end || stale) return;
    if (response.error == ErrorCode::fenced_leader_epoch && response.leader_epoch == r.leader_epoch) {
        r.fetching = false;  // until new metadata comes (AbstractFetcherThread.onPartitionFenced)
        return;
    }
    if (response.error == ErrorCode::offset_out_of_range) {
        // AbstractFetcherThread.fetchOffsetAndTruncate: asks for the leader's end, and cuts to it without looking at epochs.
        if (response.leader_end < r.log.end) truncate(response.partition, response.leader_end);
        r.fetching = false;
        return fetch(response.partition);
    }
    if (response.error != ErrorCode::none) return back_off(response.partition);
    r.fetching = false;
    if (response.diverging.defined()) {
        truncate(response.partition, truncation_point(r.log, response.diverging));
        return fetch(response.partition);
    }
    for (const LogBatch& b : response.batches) {
        if ((fenced && b.epoch > r.leader_epoch) || b.base != r.log.end) break;
        r.log.append(b);
        appended(response.partition, b.batch);
        Happening h = happening(What::replicated, response.partition);
        h.records = b.batch.records;
        h.offset = b.base.value;
        h.epoch = b.epoch;
        turn_.say(h);
    }
    flush_if_due(response.partition);
    // A follower's high watermark follows its leader's, also downwards (ReplicaFetcherThread.processPartitionData).
    r.high_watermark = std::min(response.high_watermark, r.log.end);
    fetch(response.partition);
}

void Broker::flush_if_due(PartitionId partition) {
    Log& log = state_.replica(partition).log;
    if (log.end - log.flushed >= turn_.topic_of(partition).flush_messages) log.flushed = log.end;
}

void say_batches_from(Offset offset, const Log& log, What why, NodeId node, PartitionId partition, Turn& turn) {
    if (!turn.listener) return;
    for (std::size_t i = log.find_batch(offset); i < log.batches.size(); ++i) {
        Happening h{why, node};
        h.partition = partition;
        h.records = log.batches[i].batch.records;
        h.offset = log.batches[i].base.value;
        h.epoch = log.batches[i].epoch;
        turn.say(h);
    }
}

void Broker::truncate(PartitionId partition, Offset offset, What why) {
    Replica& r = state_.replica(partition);
    say_batches_from(offset, r.log, why, node(), partition, turn_);
    r.log.truncate_to(offset);
    time_loaded_producers(partition);
    r.high_watermark = std::min(r.high_watermark, r.log.end);
}

}  // namespace acksim
