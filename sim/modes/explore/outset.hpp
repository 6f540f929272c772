// The outset of an exploration: brokers that are down already when its run begins. Their crashes and all that follows from them are moves like
// any others, made in one order, before anything is explored.
#pragma once

#include <vector>

#include "base/broker_set.hpp"
#include "modes/explore/moves.hpp"

namespace acksim {

// The brokers' crashes; then every message that brokers and the controller send each other, and the ends of the sessions, until nothing of
// both is left. None if nobody is down. Requires: the brokers exist.
std::vector<Move> outset(const Config& config, const Layout& layout, BrokerSet down);

// The start of an exploration, after these moves.
World after_outset(const Config& config, const Layout& layout, BrokerSet down);

}  // namespace acksim
