// The ledger: what clients asked for and what they were told. It is ghost state: no rule reads it, verdicts read nothing else
// (beside the final log). Records are kept by lane: one producer and one partition, in the order of the sends.
#pragma once

#include <cstdint>

#include "base/ids.hpp"
#include "base/list.hpp"
#include "protocol/errors.hpp"
#include "protocol/record.hpp"

namespace acksim {

enum class Told : std::int8_t { nothing, ok, error };

// One send() that reached the accumulator.
struct Send {
    std::int32_t record = 0;  // index of the record: p1#record
    Told told = Told::nothing;
    ErrorCode error = ErrorCode::none;

    constexpr bool operator==(const Send&) const = default;
};

// One send() that failed in the application thread: it was told an error and never entered the accumulator.
struct RefusedSend {
    std::int32_t record = 0;
    ErrorCode error = ErrorCode::none;

    constexpr bool operator==(const RefusedSend&) const = default;
};

struct Lane {
    List<Send, 4> sends;
};

struct ProducerLedger {
    List<Lane, 1> lanes;  // by partition of the whole cluster
    List<RefusedSend, 1> refused;
};

struct Ledger {
    List<ProducerLedger, 1> producers;

    List<Send, 4>& sends(ProducerIndex p, PartitionId partition) {
        return producers[static_cast<std::size_t>(p.value)].lanes[static_cast<std::size_t>(partition.value)].sends;
    }
    const List<Send, 4>& sends(ProducerIndex p, PartitionId partition) const {
        return producers[static_cast<std::size_t>(p.value)].lanes[static_cast<std::size_t>(partition.value)].sends;
    }
};

}  // namespace acksim
