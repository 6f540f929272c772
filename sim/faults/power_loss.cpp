#include "faults/power_loss.hpp"

#include <algorithm>

#include "world/process.hpp"

namespace acksim {

namespace {

// What a machine sent over a link that is cut waits in its own kernel to be sent again, and goes with it. After the end of a process the
// kernel is still there, and sends it when the link heals.
void lose_unsent(const World& world, NodeId node, Turn& turn) {
    for (int i = 0; i < turn.layout.connections(); ++i) {
        ConnectionId c{i};
        if (turn.layout.server(c) == node && world.is_blocked(node, turn.layout.client(c))) turn.empty(c, Direction::responses);
    }
}

}  // namespace

void lose_power(World& world, BrokerId broker, std::int64_t keep, Turn& turn) {
    BrokerState& state = world.broker(broker);
    NodeId node = turn.layout.nodes().broker(broker);
    turn.say({What::lost_power, node});
    lose_unsent(world, node, turn);
    if (state.running) end_broker(world, broker, turn);
    state.clean_shutdown = false;
    for (std::size_t p = 0; p < state.replicas.size(); ++p) {
        Replica& r = state.replicas[p];
        Offset surviving = std::min(std::max(r.log.flushed, Offset{keep}), r.log.end);
        for (std::size_t i = r.log.find_batch(surviving); i < r.log.batches.size(); ++i) {
            Happening h{What::unflushed_lost, node};
            h.partition = {static_cast<std::int16_t>(p)};
            h.records = r.log.batches[i].batch.records;
            h.offset = r.log.batches[i].base.value;
            h.epoch = r.log.batches[i].epoch;
            turn.say(h);
        }
        r.log.truncate_to(surviving);
        r.log.forget_all_but_last_batches();
        r.high_watermark = std::min(r.high_watermark, r.log.end);
    }
}

}  // namespace acksim
