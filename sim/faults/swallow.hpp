// A connection goes deaf while it stays open: from here on nothing arrives in this direction, until the producer's request.timeout.ms closes it.
#pragma once

#include "world/world.hpp"

namespace acksim {

void swallow(World& world, ConnectionId connection, Direction direction);

}  // namespace acksim
