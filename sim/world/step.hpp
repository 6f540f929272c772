// One step: the head of a channel is delivered, or an armed timer fires. The same function in a timed run, in a sweep and in exploration.
#pragma once

#include "world/world.hpp"

namespace acksim {

// Requires: `slot` is a channel with something in it whose delivery nothing holds back, or an armed timer (see may_happen).
void step(World& world, Slot slot, Turn& turn);

// Whether the slot's event can happen at all now: something is there, the receiver does not keep the channel muted, the link is whole,
// whoever acts is not paused, and who is to be started has stopped.
inline bool may_happen(const World& world, Slot slot, const Layout& layout) {
    if (!layout.is_channel(slot)) {
        if (!world.timers.has(slot)) return false;
        // A process is started again when the one before it has ended, which may take a controlled shutdown a while.
        if (slot < layout.fixed() && layout.fixed_timer(slot).kind == TimerKind::restart)
            return !world.broker(layout.nodes().broker_of(layout.fixed_timer(slot).node)).running;
        return !world.is_paused(layout.owner(slot));
    }
    const Channel& channel = layout.channel(slot);
    const Connection& c = world.network[channel.connection];
    if (c.queue(channel.direction).empty()) return false;
    if (channel.direction == Direction::requests && c.muted()) return false;
    return !world.is_paused(channel.to) && !world.is_blocked(channel.from, channel.to);
}

}  // namespace acksim
