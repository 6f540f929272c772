// The process dies and its disk is replaced by an empty one (measured on Kafka 4.4: tests/truth/broker/b17_last_replica_wiped).
// Simplified: a replaced disk keeps its directory id, so the empty replica is acceptable as soon as its broker is unfenced.
#pragma once

#include "world/world.hpp"

namespace acksim {

void lose_disk(World& world, BrokerId broker, Turn& turn);

}  // namespace acksim
