// A scenario as one JSON text that needs nothing beside it: with .properties files and what --set changed worked in.
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace acksim {

// Requires: the scenario came from parse_scenario() or load_scenario(). The text of the file itself if there is nothing to work in.
std::string whole_text(const Scenario& scenario);

}  // namespace acksim
