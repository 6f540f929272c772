#include "faults/stop.hpp"

#include "protocol/broker/broker.hpp"
#include "world/process.hpp"

namespace acksim {

void stop(World& world, BrokerId broker, Turn& turn) {
    if (!world.broker(broker).running) return;
    turn.say({What::stopped, turn.layout.nodes().broker(broker)});
    if (world.broker(broker).epoch == unregistered) {
        // While it is STARTING it flushes nothing and writes no clean-shutdown file: it just ends (BrokerServer.shutdown).
        end_broker(world, broker, turn);
        return;
    }
    Broker(world.broker(broker), broker, world.ledger, turn).begin_shutdown();
}

}  // namespace acksim
