// An operator gives a topic more partitions while it is used: keys that were hashed to the old number move. Producers learn of them from
// their next metadata answer, up to metadata.max.age.ms later (KafkaProducer.partition; measured on Kafka 4.4:
// tests/truth/producer/p20_more_partitions).
#pragma once

#include "world/world.hpp"

namespace acksim {

// `count`: how many partitions the topic has from here on.
void add_partitions(World& world, std::int16_t topic, std::int16_t count, Turn& turn);

}  // namespace acksim
