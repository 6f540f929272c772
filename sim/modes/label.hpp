// Short names for messages and timers, as a trace and a diagram show them.
#pragma once

#include <string>

#include "world/world.hpp"

namespace acksim {

// The label of the message at the head of the channel: "Produce 3-4", "Fetch from 7", "NOT_ENOUGH_REPLICAS 3".
std::string message_label(const World& world, const Layout& layout, const Channel& channel);
std::string timer_label(const Timer& timer);

}  // namespace acksim
