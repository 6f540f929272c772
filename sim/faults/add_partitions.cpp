#include "faults/add_partitions.hpp"

#include "protocol/controller/controller.hpp"

namespace acksim {

void add_partitions(World& world, std::int16_t topic, std::int16_t count, Turn& turn) {
    Happening h{What::partitions_added, turn.layout.nodes().controller()};
    h.partition = turn.config.topics[static_cast<std::size_t>(topic)].first;
    turn.say(h);
    Controller(world.controller, turn).create_partitions(topic, count);
}

}  // namespace acksim
