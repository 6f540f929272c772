#include "protocol/rules/elect.hpp"

namespace acksim {

namespace {

struct Choice {
    BrokerId leader = nobody;
    bool unclean = false;
};

Choice choose_leader(const PartitionState& old, const ElectionView& view, BrokerSet target_elr) {
    auto valid = [&](BrokerId b) {
        bool candidate = view.target_isr.has(b) || (view.target_isr.empty() && target_elr.has(b));
        return candidate && view.acceptable.has(b);
    };
    if (view.preferred != nobody && valid(view.preferred)) return {view.preferred};
    if (old.leader != nobody && valid(old.leader)) return {old.leader};
    for (BrokerId b : view.replicas)
        if (valid(b)) return {b};
    if (view.elr && view.target_isr.empty() && target_elr.empty() && view.acceptable.has(old.last_known_leader)) return {old.last_known_leader, true};
    if (view.unclean_allowed)
        for (BrokerId b : view.replicas)
            if (view.acceptable.has(b)) return {b, true};
    return {};
}

}  // namespace

// Simplified: the last known leader is elected only while it is up, in every version; before 4.0.1 Kafka did not look (KAFKA-19522).
// Simplified: a leader epoch rises only with a new leader; before 3.6 it rose with each shrink of an ISR too.
Election elect(const PartitionState& old, const ElectionView& view) {
    // Who leaves an ISR that is too small stays eligible: the high watermark stands still, so it misses nothing committed
    // (PartitionChangeBuilder.maybePopulateTargetElr).
    BrokerSet elr;
    if (view.elr && view.target_isr.size() < view.min_isr) elr = (old.elr | old.isr) - view.target_isr - view.unclean_shutdown;
    Choice choice = choose_leader(old, view, elr);
    Election result{old, false, false, choice.unclean};
    PartitionState& now = result.state;
    bool new_leader = choice.leader != old.leader;
    bool alone = new_leader && choice.leader != nobody && (choice.unclean || elr.has(choice.leader));
    now.leader = choice.leader;
    now.isr = alone ? BrokerSet{}.with(choice.leader) : view.target_isr;
    now.elr = choice.unclean ? BrokerSet{} : elr - now.isr;
    // Without ELR the last member stays in the ISR, so that only it can come back as leader.
    if (now.isr.empty() && !view.elr) now.isr = old.isr;
    if (view.elr && now.leader == nobody && old.leader != nobody && old.last_known_leader == nobody) now.last_known_leader = old.leader;
    if (new_leader && now.leader != nobody) now.last_known_leader = nobody;
    if (now == old) return result;
    result.changed = true;
    result.leader_changed = new_leader;
    ++now.partition_epoch;
    if (new_leader) ++now.leader_epoch;
    return result;
}

}  // namespace acksim
