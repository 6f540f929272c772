// The controller's one function for every event: who leads, who is in the ISR, who stays eligible to lead (ELR).
// A leader comes from the ISR, in the order of the assignment; if the ISR is empty, from the ELR, then the last known leader; from
// anywhere only if unclean.leader.election.enable says so.
// Source: PartitionChangeBuilder, KIP-966. Lesson: scenarios/unclean-election-loses.json
#pragma once

#include <span>

#include "base/broker_set.hpp"
#include "protocol/messages.hpp"

namespace acksim {

struct ElectionView {
    std::span<const BrokerId> replicas;  // in assignment order
    BrokerSet target_isr;
    BrokerSet acceptable;        // active, and not the one that is just leaving
    BrokerSet unclean_shutdown;  // brokers that just came back from an unclean stop
    int min_isr = 1;
    bool elr = true;  // eligible.leader.replicas is on
    bool unclean_allowed = false;
    BrokerId preferred = nobody;  // planned move: taken first if it is valid
};

struct Election {
    PartitionState state;
    bool changed = false;
    bool leader_changed = false;  // the leader epoch rose
    bool unclean = false;
};

Election elect(const PartitionState& old, const ElectionView& view);

}  // namespace acksim
