// An operator gives a topic another configuration while it is used: it works under Topic::altered[version] from here on.
// Simplified: a changed topic configuration reaches all brokers at once.
#pragma once

#include "world/world.hpp"

namespace acksim {

void alter_config(World& world, std::int16_t topic, std::int8_t version, Turn& turn);

}  // namespace acksim
