// What the command line says of an exploration.
#pragma once

#include "cli/options.hpp"
#include "modes/explore.hpp"

namespace acksim {

void add_explore_options(OptionTable& table);

// The scenario's own question, or the standard one, with what the options change in it. Throws: UsageError.
Exploration question_of(const Scenario& scenario, const Options& options);
// Throws: UsageError.
ExploreOptions explore_options_of(const Options& options);

}  // namespace acksim
