// How far an exploration has come, in one line of a terminal.
#pragma once

#include <string>

#include "modes/explore.hpp"

namespace acksim {

// Ensures: at most 79 columns, so that a terminal of 80 can write it over the line before.
std::string progress_line(const ExploreProgress& progress);

}  // namespace acksim
