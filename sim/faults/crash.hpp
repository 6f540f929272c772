// The broker's process dies at once (SIGKILL, out of memory). The operating system lives on: every appended batch stays (broker.md R6.4).
#pragma once

#include "world/world.hpp"

namespace acksim {

void crash(World& world, BrokerId broker, Turn& turn);

}  // namespace acksim
