// The high watermark is the smallest log end among the leader and the followers that count: everybody in the maximal ISR, and everybody who
// is caught up and may join it. Since Kafka 3.7 it stands still while the ISR is smaller than min.insync.replicas. It never falls.
// Source: Partition.maybeIncrementLeaderHW. Lesson: scenarios/acks-all-leader-crash.json
#pragma once

#include "protocol/broker/state.hpp"

namespace acksim {

struct HighWatermarkView {
    BrokerId self;
    BrokerSet remote_replicas;  // assigned, without the leader
    BrokerSet eligible;         // may be in the ISR: see isr.hpp
    int min_isr = 1;
    bool strict_min_isr = true;
};

// The new high watermark of a leader; equal to the old one if nothing moves.
Offset next_high_watermark(const Replica& replica, const HighWatermarkView& view);

}  // namespace acksim
