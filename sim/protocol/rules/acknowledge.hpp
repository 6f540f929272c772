// acks=0 is never answered; acks=1 is answered as soon as the leader has appended; acks=all when the high watermark has passed the batch,
// that is, when every member of the ISR has it. min.insync.replicas is looked at once more then.
// Source: ReplicaManager.maybeAddDelayedProduce, DelayedProduce.tryComplete, Partition.checkEnoughReplicasReachOffset.
// Lesson: scenarios/acks-1-leader-crash.json
#pragma once

#include "protocol/broker/state.hpp"

namespace acksim {

struct Acknowledgement {
    bool settled = false;
    ErrorCode error = ErrorCode::none;
};

// What an acks=all batch that needs the high watermark `required` can be told now.
constexpr Acknowledgement decide_acknowledgement(bool is_leader, Offset high_watermark, Offset required, int maximal_isr_size, int min_isr) {
    if (!is_leader) return {true, ErrorCode::not_leader_or_follower};
    if (high_watermark < required) return {};
    return {true, min_isr <= maximal_isr_size ? ErrorCode::none : ErrorCode::not_enough_replicas_after_append};
}

}  // namespace acksim
