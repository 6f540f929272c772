// Strong numbers: a broker is not a partition and an offset is not an epoch, and the compiler knows it.
// All are plain aggregates, so that members() sees through them and a World packs into a few bytes.
#pragma once

#include <compare>
#include <cstdint>

namespace acksim {

template <class Tag, class Rep> struct Number {
    Rep value{};

    constexpr auto operator<=>(const Number&) const = default;
    constexpr Number& operator++() {
        ++value;
        return *this;
    }
    constexpr Number& operator+=(Rep n) {
        value += n;
        return *this;
    }
    constexpr Number operator+(Rep n) const { return {static_cast<Rep>(value + n)}; }
    constexpr Rep operator-(Number other) const { return static_cast<Rep>(value - other.value); }
};

using BrokerId = Number<struct BrokerTag, std::int16_t>;         // 0-based place in the cluster; shown to people as b1, b2, …
using ProducerIndex = Number<struct ProducerTag, std::int16_t>;  // 0-based place in the scenario's list of producers
using PartitionId = Number<struct PartitionTag, std::int16_t>;   // 0-based over all topics of the scenario
using Offset = Number<struct OffsetTag, std::int64_t>;           // exclusive ends: LEO = next offset to be written, HW = first not committed
using LeaderEpoch = Number<struct LeaderEpochTag, std::int32_t>;
using PartitionEpoch = Number<struct PartitionEpochTag, std::int32_t>;
using BrokerEpoch = Number<struct BrokerEpochTag, std::int32_t>;
using ProducerId = Number<struct ProducerIdTag, std::int32_t>;  // the PID that InitProducerId hands out
using ProducerEpoch = Number<struct ProducerEpochTag, std::int16_t>;
using Sequence = Number<struct SequenceTag, std::int32_t>;  // per (PID, epoch, partition), one a record; -1: not idempotent

inline constexpr BrokerId nobody{-1};
inline constexpr ProducerId no_producer_id{-1};
inline constexpr Sequence no_sequence{-1};
inline constexpr Offset unknown_offset{-1};

}  // namespace acksim
