// The request at the head of the connection will be answered with this error, instead of being appended or after it.
// Requires: the head is a ProduceRequest.
#pragma once

#include "world/world.hpp"

namespace acksim {

void answer_error(World& world, ConnectionId connection, ErrorCode error, bool appended);

}  // namespace acksim
