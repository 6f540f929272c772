#include "faults/crash.hpp"

#include "world/process.hpp"

namespace acksim {

// Simplified: a restarted broker's high watermark is the one it had, not the one of a checkpoint up to five seconds old.
void crash(World& world, BrokerId broker, Turn& turn) {
    if (!world.broker(broker).running) return;
    turn.say({What::crashed, turn.layout.nodes().broker(broker)});
    end_broker(world, broker, turn);
}

}  // namespace acksim
