#include "faults/stop.hpp"

#include "protocol/broker/broker.hpp"

namespace acksim {

void stop(World& world, BrokerId broker, Turn& turn) {
    if (!world.broker(broker).running) return;
    turn.say({What::stopped, turn.layout.nodes().broker(broker)});
    Broker(world.broker(broker), broker, world.ledger, turn).begin_shutdown();
}

}  // namespace acksim
