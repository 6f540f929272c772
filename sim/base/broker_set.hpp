// A set of brokers, at most 64 of them: an ISR, an ELR, the replicas of a partition.
#pragma once

#include <bit>
#include <cstdint>

#include "base/ids.hpp"

namespace acksim {

struct BrokerSet {
    std::uint64_t bits = 0;

    static constexpr int capacity = 64;

    constexpr bool operator==(const BrokerSet&) const = default;
    constexpr bool has(BrokerId b) const { return b.value >= 0 && (bits >> b.value & 1) != 0; }
    constexpr bool empty() const { return bits == 0; }
    constexpr int size() const { return std::popcount(bits); }
    constexpr BrokerSet with(BrokerId b) const { return {bits | std::uint64_t{1} << b.value}; }
    constexpr BrokerSet without(BrokerId b) const { return b.value < 0 ? *this : BrokerSet{bits & ~(std::uint64_t{1} << b.value)}; }
    constexpr BrokerSet operator|(BrokerSet other) const { return {bits | other.bits}; }
    constexpr BrokerSet operator&(BrokerSet other) const { return {bits & other.bits}; }
    constexpr BrokerSet operator-(BrokerSet other) const { return {bits & ~other.bits}; }
    constexpr bool contains(BrokerSet other) const { return (other.bits & ~bits) == 0; }
    constexpr BrokerId first() const { return empty() ? nobody : BrokerId{static_cast<std::int16_t>(std::countr_zero(bits))}; }
};

// From a list of them.
template <class List> constexpr BrokerSet set_of(const List& brokers) {
    BrokerSet set;
    for (BrokerId b : brokers) set = set.with(b);
    return set;
}

// Calls f(BrokerId) for each member in ascending order.
template <class F> constexpr void for_each(BrokerSet set, F&& f) {
    for (std::uint64_t left = set.bits; left != 0; left &= left - 1) f(BrokerId{static_cast<std::int16_t>(std::countr_zero(left))});
}

}  // namespace acksim
