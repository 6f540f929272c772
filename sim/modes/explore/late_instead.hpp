// What a scenario asks for instead of a timer that is over early: what the timer waits for is late.
#pragma once

#include <optional>

#include "faults/plan.hpp"
#include "world/world.hpp"

namespace acksim {

// The fault, without what starts it; none: nothing that a scenario can make late would do. Requires: the timer is armed.
std::optional<Fault> late_instead(const Timer& timer, const World& world, const Layout& layout, const Config& config);

}  // namespace acksim
