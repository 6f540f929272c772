// The broker's process dies at once (SIGKILL, out of memory). The operating system lives on: every appended batch stays. For the ELR the
// stop was an unclean one all the same (KIP-966).
#pragma once

#include "world/world.hpp"

namespace acksim {

void crash(World& world, BrokerId broker, Turn& turn);

}  // namespace acksim
