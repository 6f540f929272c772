// What holds in every state of every run, whatever the faults, and shows in one World or in two in a row.
// A broken one is a bug of acksim, not of the scenario. One sentence and one expression each, in invariants.cpp.
#pragma once

#include <string_view>

#include "world/world.hpp"

namespace acksim {

// The sentence of the first invariant that the world breaks; empty: none.
std::string_view broken_invariant(const World& world, const Config& config);
// The sentence of the first invariant that the step from `before` to `after` breaks; empty: none.
std::string_view broken_invariant(const World& before, const World& after, const Config& config);

}  // namespace acksim
