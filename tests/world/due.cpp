#include "world/due.hpp"
#include "faults/crash.hpp"
#include "modes/explore.hpp"
#include "modes/explore/moves.hpp"
#include "support/bench_setup.hpp"
#include "support/catch.hpp"
#include "support/settled.hpp"

using namespace acksim;

namespace {

// Whether the session of a broker that has died may end although the application has not sent yet.
bool session_may_end_first(Duration pause) {
    Config config = testing::bench_config(Acks::all, 2);
    config.producers[0].workload.every = exactly(pause);
    Layout layout(config);
    World world = testing::settled_start(config, layout);
    AlwaysBenign benign;
    Turn turn(config, layout, world.topics, world.network, world.timers, benign);
    crash(world, {1}, turn);
    DueEvents due = due_events(world, config, layout, false);
    auto has = [&](Timer t) { return std::find(due.slots.begin(), due.slots.end(), layout.slot(t)) != due.slots.end(); };
    CHECK(has({TimerKind::send, layout.nodes().producer({0}), 0, 0}));
    return has({TimerKind::session, layout.nodes().controller(), 1, 0});
}

}  // namespace

TEST_CASE("An application that is done before a session ends sends before time-outs") { CHECK(!session_may_end_first(milliseconds(5))); }

TEST_CASE("An application that lasts longer than a session sends at any moment, also after time-outs") { CHECK(session_may_end_first(milliseconds(20000))); }

TEST_CASE("An application that lasts longer than a backoff lets retries come between its sends, but no session end") {
    for (bool long_enough : {false, true}) {
        Config config = testing::bench_config(Acks::all, 2);
        config.producers[0].workload.every = exactly(milliseconds(long_enough ? 50 : 49));
        Layout layout(config);
        World world = testing::settled_start(config, layout);
        AlwaysBenign benign;
        Turn turn(config, layout, world.topics, world.network, world.timers, benign);
        const NodeId producer = layout.nodes().producer({0});
        const Slot send = layout.slot(Timer{TimerKind::send, producer}), backoff = layout.slot(Timer{TimerKind::reconnect_backoff, producer, 0, 0});
        const Slot session = layout.slot(Timer{TimerKind::session, layout.nodes().controller(), 1, 0});
        for (Slot s : {send, backoff, session}) world.timers.set(s);
        const Slots both{send, backoff}, first{send};
        CHECK((due_events(world, config, layout, false).slots == (long_enough ? both : first)));
    }
}

TEST_CASE("Whether sessions end between the records does not change when an exploration takes fewer of them") {
    Scenario scenario;
    scenario.config = testing::bench_config(Acks::all, 24);
    scenario.config.producers[0].workload.every = exactly(milliseconds(500));
    for (int records : {2, 3, 23}) {
        Exploration question;
        question.records = records;
        Scenario explored = for_exploration(scenario, question);
        const Workload& workload = explored.config.producers[0].workload;
        CHECK(workload.records == records);
        CHECK(length_of(workload).us > length_of(scenario.config.producers[0].workload).us * 9 / 10);
        CHECK(patience_of_application(length_of(workload), explored.config.producers[0].config, explored.config.broker) == Patience::any);
    }
}

TEST_CASE("A producer waits no longer to send again when whoever it asks for the leader knows another one") {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout(config);
    World world = testing::settled_start(config, layout);
    AlwaysBenign benign;
    Turn turn(config, layout, world.topics, world.network, world.timers, benign);
    world.producers[0].batches.take();
    Timer retry{TimerKind::retry_backoff, layout.nodes().producer({0}), 0, 0};
    CHECK(is_due(retry, world, config, layout));
    crash(world, {0}, turn);
    CHECK_FALSE(is_due(retry, world, config, layout));
    for (std::int16_t b : {1, 2}) world.brokers[static_cast<std::size_t>(b)].replicas[0].leader_epoch = LeaderEpoch{1};
    CHECK(is_due(retry, world, config, layout));
}

