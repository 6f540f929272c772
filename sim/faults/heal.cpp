#include "faults/heal.hpp"

#include "faults/partition.hpp"
#include "faults/pause.hpp"
#include "world/process.hpp"

namespace acksim {

bool heal(World& world, Turn& turn) {
    bool any = false;
    while (!world.blocked.empty()) {
        BlockedLink link = world.blocked.front();
        heal_link(world, link.from, link.to, turn);
        any = true;
    }
    for (std::int16_t n = 0; n < turn.layout.nodes().count(); ++n)
        while (world.is_paused({n})) {
            resume(world, {n}, turn);
            any = true;
        }
    for (std::int16_t b = 0; b < turn.config.brokers; ++b)
        if (!world.broker({b}).running) {
            start_broker(world, {b}, turn);
            any = true;
        }
    return any;
}

}  // namespace acksim
