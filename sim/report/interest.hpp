// Which steps of a run a diagram shows: chains of causes, faults, changes of leader and ISR, and one record's life; the rest is folded.
#pragma once

#include <string>
#include <vector>

#include "report/names.hpp"

namespace acksim {

// Ensures: in order of the trace, each once; never more than `most`. The first anomaly's chain comes before everything else.
std::vector<StepId> interesting_steps(const Names& names, std::size_t most);

// One line about the steps in [first, end), which are not shown: "38 records sent and acknowledged (12.0 – 61.4 ms)".
// "9.0 s pass" if there is nothing else to tell of a long time; empty if there is nothing to tell.
std::string folded(const Names& names, StepId first, StepId end);

}  // namespace acksim
