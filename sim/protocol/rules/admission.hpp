// A leader refuses what it must not append: before anything else, who leads; then, for acks=all, whether enough replicas are in sync;
// then whether the batch itself is acceptable. Nothing is appended when it refuses.
// Source: KafkaApis.handleProduceRequest, Partition.appendRecordsToLeader. Lesson: scenarios/not-enough-replicas.json
#pragma once

#include <cstdint>

#include "protocol/config.hpp"
#include "protocol/errors.hpp"

namespace acksim {

struct AdmissionView {
    bool is_leader = false;
    Acks acks = Acks::all;
    int isr_size = 0;  // committed: a pending expansion does not help, a pending shrink does not hurt yet
    int min_isr = 1;
    std::int32_t batch_bytes = 0;  // with its header
    std::int32_t max_message_bytes = 0;
    ErrorCode records = ErrorCode::none;  // what its records are refused for (validate.hpp)
};

constexpr ErrorCode admit(const AdmissionView& view) {
    if (!view.is_leader) return ErrorCode::not_leader_or_follower;
    if (view.acks == Acks::all && view.isr_size < view.min_isr) return ErrorCode::not_enough_replicas;
    if (view.batch_bytes > view.max_message_bytes) return ErrorCode::message_too_large;
    return view.records;
}

}  // namespace acksim
