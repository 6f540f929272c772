#include "faults/stop.hpp"

#include "protocol/broker/broker.hpp"
#include "world/process.hpp"

namespace acksim {

void stop(World& world, BrokerId broker, Turn& turn) {
    NodeId node = turn.layout.nodes().broker(broker);
    BrokerState& state = world.broker(broker);
    if (!state.running) return;
    turn.say({What::stopped, node});
    state.shutting_down = true;
    if (world.is_paused(node)) return;  // it hears of the signal when it runs again: see resume()
    // While it is STARTING it flushes nothing and writes no clean-shutdown file: it just ends (BrokerServer.shutdown).
    if (state.epoch == unregistered) end_broker(world, broker, turn);
    else Broker(state, broker, world.ledger, turn).beat();
}

}  // namespace acksim
