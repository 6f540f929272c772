// Times what a plan is free to time (sends, and when a fault ends) by running the plan: each is put close to what the trail says last
// before it, or next after it.
#pragma once

#include <functional>

#include "modes/explore/timed_plan.hpp"
#include "world/trace.hpp"

namespace acksim {

enum class Close : std::int8_t {
    behind_at_once,
    behind_in_its_time,  // as long after it as the moves in between take
    ahead,               // sends: right before what somebody else says next in the trail
};

// Runs the plan once for each thing to be timed. Requires: the plan has paces; `trail` is the one that it was made from.
TimedPlan align(TimedPlan plan, Close close, const TrailSteps& trail, const Layout& layout, const std::function<Trace(const TimedPlan&)>& run);

}  // namespace acksim
