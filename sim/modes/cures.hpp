// Which setting is to blame: one after another, single settings are changed and the scenario is run again with everything else equal; a
// setting counts only if the anomaly is gone then. Never by table alone. A setting means what --set means: it is added to the scenario's
// text, which is read again.
#pragma once

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

// Fills in what prevents the anomaly: settings, the most specific first; where no single one does, two of which Kafka refuses one without
// the other. Requires: result is that of the scenario. Ensures: none for a scenario that was not read from a text.
void find_cures(const Scenario& scenario, const RunResult& result, Anomaly& anomaly);

}  // namespace acksim
