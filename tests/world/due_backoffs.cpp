// When what a client waits for is due, in worlds set by hand.
#include "faults/crash.hpp"
#include "faults/partition.hpp"
#include "faults/pause.hpp"
#include "support/bench_setup.hpp"
#include "support/catch.hpp"
#include "support/settled.hpp"
#include "world/due.hpp"

using namespace acksim;

namespace {

struct Cluster {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout{config};
    World world = testing::settled_start(config, layout);
    AlwaysBenign benign;
    Turn turn{config, layout, world.topics, world.network, world.timers, benign};
    NodeId p1 = layout.nodes().producer({0});
    Timer retry{TimerKind::retry_backoff, p1, 0, 0}, reconnect{TimerKind::reconnect_backoff, p1, 0, 0};
    Cluster() { world.producers[0].batches.take(); }
    bool due(const Timer& t) const { return is_due(t, world, config, layout); }
    void others_know_a_new_leader() {
        for (std::int16_t b : {1, 2}) world.broker({b}).replica({0}).leader_epoch = {1};
    }
};

}  // namespace

TEST_CASE("With acks=all a producer waits to send again until the ISR is large enough, with acks=1 it does not", "[world]") {
    for (Acks acks : {Acks::all, Acks::leader}) {
        Cluster c;
        c.config.producers[0].config.acks = acks;
        c.config.topics[0].config.min_insync_replicas = 2;
        CHECK(c.due(c.retry));
        c.world.broker({0}).replica({0}).isr = BrokerSet{}.with({0});
        CHECK(c.due(c.retry) == (acks == Acks::leader));
    }
}

TEST_CASE("A producer whose retries end tries again at once: a try that fails changes something", "[world]") {
    Cluster c;
    crash(c.world, {0}, c.turn);
    CHECK_FALSE(c.due(c.retry));
    c.config.producers[0].config.retries = 3;
    CHECK(c.due(c.retry));
}

TEST_CASE("A producer connects again to who is gone only for news, and sends again only after that", "[world]") {
    Cluster c;
    crash(c.world, {0}, c.turn);
    CHECK_FALSE(c.due(c.reconnect));
    c.others_know_a_new_leader();
    CHECK(c.due(c.reconnect));
    CHECK(c.due(c.retry));
    c.world.timers.set(c.layout.slot(c.reconnect));
    CHECK_FALSE(c.due(c.retry));
    c.world.producers[0].metadata_in_flight = true;
    CHECK_FALSE(c.due(c.reconnect));
}

TEST_CASE("A broker that cannot hear the controller has no news, and does not keep others from having some", "[world]") {
    Cluster c;
    const Timer backoff{TimerKind::metadata_backoff, c.p1, 0, 0};
    crash(c.world, {0}, c.turn);
    c.world.broker({1}).replica({0}).leader_epoch = {1};
    CHECK_FALSE(c.due(backoff));
    cut_link(c.world, c.layout.nodes().controller(), c.layout.nodes().broker({2}), c.turn);
    CHECK(c.due(backoff));
}

TEST_CASE("The time-out of a request that carries a retry waits until nothing is cut off or paused", "[world]") {
    Cluster c;
    c.world.timers = {};
    for (Slot s = 0; c.layout.is_channel(s); ++s) c.world.network[c.layout.channel(s).connection].queue(c.layout.channel(s).direction).clear();
    const Timer request{TimerKind::request_timeout, c.p1, 0, 0};
    c.world.timers.set(c.layout.slot(request));
    c.world.producers[0].batches[BatchId{0}].attempts = 1;
    c.world.producers[0].connections[0].in_flight.push(InFlightRequest{InFlightRequest::Kind::produce, 0, {BatchId{0}}});
    CHECK(due_events(c.world, c.config, c.layout, false).slots.size() == 1);
    c.world.blocked.push_back({c.p1, c.layout.nodes().broker({0})});
    CHECK(due_events(c.world, c.config, c.layout, false).slots.empty());
    c.world.blocked.clear();
    c.world.paused[1] = true;
    CHECK(due_events(c.world, c.config, c.layout, false).slots.empty());
}
