#include "faults/disk_loss.hpp"

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
        for (const LogBatch& b : r.log.batches) {
            Happening h{What::unflushed_lost, node};
            h.partition = {static_cast<std::int16_t>(p)};
            h.records = b.batch.records;
            h.offset = b.base.value;
            h.epoch = b.epoch;
            turn.say(h);
        }
        r.log = {};
        r.high_watermark = {};
    }
}

}  // namespace acksim
