// The machine loses power: every log keeps a prefix that holds at least what was flushed; the rest was only in the page cache
// (LogLoader.recoverLog). How much more survives is an open question of each log; the benign answer is all, a run keeps exactly what was
// flushed.
#pragma once

#include "world/world.hpp"

namespace acksim {

// keep >= 0: everything below that offset survives as well. Batches survive whole or not at all.
// Simplified: a power loss keeps a prefix of each log; torn and reordered pages are not modelled.
// Simplified: the operating system writes no dirty page back by itself; only flush.messages and a controlled shutdown flush.
// Simplified: the peers of a machine that lost power notice it as fast as the end of a process.
void lose_power(World& world, BrokerId broker, std::int64_t keep, Turn& turn);

}  // namespace acksim
