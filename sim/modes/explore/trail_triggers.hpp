// What can start a fault of a trail in a timed run: the states of the scenario language that came true before it.
#pragma once

#include <vector>

#include "modes/explore/trail_steps.hpp"
#include "protocol/layout.hpp"

namespace acksim {

// The state that a happening of this step brought about, and how often that had been so by then. Kind::at: no trigger can name it.
Trigger trigger_of(const Happening& happening, std::size_t step, const TrailSteps& trail, const Layout& layout);

// What may start the fault, the likeliest first.
std::vector<Trigger> triggers_of(std::size_t fault, Late late, const TrailSteps& trail, const Layout& layout);

}  // namespace acksim
