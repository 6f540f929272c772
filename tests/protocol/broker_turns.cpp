// What a follower, or a broker that starts or stops, does with one message.
#include "faults/crash.hpp"
#include "faults/stop.hpp"
#include "support/catch.hpp"
#include "support/cluster_at_rest.hpp"

using namespace acksim;
using namespace acksim::testing;

TEST_CASE("a broker that starts has used up its clean shutdown", "[broker]") {
    ClusterAtRest c;
    c.world.broker(b2).clean_shutdown = true;
    c.world.broker(b2).running = false;
    start_broker(c.world, b2, c.turn);
    CHECK(c.last_of<RegisterRequest>(c.world.network[c.layout.to_controller(b2)].requests)->clean);
    stop(c.world, b2, c.turn);
    CHECK_FALSE(c.world.broker(b2).clean_shutdown);
}

TEST_CASE("a broker listens only when the controller has unfenced its present incarnation", "[broker]") {
    ClusterAtRest c;
    BrokerState& b = c.world.broker(b2);
    b.listening = false;
    b.epoch = {5};
    MetadataUpdate update{{}, set({1, 2, 3}), {{0}, {4}, {0}}};
    c.broker(b2).apply(update);
    CHECK_FALSE(b.listening);
    update.broker_epochs[1] = {5};
    c.broker(b2).apply(update);
    CHECK(b.listening);
}

TEST_CASE("a fetch response of an older leader epoch is dropped, since KAFKA-18991", "[broker]") {
    for (bool fixed : {true, false}) {
        ClusterAtRest c;
        c.config.rules.stale_fetch_is_ignored = fixed;
        c.replica(b2).leader_epoch = {2};
        c.replica(b2).fetching = true;
        c.hears(b2, c.layout.nodes().broker(b1), FetchResponse{p0, ErrorCode::none, {0}, {1}, {}, {0}, {1}, {c.batch(0, 1)}});
        CHECK(c.replica(b2).log.end.value == (fixed ? 0 : 1));
    }
}

TEST_CASE("a follower whose fetch was fenced waits for metadata; one whose leader is none tries again after a while", "[broker]") {
    auto backs_off = [](ErrorCode error) {
        ClusterAtRest c;
        c.replica(b2).fetching = true;
        c.hears(b2, c.layout.nodes().broker(b1), FetchResponse{p0, error, {0}, {0}, {}, {0}, {0}, {}});
        CHECK_FALSE(c.replica(b2).fetching);
        return c.turn.armed({TimerKind::fetch_backoff, c.layout.nodes().broker(b2), 0, 0});
    };
    CHECK_FALSE(backs_off(ErrorCode::fenced_leader_epoch));
    CHECK(backs_off(ErrorCode::not_leader_or_follower));
}

TEST_CASE("a follower does not append what its leader wrote in an epoch that it has not heard of", "[broker]") {
    ClusterAtRest c;
    c.replica(b2).fetching = true;
    c.hears(b2, c.layout.nodes().broker(b1), FetchResponse{p0, ErrorCode::none, {0}, {0}, {}, {0}, {2}, {c.batch(0, 0), c.batch(1, 1, {1})}});
    CHECK(c.replica(b2).log.end.value == 1);
}

TEST_CASE("a new leader's epoch starts at its log's end", "[broker]") {
    ClusterAtRest c;
    c.replica(b2).log.append(c.batch(0, 0));
    c.broker(b2).apply({{{p0, {b2, {1}, {1}, set({2, 3}), {}, nobody}}}, set({2, 3}), {{0}, {0}, {0}}});
    CHECK(c.replica(b2).epoch_start.value == 1);
    CHECK(c.replica(b2).log.epochs.back() == EpochStart{{1}, {1}});
}

TEST_CASE("before KIP-320 a follower ignores where an epoch ends that is not its latest any more", "[broker]") {
    ClusterAtRest c;
    c.config.rules.truncation = Truncation::kip_279;
    Replica& r = c.replica(b2);
    r.log.append(c.batch(0, 0));
    r.log.append(c.batch(1, 1, {1}));
    r.fetching = r.truncating = true;
    c.hears(b2, c.layout.nodes().broker(b1), OffsetsForLeaderEpochResponse{p0, ErrorCode::none, {0}, {{0}, {1}}});
    CHECK(r.log.end.value == 2);
    CHECK(r.truncating);
}

