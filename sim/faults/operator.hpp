// What an operator does to a running cluster: a planned move of leadership, another configuration of a topic, an end to a producer's process.
#pragma once

#include "world/world.hpp"

namespace acksim {

// Preferred election, or the last step of a reassignment. There is no drain: the old leader's tail may be lost (broker.md R3.11, S24).
void move_leader(World& world, PartitionId partition, BrokerId to, Turn& turn);
// The topic works under Topic::altered[version] from here on.
// Simplified: a changed topic configuration reaches all brokers at once.
void alter_config(World& world, std::int16_t topic, std::int8_t version, Turn& turn);
void kill_producer(World& world, ProducerIndex producer, Turn& turn);

}  // namespace acksim
