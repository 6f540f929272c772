// From a trail to plans of faults that a timed run can follow. A trail is an order, and mostly no run that real time allows: it leaves out
// the periodic timers that time forces. So not its steps are timed, but its faults: each gets a state that starts it, what it destroyed is
// made late, restarts and sends come when the trail's moves would have taken so long. Several plans, the likeliest first: try them.
#pragma once

#include <vector>

#include "modes/explore/trail_steps.hpp"

namespace acksim {

// When a producer's application sends, if not at its own pace.
struct Pace {
    Duration start{};
    std::vector<Duration> pauses;  // after each record but the last
};

struct TimedPlan {
    std::vector<Fault> faults;  // those of the trail in its order, then what must be late
    std::vector<Pace> paces;    // by producer; empty: each its own
    std::uint64_t seed = 1;
};

// Requires: `scenario` is the trail's, as for_exploration() made it.
std::vector<TimedPlan> timed_plans(const Scenario& scenario, const TrailSteps& trail);

}  // namespace acksim
