// Which setting is to blame: one after another, single settings are changed and the scenario is run or explored again with everything else
// equal; a setting counts only if the anomaly is gone then. Never by table alone. A setting means what --set means: it is added to the
// scenario's text, which is read again.
#pragma once

#include <functional>

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

// Whether what went wrong cannot go wrong in a scenario that differs in a setting or two.
using Prevents = std::function<bool(const Scenario&)>;

// What prevents it: settings of the producer and of its topic, and if asked also what was changed set back to Kafka's defaults, the most
// specific first; where no single one does, two of which Kafka refuses one without the other. Ensures: none for a scenario that was not read from a text.
Cures find_cures(const Scenario& scenario, ProducerIndex producer, bool back_to_defaults, const Prevents& prevents);

}  // namespace acksim
