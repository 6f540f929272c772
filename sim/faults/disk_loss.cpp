#include "faults/disk_loss.hpp"

#include "protocol/broker/broker.hpp"
#include "world/process.hpp"

namespace acksim {

void lose_disk(World& world, BrokerId broker, Turn& turn) {
    BrokerState& state = world.broker(broker);
    NodeId node = turn.layout.nodes().broker(broker);
    turn.say({What::lost_disk, node});
    if (state.running) end_broker(world, broker, turn);
    state.clean_shutdown = false;
    for (std::size_t p = 0; p < state.replicas.size(); ++p) {
        Replica& r = state.replicas[p];
        say_batches_from({}, r.log, What::unflushed_lost, node, {static_cast<std::int16_t>(p)}, turn);
        r.log = {};
        r.high_watermark = {};
    }
}

}  // namespace acksim