TEST_CASE("producer ids that a truncation brings back are forgotten again at the next scan", "[broker]") {
    ClusterAtRest c;
    c.config.producer_ids_expire = true;
    Layout layout(c.config);
    Turn turn(c.config, layout, c.world.topics, c.world.network, c.world.timers, c.benign);
    Replica& r = c.replica(b2);
    r.log.append(c.batch(0, 0));
    r.log.append(c.batch(1, 0, {1}));
    r.log.producers.clear();
    r.fetching = true;
    Message m = FetchResponse{p0, ErrorCode::none, {2}, {0}, {{0}, {1}}, {0}, {1}, {}};
    Broker(c.world.broker(b2), b2, c.world.ledger, turn).on_response(layout.nodes().broker(b1), m);
    CHECK(r.log.find(layout.nodes().producer_id({0}, 0)));
    CHECK(turn.armed({TimerKind::forget_producer, layout.nodes().broker(b2), 0, 0}));
}

TEST_CASE("a broker that is not unfenced yet refuses connections", "[broker]") {
    ClusterAtRest c;
    c.world.broker(b1).listening = false;
    c.turn.request(c.producers(), Connect{});
    step(c.world, c.layout.slot(c.producers(), Direction::requests), c.turn);
    CHECK(c.last_of<Disconnected>(c.world.network[c.producers()].responses));
    CHECK_FALSE(c.last_of<Connected>(c.world.network[c.producers()].responses));
}

TEST_CASE("loading a log drops epochs that start at its end", "[broker]") {
    ClusterAtRest c;
    c.replica(b1).log.append(c.batch(0, 0));
    c.replica(b1).log.assign_epoch({1});
    CHECK(c.replica(b1).log.latest_epoch() == LeaderEpoch{1});
    crash(c.world, b1, c.turn);
    CHECK(c.replica(b1).log.latest_epoch() == LeaderEpoch{0});
}

TEST_CASE("a follower takes only the answer to its present fetch, and its high watermark follows its leader's, also downwards", "[broker]") {
    ClusterAtRest c;
    Replica& r = c.replica(b2);
    for (int i = 0; i < 3; ++i) r.log.append(c.batch(i, 0, {i}));
    r.high_watermark = {2};
    r.fetching = true;
    c.hears(b2, c.layout.nodes().broker(b1), FetchResponse{p0, ErrorCode::offset_out_of_range, {2}, {0}, {}, {0}, {1}, {}});
    CHECK(r.log.end.value == 3);
    CHECK(r.fetching);
    c.hears(b2, c.layout.nodes().broker(b1), FetchResponse{p0, ErrorCode::none, {3}, {0}, {}, {1}, {3}, {}});
    CHECK(r.high_watermark.value == 1);
}

TEST_CASE("a broker that was killed remembers one batch a producer", "[broker]") {
    ClusterAtRest c;
    for (int i = 0; i < 3; ++i) c.replica(b2).log.append(c.batch(i, 0, {i}));
    crash(c.world, b2, c.turn);
    REQUIRE(c.replica(b2).log.producers.size() == 1);
    CHECK(c.replica(b2).log.producers[0].batches.size() == 1);
}

TEST_CASE("what a producer sends on a connection that is gone, before it has noticed, does not arrive", "[network]") {
    ClusterAtRest c;
    c.turn.disconnect(c.producers());
    c.turn.request(c.producers(), c.produce(7));
    step(c.world, c.layout.slot(c.producers(), Direction::requests), c.turn);
    CHECK(c.replica(b1).log.end.value == 0);
    c.turn.close(c.producers());
    c.turn.request(c.producers(), c.produce(8));
    step(c.world, c.layout.slot(c.producers(), Direction::requests), c.turn);
    CHECK(c.replica(b1).log.end.value == 1);
}
