#include "faults/power_loss.hpp"

#include "faults/crash.hpp"
#include "faults/partition.hpp"
#include "support/bench_setup.hpp"
#include "support/catch.hpp"
#include "world/step.hpp"

using namespace acksim;

namespace {

struct Cluster {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout{config};
    World world = initial_world(config, layout);
    AlwaysBenign benign;
    Turn turn{config, layout, world.topics, world.network, world.timers, benign};
    NodeId b1 = layout.nodes().broker({0}), b2 = layout.nodes().broker({1});
    ConnectionId fetches = layout.to_leader({1}, {0});  // of b2 from b1, which leads
    Replica& leader = world.broker({0}).replica({0});

    Cluster() { start_applications(world, turn); }
    const Connection& between() const { return world.network[fetches]; }
    void deliver_stray(ConnectionId c) { step(world, layout.slot(c, Direction::strays), turn); }
};

LogBatch record(std::int32_t number) { return {{number}, {0}, {{{0}, number, 1}, 100}}; }

// How many messages of the leader b1, which stopped while an answer to b2 was on its way, still reach b2.
std::size_t still_on_its_way(bool cut, void (*stop)(World&, Turn&)) {
    Cluster c;
    c.turn.respond(c.fetches, FetchResponse{});
    if (cut) cut_link(c.world, c.b1, c.b2, c.turn);
    stop(c.world, c.turn);
    return c.between().waiting(Direction::responses);
}

void power_loss(World& world, Turn& turn) { lose_power(world, {0}, -1, turn); }
void process_end(World& world, Turn& turn) { crash(world, {0}, turn); }

}  // namespace

TEST_CASE("What a machine sent over a cut link goes with its power; what is on its way over a whole one arrives, and then that it is gone") {
    CHECK(still_on_its_way(false, power_loss) == 2);
    CHECK(still_on_its_way(true, power_loss) == 1);
}

TEST_CASE("What a process sent over a cut link is still sent by its machine when the process has ended") { CHECK(still_on_its_way(true, process_end) == 2); }

TEST_CASE("What survived a power loss is on disk: the next one takes nothing of it") {
    Cluster c;
    for (std::int32_t number : {0, 1}) c.leader.log.append(record(number));
    lose_power(c.world, {0}, 1, c.turn);
    CHECK(c.leader.log.end == Offset{1});
    lose_power(c.world, {0}, -1, c.turn);
    CHECK(c.leader.log.end == Offset{1});
}

TEST_CASE("A fetch that was sent before its process ended still arrives: what it acknowledges counts, and nobody answers it") {
    Cluster c;
    c.leader.log.append(record(0));
    c.leader.follower({1}).parked = false;
    c.turn.request(c.fetches, FetchRequest{{0}, {1}, {0}, {0}, {0}});
    crash(c.world, {1}, c.turn);
    c.deliver_stray(c.fetches);
    CHECK(c.leader.follower({1}).log_end == Offset{1});
    CHECK(!c.leader.follower({1}).parked);
    CHECK(c.between().responses.empty());
}

TEST_CASE("So does a change of the ISR that a leader asked for before it ended") {
    Cluster c;
    ConnectionId link = c.layout.to_controller({0});
    BrokerSet smaller = c.leader.isr.without({2});
    c.turn.request(link, AlterPartitionRequest{{0}, {0}, {0}, smaller});
    crash(c.world, {0}, c.turn);
    c.deliver_stray(link);
    CHECK(c.world.partition({0}).isr == smaller);
    CHECK(c.world.network[link].responses.empty());
}

TEST_CASE("A fetch that a machine sent over a cut link goes with its power, also after its process") {
    for (bool cut : {false, true})
        for (bool dead : {false, true}) {
            Cluster c;
            c.turn.request(c.fetches, FetchRequest{});
            if (cut) cut_link(c.world, c.b2, c.b1, c.turn);
            if (dead) crash(c.world, {1}, c.turn);
            lose_power(c.world, {1}, -1, c.turn);
            CHECK(c.between().strays.empty() == cut);
        }
}
