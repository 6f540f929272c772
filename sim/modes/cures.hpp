// Which setting is to blame: one after another, single settings are changed and the scenario is run again with everything else equal; a
// setting counts only if the anomaly is gone then. Never by table alone.
#pragma once

#include <vector>

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

// Settings that could prevent such an anomaly, tried in this order, the most specific first. Requires: result is that of the scenario.
std::vector<Cure> find_cures(const Scenario& scenario, const RunResult& result, const Anomaly& anomaly);

}  // namespace acksim
