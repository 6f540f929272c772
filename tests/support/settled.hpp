// The start of an exploration after its followers' first fetches have arrived: as a timed run begins.
#pragma once

#include "modes/explore/moves.hpp"

namespace acksim::testing {

inline World settled_start(const Config& config, const Layout& layout) {
    World world = start_of(config, layout);
    Answers first;
    Turn turn(config, layout, world.topics, world.network, world.timers, first);
    for (Slot s = 0; s < layout.connections() * 3; ++s)
        while (may_happen(world, s, layout)) apply(world, event_move(s), turn, first);
    return world;
}

}  // namespace acksim::testing
