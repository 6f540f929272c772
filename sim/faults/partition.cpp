#include "faults/partition.hpp"

#include <algorithm>

#include "world/process.hpp"

namespace acksim {

namespace {

// The broker whose heartbeats the link carries, in either direction; nobody if it carries none.
BrokerId beating(NodeId a, NodeId b, Nodes nodes) {
    if (nodes.is_broker(a) && b == nodes.controller()) return nodes.broker_of(a);
    if (nodes.is_broker(b) && a == nodes.controller()) return nodes.broker_of(b);
    return nobody;
}

}  // namespace

void cut_link(World& world, NodeId from, NodeId to, Turn& turn, bool one_way) {
    if (from == to) return;
    const bool was_cut = world.is_blocked(from, to);
    world.blocked.push_back({from, to});
    if (was_cut) return;
    Happening cut{What::link_cut, from, to};
    cut.offset = one_way ? 1 : -1;
    turn.say(cut);
    BrokerId b = beating(from, to, turn.layout.nodes());
    if (b != nobody && world.broker(b).running) heartbeats_stop(world, b, turn);
}

void heal_link(World& world, NodeId from, NodeId to, Turn& turn) {
    auto found = std::find(world.blocked.begin(), world.blocked.end(), BlockedLink{from, to});
    if (found == world.blocked.end()) return;
    world.blocked.erase(found);
    if (world.is_blocked(from, to)) return;
    turn.say({What::link_healed, from, to});
    BrokerId b = beating(from, to, turn.layout.nodes());
    if (b != nobody) heartbeats_resume(world, b, turn);
}

}  // namespace acksim
