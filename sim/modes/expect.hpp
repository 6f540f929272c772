// Holds a run against what its scenario expects.
#pragma once

#include <string>
#include <vector>

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

// One sentence for each part of "expect" that is not true: "lost: expected p1#7, got none"; and one for each fault that did nothing,
// since a run without its faults answers another question. Empty: as expected.
// A scenario without "expect" expects that nothing is lost, silently lost, phantom, duplicated or reordered, and that
// in-sync replicas agree (what is reported lost breaks no promise).
std::vector<std::string> broken_expectations(const Scenario& scenario, const RunResult& result);

}  // namespace acksim
