#include "faults/stop.hpp"

#include "protocol/broker/broker.hpp"
#include "world/process.hpp"

namespace acksim {

void stop(World& world, BrokerId broker, Turn& turn) {
    if (!world.broker(broker).running) return;
    turn.say({What::stopped, turn.layout.nodes().broker(broker)});
    if (BrokerState& state = world.broker(broker); state.epoch == unregistered) {
        // It leads nothing and asks nobody (BrokerLifecycleManager shuts down in a controlled way only from RUNNING on).
        for (Replica& r : state.replicas) r.log.flushed = r.log.end;
        end_broker(world, broker, turn);
        state.clean_shutdown = true;
        return;
    }
    Broker(world.broker(broker), broker, world.ledger, turn).begin_shutdown();
}

}  // namespace acksim
