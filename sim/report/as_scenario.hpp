// A counterexample as an ordinary scenario: its faults with the states that start them, what it held back made late, and the verdict that
// it ended in as what is expected. It is run before it is handed out.
#pragma once

#include <string>

#include "modes/trail.hpp"

namespace acksim {

struct TimedCounterpart {
    std::string text;     // JSON
    bool agrees = false;  // run as it is written, it ends in the verdict word of the trail
    std::string note;     // what else there is to say: why it does not agree, or what of the trail no scenario can ask for; may be empty
};

// `scenario` is the one that was explored, as it was loaded. Throws: ScenarioError if the trail is none of this scenario.
TimedCounterpart as_scenario(const Scenario& scenario, const Trail& trail);

}  // namespace acksim
