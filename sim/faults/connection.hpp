// Faults of one connection between a producer and a broker: it breaks, or it goes deaf in one direction while it stays open. Losing the
// request and losing the answer are different faults: after the first the broker knows nothing, after the second only the producer does
// not know (producer.md 2.15).
#pragma once

#include "world/world.hpp"

namespace acksim {

// What is on its way in both directions is lost; the producer notices.
void break_connection(World& world, ConnectionId connection, Turn& turn);
// From here on nothing arrives in this direction, until the producer closes the connection.
void swallow(World& world, ConnectionId connection, Direction direction);
// The request at the head of the connection will be answered with this error, instead of being appended or after it.
// Requires: the head is a ProduceRequest.
void answer_error(World& world, ConnectionId connection, ErrorCode error, bool appended);

}  // namespace acksim
