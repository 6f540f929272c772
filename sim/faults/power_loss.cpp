#include "faults/power_loss.hpp"

#include <algorithm>

#include "protocol/broker/broker.hpp"
#include "world/process.hpp"

namespace acksim {

namespace {

// What a machine sent over a link that is cut waits in its own kernel to be sent again, and goes with it. After the end of a process the
// kernel is still there, and sends it when the link heals.
void lose_unsent(const World& world, NodeId node, Turn& turn) {
    for (int i = 0; i < turn.layout.connections(); ++i) {
        ConnectionId c{i};
        NodeId client = turn.layout.client(c), server = turn.layout.server(c);
        if (server == node && world.is_blocked(node, client)) turn.empty(c, Direction::responses);
        if (client == node && world.is_blocked(node, server))
            for (Direction d : {Direction::requests, Direction::strays}) turn.empty(c, d);
    }
}

}  // namespace

void lose_power(World& world, BrokerId broker, std::int64_t keep, Turn& turn) {
    BrokerState& state = world.broker(broker);
    NodeId node = turn.layout.nodes().broker(broker);
    turn.say({What::lost_power, node});
    lose_unsent(world, node, turn);
    if (state.running) end_broker(world, broker, turn);
    for (std::size_t p = 0; p < state.replicas.size(); ++p) {
        Replica& r = state.replicas[p];
        Offset surviving = std::min(std::max(r.log.flushed, Offset{keep}), r.log.end);
        say_batches_from(surviving, r.log, What::unflushed_lost, node, {static_cast<std::int16_t>(p)}, turn);
        r.log.truncate_to(surviving);
        r.log.flushed = r.log.end;  // it was read back from the disk
        r.log.forget_all_but_last_batches();
        r.high_watermark = std::min(r.high_watermark, r.log.end);
    }
}

}  // namespace acksim
