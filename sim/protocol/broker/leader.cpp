// The leader's side of replication: fetches of followers, the high watermark, the ISR (spec: broker.md §2.4-2.6).
#include <algorithm>

#include "protocol/broker/broker.hpp"
#include "protocol/rules/fetch.hpp"
#include "protocol/rules/high_watermark.hpp"
#include "protocol/rules/isr.hpp"

namespace acksim {

namespace {

BrokerSet set_of(const std::vector<BrokerId>& brokers) {
    BrokerSet out;
    for (BrokerId b : brokers) out = out.with(b);
    return out;
}

}  // namespace

bool Broker::eligible(const Replica& replica, BrokerId b) const {
    return is_isr_eligible(b, replica.follower(b), state_.active, state_.broker_epochs[static_cast<std::size_t>(b.value)]);
}

void Broker::on_fetch(BrokerId from, const FetchRequest& request) {
    Replica& r = state_.replica(request.partition);
    bool is_replica = set_of(turn_.config.partition(request.partition).replicas).has(from);
    FetchCheck check = check_fetch(r, leads(request.partition), is_replica, request);
    if (check.error != ErrorCode::none || check.diverging.defined()) {
        FetchResponse response{request.partition, check.error, request.offset, request.current_leader_epoch, check.diverging, r.high_watermark, r.log.end, {}};
        return turn_.respond(turn_.layout.to_leader(from, self_), std::move(response));
    }
    // R2.25: the response carries the high watermark from before this fetch's own progress.
    Offset told = r.high_watermark;
    Follower& f = r.follower(from);
    bool moved = f.log_end != request.offset;
    f.log_end = request.offset;
    f.epoch = request.broker_epoch;
    // R2.26: caught up if it has reached the end, or the end as it was at its last fetch.
    if (request.offset >= r.log.end || request.offset >= f.last_fetch_leader_end) f.looks_behind = 0;
    f.last_fetch_leader_end = std::max(f.last_fetch_leader_end, r.log.end);
    consider_expansion(request.partition, from);
    if (moved) {
        advance_high_watermark(request.partition);
        recheck_waiting(request.partition);
    }
    if (request.offset < r.log.end) return serve(request.partition, from, request.offset, request.current_leader_epoch, told);
    f.parked = true;
    // The fetch's wait matters only if there is a high watermark to carry: an idle follower would ask for ever.
    // Simplified: replica.fetch.wait.max.ms runs from the moment the high watermark has news for the follower, not from the fetch.
    f.told_high_watermark = told;
    if (r.high_watermark > told) turn_.arm(timer(TimerKind::fetch_wait, request.partition.value, from.value), turn_.config.broker.replica_fetch_wait_max);
}

void Broker::serve(PartitionId partition, BrokerId follower, Offset offset, LeaderEpoch epoch, Offset high_watermark) {
    Replica& r = state_.replica(partition);
    Follower& f = r.follower(follower);
    f.parked = false;
    f.told_high_watermark = high_watermark;
    turn_.cancel(timer(TimerKind::fetch_wait, partition.value, follower.value));
    FetchResponse response{partition, ErrorCode::none, offset, epoch, {}, high_watermark, r.log.end, {}};
    std::int64_t bytes = 0;
    for (std::size_t i = r.log.find_batch(offset); i < r.log.batches.size(); ++i) {
        const LogBatch& b = r.log.batches[i];
        bytes += b.batch.bytes;
        if (!response.batches.empty() && bytes > turn_.config.broker.replica_fetch_max_bytes) break;
        response.batches.push_back(b);
    }
    turn_.respond(turn_.layout.to_leader(follower, self_), std::move(response));
}

// New data answers the fetches that wait for it; a mere advance of the high watermark does not (R2.25).
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
    HighWatermarkView view{self_, set_of(turn_.config.partition(partition).replicas).without(self_), {}, turn_.min_isr(partition),
                           turn_.config.rules.strict_min_isr};
    for_each(view.remote_replicas, [&](BrokerId b) {
        if (eligible(r, b)) view.eligible = view.eligible.with(b);
    });
    Offset next = next_high_watermark(r, view);
    if (next == r.high_watermark) return;
    r.high_watermark = next;
    Happening h = happening(What::high_watermark, partition);
    h.offset = next.value;
    turn_.say(h);
    for_each(view.remote_replicas, [&](BrokerId b) {
        Timer wait = timer(TimerKind::fetch_wait, partition.value, b.value);
        if (r.follower(b).parked && !turn_.armed(wait)) turn_.arm(wait, turn_.config.broker.replica_fetch_wait_max);
    });
    recheck_waiting(partition);
}

