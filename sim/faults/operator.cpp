#include "faults/operator.hpp"

#include "protocol/controller/controller.hpp"
#include "protocol/producer/producer.hpp"

namespace acksim {

void move_leader(World& world, PartitionId partition, BrokerId to, Turn& turn) {
    Happening h{What::leader_move_asked, turn.layout.nodes().controller(), turn.layout.nodes().broker(to)};
    h.partition = partition;
    turn.say(h);
    Controller(world.controller, turn).move_leader(partition, to);
}

void alter_config(World& world, std::int16_t topic, std::int8_t version, Turn& turn) {
    world.topics[static_cast<std::size_t>(topic)] = version;
    Happening h{What::config_altered, turn.layout.nodes().controller()};
    h.partition = turn.config.topics[static_cast<std::size_t>(topic)].first;
    turn.say(h);
    Controller(world.controller, turn).on_config_change(topic);
}

void kill_producer(World& world, ProducerIndex producer, Turn& turn) {
    Producer(world.producer(producer), producer, world.ledger, turn).die();
}

}  // namespace acksim
