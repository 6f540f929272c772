// A follower leaves the ISR when it has not been caught up for replica.lag.time.max.ms, and joins again when it has everything up to the
// high watermark and the start of the leader's epoch. The leader asks, the controller decides.
// Source: Partition.maybeShrinkIsr, maybeExpandIsr, isReplicaIsrEligible. Lesson: scenarios/acks-all-min-isr-1-power-loss.json
#pragma once

#include "protocol/broker/state.hpp"

namespace acksim {

// What a leader notes of a fetch that it accepts. The follower is caught up now if it has reached the leader's end; it was at its last fetch if
// it has reached the end as it was then. So who takes longer than replica.lag.time.max.ms for two fetches lags, however steady it is.
// Source: Replica.updateFetchStateOrThrow.
void note_fetch(Follower& f, const FetchRequest& request, Offset leader_end);

// isr-expiration has come round again. Who waits at the leader's end is caught up, and might as well have fetched just now.
void note_look(Follower& f, Offset leader_end);

// At the leader's end, or there recently enough.
inline bool is_caught_up(const Replica& leader, const Follower& f) { return f.log_end == leader.log.end || f.looks_behind < looks_until_lagging; }

// KIP-841, KIP-903: neither fenced nor shutting down, and the fetches are those of its present incarnation.
inline bool is_isr_eligible(BrokerId b, const Follower& f, BrokerSet active, BrokerEpoch known_epoch) { return active.has(b) && f.epoch == known_epoch; }

// Requires: nothing pending. `f` belongs to a replica that is not in the committed ISR.
inline bool may_join(const Replica& leader, const Follower& f, bool eligible) {
    return eligible && f.log_end >= leader.high_watermark && f.log_end >= leader.epoch_start;
}

// Members of the ISR that have to leave it.
BrokerSet lagging_members(const Replica& leader, BrokerId self);

}  // namespace acksim
