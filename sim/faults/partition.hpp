// A network partition: what one node sends another does not arrive until the last of the faults that cut the link is over; TCP keeps it and
// sends it again.
// Cut off from the controller, in whatever direction, a broker is fenced when its session ends, and does not notice: it ignores isFenced in
// the answers to its heartbeats (BrokerLifecycleManager), and hears nothing of the metadata log.
#pragma once

#include "world/world.hpp"

namespace acksim {

// `one_way`: what goes from `to` to `from` still arrives.
void cut_link(World& world, NodeId from, NodeId to, Turn& turn, bool one_way = false);
void heal_link(World& world, NodeId from, NodeId to, Turn& turn);

}  // namespace acksim
