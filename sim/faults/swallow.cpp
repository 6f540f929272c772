#include "faults/swallow.hpp"

namespace acksim {

void swallow(World& world, ConnectionId connection, Direction direction) {
    Connection& c = world.network[connection];
    (direction == Direction::requests ? c.requests_swallowed : c.responses_swallowed) = true;
}

}  // namespace acksim
