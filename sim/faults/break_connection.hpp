// The connection between a producer and a broker breaks, with everything that is on its way in both directions; the producer notices.
// Whether the request or only its answer was lost makes the difference: after the first the broker knows nothing, after the second only the
// producer does not know (NetworkClient.processDisconnection). Does nothing if there is no connection.
#pragma once

#include "world/world.hpp"

namespace acksim {

void break_connection(World& world, ConnectionId connection, Turn& turn);

}  // namespace acksim
