// The space-time diagram: a lane for each client, broker and the controller, time going down, messages as arrows between lanes.
#pragma once

#include <string>

#include "report/layout.hpp"
#include "report/names.hpp"

namespace acksim {

// Requires: columns >= 60. Ensures: no line is wider than `columns`. Empty if the run kept no trace or nothing happened in it.
std::string diagram(const Names& names, const Paint& paint, int columns);

}  // namespace acksim