TEST_CASE("A batch whose sequence number the leader would refuse again and again waits for its time-out") {
    Config config = testing::bench_config(Acks::all, 2);
    Layout layout(config);
    World world = testing::settled_start(config, layout);
    Batch& batch = world.producers[0].batches[world.producers[0].batches.take()];
    batch.records = {{0}, 0, 1};
    batch.producer_id = {1000};
    batch.producer_epoch = {0};
    batch.base_sequence = {0};
    Timer retry{TimerKind::retry_backoff, layout.nodes().producer({0}), 0, 0};
    CHECK(is_due(retry, world, config, layout));
    // The second batch was taken, the first was not: nothing was known of the producer id, so any sequence number was good (KIP-360).
    LogBatch second{{0}, {0}, {{{0}, 1, 1}, 100, {1000}, {0}, {1}}};
    world.brokers[0].replicas[0].log.append(second);
    world.producers[0].partitions[0].sequencing.last_acked = {1};
    world.producers[0].partitions[0].sequencing.tracked.push_back({0});
    CHECK_FALSE(is_due(retry, world, config, layout));
    // Had it never been acknowledged, the producer would begin a new epoch, and that helps.
    world.producers[0].partitions[0].sequencing.last_acked = {-1};
    CHECK(is_due(retry, world, config, layout));
}

namespace {

// Of these timers, in a world in which nothing else is left to happen, those that are due.
std::vector<Timer> due_of(const Config& config, const std::vector<Timer>& armed) {
    Layout layout(config);
    World world = testing::settled_start(config, layout);
    world.timers = {};
    for (const Timer& t : armed) world.timers.set(layout.slot(t));
    std::vector<Timer> due;
    for (Slot s : due_events(world, config, layout, false).slots) due.push_back(layout.timer(s));
    return due;
}

}  // namespace

TEST_CASE("A client's time-out is due when neither a session nor an ISR check is left that takes less, nor another client's") {
    Config config = testing::bench_config(Acks::all, 1);
    Nodes nodes = Layout(config).nodes();
    const Timer session{TimerKind::session, nodes.controller(), 1, 0}, check{TimerKind::isr_check, nodes.broker({0}), 0, 0};
    const Timer request{TimerKind::request_timeout, nodes.producer({0}), 0, 0}, block{TimerKind::max_block, nodes.producer({0}), 0, 0};
    using Timers = std::vector<Timer>;
    CHECK(due_of(config, {session, request}) == Timers{session});
    CHECK(due_of(config, {check, request}).size() == 2);  // 30 s, and up to 45 s
    CHECK(due_of(config, {check, block}) == Timers{check});
    CHECK(due_of(config, {request, block}) == Timers{request});
    config.broker.replica_lag_time_max = seconds(10);
    CHECK(due_of(config, {check, request}) == Timers{check});
    config.producers[0].config.request_timeout = seconds(3);
    CHECK(due_of(config, {session, request}).size() == 2);
    CHECK(due_of(config, {check, request}).size() == 2);
    config.broker.replica_lag_time_max = seconds(2);
    CHECK(due_of(config, {session, check, request}).size() == 2);
}

TEST_CASE("Nothing waits for what a fault has stopped to start again, but a request that carries a retry") {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout(config);
    Nodes nodes = layout.nodes();
    const Timer restart{TimerKind::restart, nodes.broker({1}), 0, 0}, request{TimerKind::request_timeout, nodes.producer({0}), 0, 0};
    World world = testing::settled_start(config, layout);
    AlwaysBenign benign;
    Turn turn(config, layout, world.topics, world.network, world.timers, benign);
    crash(world, {1}, turn);
    for (Slot s = 0; layout.is_channel(s); ++s) world.network[layout.channel(s).connection].queue(layout.channel(s).direction).clear();
    world.timers = {};
    for (const Timer& t : {restart, request}) world.timers.set(layout.slot(t));
    CHECK(due_events(world, config, layout, false).slots.size() == 2);
    BatchId batch = world.producers[0].batches.take();
    world.producers[0].batches[batch].attempts = 1;
    world.producers[0].connections[0].in_flight.push(InFlightRequest{InFlightRequest::Kind::produce, 0, {batch}});
    CHECK((due_events(world, config, layout, false).slots == Slots{layout.slot(restart)}));
}
