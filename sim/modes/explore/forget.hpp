// Puts what no rule reads, or only the length of a wait depends on, to one value, so that worlds that behave alike are equal: how often a
// connection failed, how many tries a batch has behind it, what a dead process had heard. Each line in forget.cpp says why it may.
#pragma once

#include "world/world.hpp"

namespace acksim {

// Of the node that has just acted, and of the timers; no_node: of all nodes.
void forget_what_does_not_matter(World& world, NodeId actor, const Config& config, const Layout& layout);

// After the last fault: how much of each log is on disk, for only a power loss asks. With flush.messages that is the same in most worlds already.
void forget_flushes(World& world, const Config& config);

}  // namespace acksim
