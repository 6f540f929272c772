// One step: the head of a channel is delivered, or an armed timer fires. The same function in a timed run and in exploration.
#pragma once

#include "world/world.hpp"

namespace acksim {

// Requires: `slot` is a channel with something in it whose delivery nothing holds back, or an armed timer (see may_happen).
void step(World& world, Slot slot, Turn& turn);

// Whether the slot is the timer that starts a process from outside: no pause of that process holds it back.
inline bool starts_a_process(Slot slot, const Layout& layout) { return slot < layout.fixed() && layout.fixed_timer(slot).kind == TimerKind::restart; }

// Whether there is something in the slot that can happen: a message that its receiver does not keep waiting, or an armed timer. A process
// is not started before the one before it has ended (a controlled shutdown may take a while).
inline bool is_there(const World& world, Slot slot, const Layout& layout) {
    if (!layout.is_channel(slot)) {
        if (!world.timers.has(slot)) return false;
        return !starts_a_process(slot, layout) || !world.broker(layout.nodes().broker_of(layout.fixed_timer(slot).node)).running;
    }
    const Channel& channel = layout.channel(slot);
    const Connection& c = world.network[channel.connection];
    return !c.queue(channel.direction).empty() && !(channel.direction == Direction::requests && c.muted());
}

// Whether a pause or a cut link holds it back. News of the controller come only to a broker that can ask for them: in Kafka it fetches the
// metadata log (KRaft, KIP-595). Requires: is_there.
inline bool is_held(const World& world, Slot slot, const Layout& layout) {
    if (!layout.is_channel(slot)) return !starts_a_process(slot, layout) && world.is_paused(layout.owner(slot));
    const Channel& channel = layout.channel(slot);
    if (world.is_paused(channel.to) || world.is_blocked(channel.from, channel.to)) return true;
    return world.is_blocked(channel.to, channel.from) && std::holds_alternative<MetadataUpdate>(world.network[channel.connection].head(channel.direction));
}

// Whether the slot's event can happen at all now.
inline bool may_happen(const World& world, Slot slot, const Layout& layout) { return is_there(world, slot, layout) && !is_held(world, slot, layout); }

}  // namespace acksim
