// Records with the same key go to the same partition: the key's bytes are hashed, and the hash is divided by the number of partitions.
// The partition of a key changes when the topic gets more partitions.
// Source: BuiltInPartitioner.partitionForKey, Utils.murmur2.
#pragma once

#include <cstdint>
#include <string_view>

namespace acksim {

// Requires: partitions > 0. Ensures: 0 <= the answer < partitions.
std::int32_t partition_of_key(std::string_view key, std::int32_t partitions);

std::uint32_t murmur2(std::string_view bytes);

}  // namespace acksim
