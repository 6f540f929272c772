// What faults leave behind, in worlds set by hand.
#include "faults/disk_loss.hpp"
#include "faults/heal.hpp"
#include "faults/partition.hpp"
#include "faults/pause.hpp"
#include "faults/power_loss.hpp"
#include "support/catch.hpp"
#include "support/cluster_at_rest.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

LogBatch batch(std::int64_t base, int first = 0) { return {{base}, {0}, {{{0}, first, 1}, 100, {1000}, {0}, {first}}}; }

}  // namespace

TEST_CASE("What a broker remembers of a producer after a power loss is one batch of what is left") {
    ClusterAtRest c;
    BrokerState& b = c.world.broker({1});
    for (int i = 0; i < 4; ++i) b.replica({0}).log.append(batch(i, i));
    b.replica({0}).log.flushed = {3};
    lose_power(c.world, {1}, -1, c.turn);
    CHECK(b.replica({0}).log.end.value == 3);
    CHECK(b.replica({0}).log.producers[0].batches.size() == 1);
}

TEST_CASE("A broker whose disk is lost has not shut down cleanly, whose power is lost has where it was stopped before") {
    ClusterAtRest c;
    BrokerState& b = c.world.broker(b2);
    end_broker(c.world, b2, c.turn);
    b.clean_shutdown = true;
    lose_power(c.world, b2, -1, c.turn);
    CHECK(b.clean_shutdown);
    lose_disk(c.world, b2, c.turn);
    CHECK_FALSE(b.clean_shutdown);
}

TEST_CASE("Heartbeats need both directions of their link") {
    for (bool up : {true, false}) {
        ClusterAtRest c;
        const NodeId broker = c.layout.nodes().broker(b1), controller = c.layout.nodes().controller();
        const Timer session{TimerKind::session, controller, 0, 0};
        cut_link(c.world, up ? broker : controller, up ? controller : broker, c.turn);
        CHECK(c.turn.armed(session));
        cut_link(c.world, up ? controller : broker, up ? broker : controller, c.turn);
        heal_link(c.world, up ? controller : broker, up ? broker : controller, c.turn);
        CHECK(c.turn.armed(session));
    }
}

TEST_CASE("When everything heals, producers that are paused run on as well") {
    ClusterAtRest c;
    NodeId p1 = c.layout.nodes().producer({0});
    pause(c.world, p1, c.turn);
    CHECK(heal(c.world, c.turn));
    CHECK_FALSE(c.world.is_paused(p1));
}
