// Act two: everything heals. Dead brokers start, links carry, processes run; what the faults have done stays done.
#pragma once

#include "world/world.hpp"

namespace acksim {

// Returns whether there was anything to heal.
bool heal(World& world, Turn& turn);

}  // namespace acksim
