#include "faults/kill_producer.hpp"

#include "protocol/producer/producer.hpp"

namespace acksim {

void kill_producer(World& world, ProducerIndex producer, Turn& turn) { Producer(world.producer(producer), producer, world.ledger, turn).die(); }

}  // namespace acksim
