// What a scenario asks for in place of an early timer: what the timer waits for is late.
#pragma once

#include <optional>

#include "faults/plan.hpp"
#include "world/world.hpp"

namespace acksim {

// The fault, without its trigger; none: nothing that a scenario can make late has this effect. Requires: the timer is armed.
std::optional<Fault> late_instead(const Timer& timer, const World& world, const Layout& layout, const Config& config);

}  // namespace acksim
