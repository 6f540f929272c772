// SIGTERM: a controlled shutdown. Leadership moves away first, then everything is flushed and the process ends
// (BrokerHeartbeatManager.calculateNextBrokerState).
#pragma once

#include "world/world.hpp"

namespace acksim {

void stop(World& world, BrokerId broker, Turn& turn);

}  // namespace acksim
