// What a plan may time as it likes (sends, the end of what is broken), timed by runs of the plan itself: each comes right behind what the
// trail has said last before it.
#pragma once

#include <functional>

#include "modes/explore/timed_plan.hpp"
#include "world/trace.hpp"

namespace acksim {

// How long after it: at once, or as long as the moves in between take.
enum class Behind : std::int8_t { at_once, in_its_time };

// Runs the plan once for each thing to be timed. Requires: the plan has paces; `trail` is the one that it was made from.
TimedPlan align(TimedPlan plan, Behind behind, const TrailSteps& trail, const Layout& layout, const std::function<Trace(const TimedPlan&)>& run);

}  // namespace acksim
