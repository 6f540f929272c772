// What keeps the promise that a counterexample breaks: single settings are changed and the question is asked again.
#pragma once

#include "modes/explore.hpp"

namespace acksim {

// For a guarantee that can be broken: which settings, changed alone or as a pair, leave no run with as many faults that breaks it. All of
// this takes at most `options.states_to_cure` states; a setting that takes more counts as not covered, and as no cure.
ExploredCures find_cures(const Scenario& scenario, const Exploration& question, const ExploreOptions& options, const GuaranteeAnswer& broken);

}  // namespace acksim
