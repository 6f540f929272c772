// A planned move of leadership: preferred election, or the last step of a reassignment. There is no drain: the old leader's tail may be
// lost (measured on Kafka 4.4: tests/truth/broker/b07_planned_moves-elect-p1).
#pragma once

#include "world/world.hpp"

namespace acksim {

void move_leader(World& world, PartitionId partition, BrokerId to, Turn& turn);

}  // namespace acksim
