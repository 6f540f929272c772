// A frozen process: a long garbage collection, SIGSTOP, a stalled virtual machine. It does nothing and hears nothing, and when it runs
// again, after the last of the pauses that struck it, it finds everything that came meanwhile, and all its timers overdue.
#pragma once

#include "world/world.hpp"

namespace acksim {

void pause(World& world, NodeId node, Turn& turn);
void resume(World& world, NodeId node, Turn& turn);

}  // namespace acksim
