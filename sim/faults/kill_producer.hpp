// A producer's process dies: what its accumulator holds was never sent, and no callback runs any more
// (the sender is a daemon thread of KafkaProducer).
#pragma once

#include "world/world.hpp"

namespace acksim {

void kill_producer(World& world, ProducerIndex producer, Turn& turn);

}  // namespace acksim
