#include <algorithm>

#include "faults/crash.hpp"
#include "faults/partition.hpp"
#include "faults/pause.hpp"
#include "faults/stop.hpp"
#include "support/bench_setup.hpp"
#include "support/catch.hpp"
#include "world/process.hpp"
#include "world/step.hpp"

using namespace acksim;

namespace {

struct Cluster {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout{config};
    World world = initial_world(config, layout);
    AlwaysBenign benign;
    Turn turn{config, layout, world.topics, world.network, world.timers, benign};
    NodeId b1 = layout.nodes().broker({0}), controller = layout.nodes().controller();
    ConnectionId link = layout.to_controller({0});

    Cluster() { start_applications(world, turn); }
    bool session_may_end() const { return turn.armed({TimerKind::session, controller, 0, 0}); }
    void cut_off() {
        cut_link(world, b1, controller, turn);
        cut_link(world, controller, b1, turn);
    }
    void heal() {
        heal_link(world, b1, controller, turn);
        heal_link(world, controller, b1, turn);
    }
    // Hands over everything that the controller has sent to b1.
    void hear_controller() {
        while (!world.network[link].responses.empty()) step(world, layout.slot(link, Direction::responses), turn);
    }
    void crash_and_start() {
        crash(world, {0}, turn);
        start_broker(world, {0}, turn);
    }
};

}  // namespace

TEST_CASE("A session ends unless heartbeats come again in time") {
    Cluster c;
    CHECK(!c.session_may_end());
    c.cut_off();
    CHECK(c.session_may_end());
    c.heal();
    CHECK(!c.session_may_end());
}

TEST_CASE("A link that was cut twice is whole, and a process that was frozen twice runs, when both faults are over") {
    Cluster c;
    auto strike = [&] {
        c.cut_off();
        pause(c.world, c.b1, c.turn);
    };
    strike();
    strike();
    for (bool still : {true, false}) {
        c.heal();
        resume(c.world, c.b1, c.turn);
        CHECK(c.world.is_blocked(c.b1, c.controller) == still);
        CHECK(c.world.is_paused(c.b1) == still);
        CHECK(c.session_may_end() == still);
    }
}

TEST_CASE("A broker whose messages do not get through to the controller hears no news of it, not even that it was fenced") {
    Cluster c;
    const Slot news = c.layout.slot(c.link, Direction::responses);
    cut_link(c.world, c.b1, c.controller, c.turn);
    step(c.world, c.layout.slot({TimerKind::session, c.controller, 0, 0}), c.turn);
    CHECK(is_there(c.world, news, c.layout));
    CHECK(!may_happen(c.world, news, c.layout));
    heal_link(c.world, c.b1, c.controller, c.turn);
    CHECK(may_happen(c.world, news, c.layout));
}

TEST_CASE("A process that has not registered does not keep alive the session of the one before it, though its link heals") {
    Cluster c;
    c.cut_off();
    c.crash_and_start();
    c.heal();
    CHECK(c.session_may_end());
}

TEST_CASE("Nor does one that is frozen and runs on") {
    Cluster c;
    c.crash_and_start();
    pause(c.world, c.b1, c.turn);
    resume(c.world, c.b1, c.turn);
    CHECK(c.session_may_end());
}

TEST_CASE("The session of a broker that froze just after it asked to be unfenced ends as well") {
    Cluster c;
    crash(c.world, {0}, c.turn);
    step(c.world, c.layout.slot({TimerKind::session, c.controller, 0, 0}), c.turn);
    start_broker(c.world, {0}, c.turn);
    const Slot asks = c.layout.slot(c.link, Direction::requests);
    step(c.world, asks, c.turn);
    c.hear_controller();
    pause(c.world, c.b1, c.turn);
    CHECK(!c.session_may_end());
    step(c.world, asks, c.turn);
    CHECK(!c.world.controller.fenced.has({0}));
    CHECK(c.session_may_end());
}

TEST_CASE("A process that is stopped before it has registered asks nobody, and its shutdown is not a clean one") {
    Cluster c;
    c.crash_and_start();
    stop(c.world, {0}, c.turn);
    CHECK(!c.world.broker({0}).running);
    CHECK(!c.world.broker({0}).clean_shutdown);
}

TEST_CASE("A frozen process that is told to stop does so when it runs again") {
    Cluster c;
    const MessageQueue& asked = c.world.network[c.link].requests;
    pause(c.world, c.b1, c.turn);
    stop(c.world, {0}, c.turn);
    CHECK(asked.empty());
    resume(c.world, c.b1, c.turn);
    REQUIRE(asked.size() == 1);
    CHECK(std::get<HeartbeatRequest>(asked[0]).want_shut_down);
}

TEST_CASE("One that has not registered ends when it runs again") {
    Cluster c;
    c.crash_and_start();
    pause(c.world, c.b1, c.turn);
    stop(c.world, {0}, c.turn);
    CHECK(c.world.broker({0}).running);
    resume(c.world, c.b1, c.turn);
    CHECK(!c.world.broker({0}).running);
}

TEST_CASE("A frozen process that is killed is not frozen when it starts again") {
    Cluster c;
    pause(c.world, c.b1, c.turn);
    c.crash_and_start();
    CHECK(!c.world.is_paused(c.b1));
}

TEST_CASE("A process that is to be started again is started when its controlled shutdown has ended, not before") {
    Cluster c;
    Timer restart{TimerKind::restart, c.b1, 0, 0};
    stop(c.world, {0}, c.turn);
    c.turn.arm(restart, milliseconds(1));
    CHECK(c.world.broker({0}).running);
    CHECK(!may_happen(c.world, c.layout.slot(restart), c.layout));
    end_broker(c.world, {0}, c.turn);
    CHECK(may_happen(c.world, c.layout.slot(restart), c.layout));
    CHECK(std::any_of(c.turn.touched().begin(), c.turn.touched().end(), [&](const Touch& t) { return t.kind == Touch::Kind::freed; }));
}
