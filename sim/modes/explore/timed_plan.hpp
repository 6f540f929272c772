// From a trail to plans of faults that a timed run can follow. A trail is an order, and mostly no run that real time allows: it leaves out
// the periodic timers that time forces. So not its steps are timed, but its faults: each gets a state that starts it, what it destroyed is
// made late, restarts and sends come when the trail's moves would have taken so long. Several plans, the likeliest first: try them.
#pragma once

#include <string>
#include <vector>

#include "modes/trail.hpp"

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

struct TimedPlans {
    std::vector<TimedPlan> candidates;
    std::string held_back;            // the message that the trail holds back longest, in words; empty: none
    std::string without_counterpart;  // an early timer of the trail, in words: no scenario can ask for it
};

// Requires: `scenario` is the trail's, as for_exploration() made it, and the trail is possible in it.
TimedPlans timed_plans(const Scenario& scenario, const Trail& trail);

}  // namespace acksim
