// The guarantees that an exploration asks about, as functions of a World.
#pragma once

#include "scenario/exploration.hpp"
#include "world/world.hpp"

namespace acksim {

using Broken = std::array<bool, guarantees>;

// Judged at rest, when everything has healed and drained.
Broken broken_at_rest(const World& world);
// Judged in every state: what no healing can undo. A record that was told OK and is in no log, no message and no accumulator is lost;
// replicas in sync that differ below their high watermarks do not agree.
Broken broken_for_good(const World& world);
// Whether every record that was told OK lies in a log: then none is lost for good, whatever messages and accumulators hold.
bool told_records_lie_in_logs(const World& world);

// Of everything that a verdict can depend on: what was told, and the leaders' logs.
std::uint64_t ledger_hash(const World& world);

}  // namespace acksim
