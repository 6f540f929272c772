#include "faults/alter_config.hpp"

#include "protocol/controller/controller.hpp"

namespace acksim {

void alter_config(World& world, std::int16_t topic, std::int8_t version, Turn& turn) {
    PartitionId first = turn.config.topics[static_cast<std::size_t>(topic)].first;
    const TopicConfig& before = turn.topic_of(first);
    world.topics[static_cast<std::size_t>(topic)] = version;
    Happening h{What::config_altered, turn.layout.nodes().controller()};
    h.partition = first;
    turn.say(h);
    Controller(world.controller, turn).on_config_change(topic, before);
}

}  // namespace acksim
