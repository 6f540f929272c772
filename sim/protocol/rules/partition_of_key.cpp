#include "protocol/rules/partition_of_key.hpp"

namespace acksim {

std::int32_t partition_of_key(std::string_view key, std::int32_t partitions) { return static_cast<std::int32_t>(murmur2(key) & 0x7fffffff) % partitions; }

// MurmurHash2 by Austin Appleby, with the seed that Kafka gives it.
std::uint32_t murmur2(std::string_view bytes) {
    constexpr std::uint32_t seed = 0x9747b28c, factor = 0x5bd1e995;
    auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<std::uint8_t>(bytes[i])}; };
    std::uint32_t hash = seed ^ static_cast<std::uint32_t>(bytes.size());
    std::size_t whole = bytes.size() / 4 * 4;
    for (std::size_t i = 0; i < whole; i += 4) {
        std::uint32_t word = (byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16 | byte(i + 3) << 24) * factor;
        word ^= word >> 24;
        hash = hash * factor ^ word * factor;
    }
    for (std::size_t i = whole; i < bytes.size(); ++i) hash ^= byte(i) << (i - whole) * 8;
    if (whole < bytes.size()) hash *= factor;
    hash ^= hash >> 13;
    hash *= factor;
    return hash ^ hash >> 15;
}

}  // namespace acksim
