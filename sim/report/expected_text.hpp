// What a scenario expects, in a line: "lost p1#7, duplicated 0, reordered 0 pairs".
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace acksim {

// Empty: the scenario expects nothing in particular.
std::string expected_text(const Scenario& scenario);

}  // namespace acksim