// A follower that has everything committed joins the ISR (R2.29); only one change may be under way.
void Broker::consider_expansion(PartitionId partition, BrokerId b) {
    Replica& r = state_.replica(partition);
    if (r.pending != PendingIsr::none || r.isr.has(b)) return;
    if (may_join(r, r.follower(b), eligible(r, b))) propose(partition, PendingIsr::expand, r.isr.with(b), b);
}

void Broker::propose(PartitionId partition, PendingIsr kind, BrokerSet isr, BrokerId joiner) {
    Replica& r = state_.replica(partition);
    r.pending = kind;
    r.proposed_isr = isr;
    Happening h = happening(kind == PendingIsr::shrink ? What::isr_shrink_asked : What::isr_expand_asked, partition);
    h.set = isr;
    turn_.say(h);
    BrokerEpoch epoch = joiner == nobody ? BrokerEpoch{-1} : r.follower(joiner).epoch;
    turn_.request(turn_.layout.to_controller(self_), AlterPartitionRequest{partition, r.leader_epoch, r.partition_epoch, isr, joiner, epoch});
}

// R2.34: accepted; sent back to the committed state; or left pending until metadata says more.
void Broker::on_alter_partition(const AlterPartitionResponse& response) {
    Replica& r = state_.replica(response.partition);
    if (r.pending == PendingIsr::none || !leads(response.partition)) return;
    if (response.error == ErrorCode::ineligible_replica) {
        r.pending = PendingIsr::none;
        return;
    }
    if (response.error != ErrorCode::none || response.leader_epoch != r.leader_epoch || response.partition_epoch < r.partition_epoch) return;
    r.pending = PendingIsr::none;
    r.isr = response.isr;
    r.partition_epoch = response.partition_epoch;
    advance_high_watermark(response.partition);
    // Before 3.7 a smaller ISR could let a waiting request through, or end it (R2.16 names the high watermark as the only trigger since).
    recheck_waiting(response.partition);
    watch_followers();
}

// isr-expiration runs every half of replica.lag.time.max.ms; here only while a follower is behind, so that a world at rest stays at rest.
void Broker::watch_followers() {
    if (turn_.armed(timer(TimerKind::isr_check))) return;
    for (std::size_t i = 0; i < state_.replicas.size(); ++i) {
        const Replica& r = state_.replicas[i];
        if (r.leader != self_) continue;
        bool behind = false;
        for_each(r.isr.without(self_), [&](BrokerId b) { behind |= r.follower(b).log_end != r.log.end; });
        if (!behind) continue;
        turn_.arm(timer(TimerKind::isr_check), {microseconds(1), turn_.config.broker.replica_lag_time_max / 2});
        return;
    }
}

// Simplified: a follower that stopped while its partition was idle is timed from the first record that it misses, not from its last fetch.
void Broker::on_isr_check() {
    bool behind = false;
    for (std::size_t i = 0; i < state_.replicas.size(); ++i) {
        Replica& r = state_.replicas[i];
        if (r.leader != self_) continue;
        PartitionId partition{static_cast<std::int16_t>(i)};
        for (BrokerId b : turn_.config.partition(partition).replicas) {
            if (b == self_) continue;
            Follower& f = r.follower(b);
            bool at_end = f.log_end == r.log.end;
            f.looks_behind = at_end ? std::int8_t{0} : std::min<std::int8_t>(static_cast<std::int8_t>(f.looks_behind + 1), looks_until_lagging);
            behind |= !at_end && r.isr.has(b);
        }
        BrokerSet lagging = lagging_members(r, self_);
        if (r.pending == PendingIsr::none && !lagging.empty()) propose(partition, PendingIsr::shrink, r.isr - lagging, nobody);
    }
    if (behind) turn_.arm(timer(TimerKind::isr_check), turn_.config.broker.replica_lag_time_max / 2);
}

}  // namespace acksim
