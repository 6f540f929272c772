#include "faults/power_loss.hpp"

#include "faults/crash.hpp"
#include "faults/partition.hpp"
#include "support/bench_setup.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

// How many messages of the leader b1, which stopped while an answer to b2 was on its way, still reach b2.
std::size_t still_on_its_way(bool cut, void (*stop)(World&, Turn&)) {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout(config);
    World world = initial_world(config, layout);
    AlwaysBenign benign;
    Turn turn(config, layout, world.topics, world.network, world.timers, benign);
    start_applications(world, turn);
    ConnectionId fetches = layout.to_leader({1}, {0});
    turn.respond(fetches, FetchResponse{});
    if (cut) cut_link(world, layout.nodes().broker({0}), layout.nodes().broker({1}), turn);
    stop(world, turn);
    return world.network[fetches].waiting(Direction::responses);
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
    Config config = testing::bench_config(Acks::all, 2);
    Layout layout(config);
    World world = initial_world(config, layout);
    AlwaysBenign benign;
    Turn turn(config, layout, world.topics, world.network, world.timers, benign);
    Log& log = world.broker({0}).replica({0}).log;
    for (int i : {0, 1}) log.append({{i}, {0}, {{{0}, i, 1}, 100}});
    lose_power(world, {0}, 1, turn);
    CHECK(log.end == Offset{1});
    lose_power(world, {0}, -1, turn);
    CHECK(log.end == Offset{1});
}
