// Dice that have no state: the answer to (seed, stream, index) is always the same. Two configurations on one seed therefore meet the same
// latencies and crashes, however differently they ask. The mixer is a multiply-fold of 64-bit words.
#pragma once

#include <cstdint>

#include "base/time.hpp"

namespace acksim {

constexpr std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
    // Not in the standard, but in g++ and clang++, and one instruction.
    __extension__ using Wide = unsigned __int128;
    Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

constexpr std::uint64_t roll(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
    std::uint64_t h = fold(seed ^ 0x9e3779b97f4a7c15, stream ^ 0xe7037ed1a0b428db);
    return fold(h ^ index, 0x8ebc6af09c88c6e3 ^ (index << 32));
}

// Evenly from [0, n): the bias of the multiplication is below 2^-32 for every n that occurs. Requires: 0 < n < 2^32.
constexpr std::uint64_t below(std::uint64_t dice, std::uint64_t n) { return (dice >> 32) * n >> 32; }

constexpr Duration draw(Wait wait, std::uint64_t dice) {
    if (wait.max <= wait.min) return wait.min;
    std::uint64_t width = static_cast<std::uint64_t>((wait.max - wait.min).us) + 1;
    std::uint64_t offset = width < (std::uint64_t{1} << 32) ? below(dice, width) : dice % width;
    return {wait.min.us + static_cast<std::int64_t>(offset)};
}

}  // namespace acksim
