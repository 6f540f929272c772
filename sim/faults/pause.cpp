#include "faults/pause.hpp"

#include "world/process.hpp"

namespace acksim {

void pause(World& world, NodeId node, Turn& turn) {
    Nodes nodes = turn.layout.nodes();
    if (!world.is_up(node, nodes) || world.paused[static_cast<std::size_t>(node.value)]++ > 0) return;
    turn.say({What::paused, node});
    if (nodes.is_broker(node)) heartbeats_stop(world, nodes.broker_of(node), turn);
}

void resume(World& world, NodeId node, Turn& turn) {
    Nodes nodes = turn.layout.nodes();
    if (!world.is_paused(node) || --world.paused[static_cast<std::size_t>(node.value)] > 0) return;
    turn.say({What::resumed, node});
    if (!nodes.is_broker(node)) return;
    BrokerId b = nodes.broker_of(node);
    // SIGTERM may have come meanwhile: the next heartbeat says so, and a process that has not registered just ends, as in stop().
    if (world.broker(b).shutting_down && world.broker(b).epoch == unregistered) end_broker(world, b, turn);
    else heartbeats_resume(world, b, turn);
}

}  // namespace acksim
