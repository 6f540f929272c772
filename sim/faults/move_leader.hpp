// A planned move of leadership: preferred election, or the last step of a reassignment. There is no drain: the old leader's tail may be
// lost (broker.md R3.11, S24).
#pragma once

#include "world/world.hpp"

namespace acksim {

void move_leader(World& world, PartitionId partition, BrokerId to, Turn& turn);

}  // namespace acksim
