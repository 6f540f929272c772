// The leader's side of replication: fetches of followers, the high watermark, the ISR (Partition, Replica, DelayedFetch).
#include <algorithm>

#include "protocol/broker/broker.hpp"
#include "protocol/rules/fetch.hpp"
#include "protocol/rules/high_watermark.hpp"
#include "protocol/rules/isr.hpp"

namespace acksim {

bool Broker::eligible(const Replica& replica, BrokerId b) const {
    return is_isr_eligible(b, replica.follower(b), state_.active, state_.broker_epochs[static_cast<std::size_t>(b.value)]);
}

void Broker::on_fetch(BrokerId from, bool answered, const FetchRequest& request) {
    Replica& r = state_.replica(request.partition);
    bool is_replica = turn_.layout.replicas(request.partition).has(from);
    FetchCheck check = check_fetch(r, leads(request.partition), is_replica, request);
    if (check.error != ErrorCode::none || check.diverging.defined()) {
        if (!answered) return;
        FetchResponse response{request.partition, check.error, request.offset, request.current_leader_epoch, check.diverging, r.high_watermark, r.log.end, {}};
        return turn_.respond(turn_.layout.to_leader(from, self_), std::move(response));
    }
    // The response carries the high watermark from before this fetch's own progress (ReplicaManager.readFromLog).
    Offset told = r.high_watermark;
    Follower& f = r.follower(from);
    if (!answered && f.parked) return;  // the next process has overtaken it
    bool moved = f.log_end != request.offset;
    note_fetch(f, request, r.log.end);
    consider_expansion(request.partition, from);
    if (moved) advance_high_watermark(request.partition);
    if (!answered) return;
    if (request.offset < r.log.end) return serve(request.partition, from, request.offset, request.current_leader_epoch, told);
    f.parked = true;
    f.told_high_watermark = told;
    consider_fetch_wait(request.partition, from);
}

// A parked fetch ends after replica.fetch.wait.max.ms. That matters only if its end brings news: a high watermark that the follower has
// not heard of, or, with its next fetch, a way into the ISR. Otherwise an idle follower would ask for ever and nothing would be at rest.
// Simplified: replica.fetch.wait.max.ms runs from the moment its end would bring news, not from the fetch.
void Broker::consider_fetch_wait(PartitionId partition, BrokerId follower) {
    Replica& r = state_.replica(partition);
    const Follower& f = r.follower(follower);
    Timer wait = timer(TimerKind::fetch_wait, partition.value, follower.value);
    if (!f.parked || turn_.armed(wait)) return;
    // A restarted follower may have asked before it knew its new epoch; its next fetch will carry it.
    bool will_be_eligible = state_.active.has(follower) && f.epoch <= state_.broker_epochs[static_cast<std::size_t>(follower.value)];
    bool joins = r.may_ask() && !r.isr.has(follower) && may_join(r, f, will_be_eligible);
    if (joins || r.high_watermark > f.told_high_watermark) turn_.arm(wait, turn_.config.broker.replica_fetch_wait_max);
}

void Broker::consider_fetch_waits(PartitionId partition) {
    if (!leads(partition)) return;
    for (BrokerId b : turn_.config.partition(partition).replicas)
        if (b != self_) consider_fetch_wait(partition, b);
}

void Broker::serve(PartitionId partition, BrokerId follower, Offset offset, LeaderEpoch epoch, Offset high_watermark) {
    Replica& r = state_.replica(partition);
    Follower& f = r.follower(follower);
    f.parked = false;
    f.told_high_watermark = high_watermark;
    turn_.cancel(timer(TimerKind::fetch_wait, partition.value, follower.value));
    FetchResponse& response =
        turn_.answer(turn_.layout.to_leader(follower, self_), FetchResponse{partition, ErrorCode::none, offset, epoch, {}, high_watermark, r.log.end, {}});
    std::int64_t bytes = 0;
    for (std::size_t i = r.log.find_batch(offset); i < r.log.batches.size(); ++i) {
        const LogBatch& b = r.log.batches[i];
        bytes += b.batch.bytes;
        if (!response.batches.empty() && bytes > turn_.config.broker.replica_fetch_max_bytes) break;
        response.batches.push_back(b);
    }
}

// New data answers the fetches that wait for it; a mere advance of the high watermark does not (DelayedFetch).
void Broker::release_parked(PartitionId partition) {
    if (!leads(partition)) return;
    Replica& r = state_.replica(partition);
    for (BrokerId b : turn_.config.partition(partition).replicas) {
        if (b == self_) continue;
        Follower& f = r.follower(b);
        if (f.parked && f.log_end < r.log.end) serve(partition, b, f.log_end, r.leader_epoch, r.high_watermark);
    }
}

void Broker::on_fetch_wait(PartitionId partition, BrokerId follower) {
    Replica& r = state_.replica(partition);
    if (leads(partition) && r.follower(follower).parked) serve(partition, follower, r.follower(follower).log_end, r.leader_epoch, r.high_watermark);
}

void Broker::advance_high_watermark(PartitionId partition) {
    if (!leads(partition)) return;
    Replica& r = state_.replica(partition);
    HighWatermarkView view{self_, turn_.layout.replicas(partition).without(self_), {}, turn_.min_isr(partition), turn_.config.rules.strict_min_isr};
    for_each(view.remote_replicas, [&](BrokerId b) {
        if (eligible(r, b)) view.eligible = view.eligible.with(b);
    });
    Offset next = next_high_watermark(r, view);
    if (next == r.high_watermark) return;
    r.high_watermark = next;
    Happening h = happening(What::high_watermark, partition);
    h.offset = next.value;
    turn_.say(h);
    consider_fetch_waits(partition);
    recheck_waiting(partition);
}

// A follower that has everything committed joins the ISR (Partition.maybeExpandIsr); only one change may be under way.
void Broker::consider_expansion(PartitionId partition, BrokerId b) {
    Replica& r = state_.replica(partition);
    if (!r.may_ask() || r.isr.has(b)) return;
    if (may_join(r, r.follower(b), eligible(r, b))) propose(partition, PendingIsr::expand, r.isr.with(b), b);
}

void Broker::propose(PartitionId partition, PendingIsr kind, BrokerSet isr, BrokerId joiner) {
    Replica& r = state_.replica(partition);
    r.pending = kind;
    r.proposed_isr = isr;
    r.asking = true;
    Happening h = happening(kind == PendingIsr::shrink ? What::isr_shrink_asked : What::isr_expand_asked, partition);
    h.set = isr;
    turn_.say(h);
    BrokerEpoch epoch = joiner == nobody ? BrokerEpoch{-1} : r.follower(joiner).epoch;
    turn_.request(turn_.layout.to_controller(self_), AlterPartitionRequest{partition, r.leader_epoch, r.partition_epoch, isr, joiner, epoch});
}

// Accepted, sent back to the committed state, or left pending until metadata says more (Partition.handleAlterPartitionUpdate and
// handleAlterPartitionError). The answer about a change that newer metadata has dropped since is ignored.
void Broker::on_alter_partition(const AlterPartitionResponse& response) {
    Replica& r = state_.replica(response.partition);
    r.asking = false;
    if (!leads(response.partition)) return;
    if (response.error == ErrorCode::ineligible_replica) r.pending = PendingIsr::none;
    if (r.pending == PendingIsr::none) {
        consider_fetch_waits(response.partition);
        return watch_followers();
    }
    if (response.error != ErrorCode::none || response.leader_epoch != r.leader_epoch || response.partition_epoch < r.partition_epoch) return;
    r.pending = PendingIsr::none;
    r.isr = response.isr;
    r.partition_epoch = response.partition_epoch;
    advance_high_watermark(response.partition);
    consider_fetch_waits(response.partition);
    watch_followers();
}

// Whether the next look at the followers can find something: one that is behind and not yet lagging, or one to be removed.
bool Broker::worth_a_look(const Replica& r) const {
    if (r.leader != self_) return false;
    // A broker that hosts no replica never fetched: it counts as lagging from the start.
    for (std::size_t b = 0; b < r.followers.size(); ++b) {
        const Follower& f = r.followers[b];
        if (static_cast<std::int16_t>(b) != self_.value && f.log_end != r.log.end && f.looks_behind < looks_until_lagging) return true;
    }
    return r.may_ask() && !lagging_members(r, self_).empty();
}

// isr-expiration runs every half of replica.lag.time.max.ms; here only while it can find something, so that a world at rest stays at rest.
void Broker::watch_followers() {
    if (turn_.armed(timer(TimerKind::isr_check))) return;
    if (std::none_of(state_.replicas.begin(), state_.replicas.end(), [&](const Replica& r) { return worth_a_look(r); })) return;
    turn_.arm(timer(TimerKind::isr_check), {microseconds(1), turn_.config.broker.replica_lag_time_max / 2});
}

// Simplified: a follower that stopped while its partition was idle is timed from the first record that it misses, not from its last fetch.
void Broker::on_isr_check() {
    for (std::size_t i = 0; i < state_.replicas.size(); ++i) {
        Replica& r = state_.replicas[i];
        if (r.leader != self_) continue;
        for (Follower& f : r.followers) note_look(f, r.log.end);
        BrokerSet lagging = lagging_members(r, self_);
        if (r.may_ask() && !lagging.empty()) propose({static_cast<std::int16_t>(i)}, PendingIsr::shrink, r.isr - lagging, nobody);
    }
    bool again = std::any_of(state_.replicas.begin(), state_.replicas.end(), [&](const Replica& r) { return worth_a_look(r); });
    if (again) turn_.arm(timer(TimerKind::isr_check), turn_.config.broker.replica_lag_time_max / 2);
}

}  // namespace acksim
