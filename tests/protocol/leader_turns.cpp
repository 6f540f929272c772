// What a leader does with one request, answer or timer.
#include "support/catch.hpp"
#include "support/cluster_at_rest.hpp"

using namespace acksim;
using namespace acksim::testing;

TEST_CASE("a follower is caught up if it has what its leader had at its last fetch", "[broker]") {
    ClusterAtRest c;
    c.replica(b1).followers[1].looks_behind = 2;
    c.replica(b1).log.append(c.batch(0, 0));
    c.asked(b1, c.layout.to_leader(b2, b1), FetchRequest{p0, {0}, {0}, {-1}, {0}});  // the end was 0 at its last fetch
    CHECK(c.replica(b1).followers[1].looks_behind == 0);
    c.replica(b1).followers[1].looks_behind = 2;
    c.replica(b1).log.append(c.batch(1, 0, {1}));
    c.asked(b1, c.layout.to_leader(b2, b1), FetchRequest{p0, {0}, {0}, {-1}, {0}});  // it was 1
    CHECK(c.replica(b1).followers[1].looks_behind == 2);
}

TEST_CASE("a fetch response holds one batch at least, and no more than replica.fetch.response.max.bytes", "[broker]") {
    auto batches = [](std::int64_t most) {
        ClusterAtRest c;
        c.config.broker.replica_fetch_max_bytes = static_cast<std::int32_t>(most);
        for (int i = 0; i < 4; ++i) c.replica(b1).log.append(c.batch(i, 0, {i}));
        c.asked(b1, c.layout.to_leader(b2, b1), FetchRequest{p0, {0}, {0}, {-1}, {0}});
        return c.last_of<FetchResponse>(c.world.network[c.layout.to_leader(b2, b1)].responses)->batches.size();
    };
    CHECK(batches(1) == 1);
    CHECK(batches(300) == 3);
    CHECK(batches(299) == 2);
}

TEST_CASE("a leader whose change of the ISR was refused for a member asks again; of an older state it does not hear", "[broker]") {
    auto pending_after = [](ErrorCode error, int leader_epoch, int partition_epoch) {
        ClusterAtRest c;
        Replica& r = c.replica(b1);
        r.leader_epoch = {2};
        r.partition_epoch = {5};
        r.isr = set({1});
        r.pending = PendingIsr::expand;
        r.proposed_isr = set({1, 2});
        r.asking = true;
        c.hears(b1, c.layout.nodes().controller(), AlterPartitionResponse{p0, error, {leader_epoch}, {partition_epoch}, set({1, 2})});
        CHECK_FALSE(r.asking);
        CHECK(r.isr == (r.pending == PendingIsr::none && error == ErrorCode::none ? set({1, 2}) : set({1})));
        return r.pending;
    };
    CHECK(pending_after(ErrorCode::none, 2, 6) == PendingIsr::none);
    CHECK(pending_after(ErrorCode::none, 2, 4) == PendingIsr::expand);
    CHECK(pending_after(ErrorCode::none, 1, 6) == PendingIsr::expand);
    CHECK(pending_after(ErrorCode::ineligible_replica, 2, 5) == PendingIsr::none);
    CHECK(pending_after(ErrorCode::invalid_update_version, 2, 5) == PendingIsr::expand);
}

TEST_CASE("when the ISR has shrunk the high watermark moves, and who waited for it is answered", "[broker]") {
    ClusterAtRest c;
    c.asked(b1, c.producers(), c.produce(7));
    c.fetched_to_the_end(b2);
    CHECK(c.told() == nullptr);
    Replica& r = c.replica(b1);
    r.followers[2].looks_behind = looks_until_lagging;
    r.pending = PendingIsr::shrink;
    r.proposed_isr = set({1, 2});
    c.hears(b1, c.layout.nodes().controller(), AlterPartitionResponse{p0, ErrorCode::none, {0}, {1}, set({1, 2})});
    CHECK(r.high_watermark.value == 1);
    REQUIRE(c.told());
    CHECK(c.told()->answers[0].error == ErrorCode::none);
}

TEST_CASE("a follower at the leader's end is not counted as behind, however often is looked", "[broker]") {
    ClusterAtRest c;
    c.replica(b1).log.append(c.batch(0, 0));
    c.replica(b1).followers[1].log_end = {1};
    c.replica(b1).followers[1].looks_behind = 2;
    c.broker(b1).on_timer({TimerKind::isr_check, c.layout.nodes().broker(b1), 0, 0});
    CHECK(c.replica(b1).followers[1].looks_behind == 0);
    CHECK(c.replica(b1).followers[2].looks_behind == 1);
}

TEST_CASE("followers and producers that wait at a leader are answered when its epoch ends", "[broker]") {
    auto answered_after = [](BrokerId leader) {
        ClusterAtRest c;
        c.asked(b1, c.producers(), c.produce(7));
        c.fetched_to_the_end(b2);
        CHECK(c.replica(b1).followers[1].parked);
        c.world.network[c.layout.to_leader(b2, b1)].responses.clear();
        c.broker(b1).apply({{{p0, {leader, {1}, {1}, set({1, 2, 3}), {}, nobody}}}, set({1, 2, 3}), {{0}, {0}, {0}}});
        auto* fetched = c.last_of<FetchResponse>(c.world.network[c.layout.to_leader(b2, b1)].responses);
        CHECK(fetched);
        if (leader == b1) CHECK(c.told() == nullptr);
        else {
            REQUIRE(c.told());
            CHECK(c.told()->answers[0].error == ErrorCode::not_leader_or_follower);
            CHECK(c.told()->answers[0].leader == leader);
            CHECK(c.told()->answers[0].epoch == LeaderEpoch{1});
        }
        return fetched ? fetched->error : ErrorCode::none;
    };
    CHECK(answered_after(b2) == ErrorCode::not_leader_or_follower);
    CHECK(answered_after(b1) == ErrorCode::fenced_leader_epoch);
}

TEST_CASE("a duplicate with acks=all waits for the high watermark as its first copy does", "[broker]") {
    ClusterAtRest c;
    c.asked(b1, c.producers(), c.produce(7));
    c.world.network[c.producers()].working_on = -1;
    c.asked(b1, c.producers(), c.produce(8));
    CHECK(c.replica(b1).log.end.value == 1);
    CHECK(c.told() == nullptr);
    CHECK(c.world.broker(b1).waiting.size() == 1);  // nobody hears the answer of the first request any more
    c.fetched_to_the_end(b2);
    c.fetched_to_the_end(b3);
    REQUIRE(c.told());
    CHECK(c.told()->number == 8);
    CHECK(c.told()->answers[0].base_offset == Offset{0});
}

TEST_CASE("a request that arrives after its connection was closed is appended, and waits for nothing", "[broker]") {
    ClusterAtRest c;
    c.asked(b1, c.producers(), c.produce(7), Direction::strays);
    CHECK(c.replica(b1).log.end.value == 1);
    CHECK(c.world.broker(b1).waiting.empty());
    CHECK_FALSE(c.turn.armed({TimerKind::produce_timeout, c.layout.nodes().broker(b1), 0, 0}));
}

TEST_CASE("a request that waits longer than its request.timeout.ms for the high watermark is told REQUEST_TIMED_OUT", "[broker]") {
    ClusterAtRest c;
    c.asked(b1, c.producers(), c.produce(7));
    c.broker(b1).on_timer({TimerKind::produce_timeout, c.layout.nodes().broker(b1), 0, 0});
    REQUIRE(c.told());
    CHECK(c.told()->answers[0].error == ErrorCode::request_timed_out);
    CHECK(c.replica(b1).log.end.value == 1);
}

TEST_CASE("a pending expansion does not let acks=all in, but counts when the batch is committed", "[broker]") {
    ClusterAtRest c;
    c.config.topics[0].config.min_insync_replicas = 2;
    Replica& r = c.replica(b1);
    r.isr = set({1});
    r.pending = PendingIsr::expand;
    r.proposed_isr = set({1, 2});
    c.asked(b1, c.producers(), c.produce(7));
    REQUIRE(c.told());
    CHECK(c.told()->answers[0].error == ErrorCode::not_enough_replicas);
}

TEST_CASE("the wait of a fetch ends where the follower has started again, so that it can join the ISR", "[broker]") {
    ClusterAtRest c;
    Replica& r = c.replica(b1);
    r.isr = set({1, 3});
    c.world.broker(b1).broker_epochs[1] = {5};
    c.fetched_to_the_end(b2);
    CHECK(r.followers[1].parked);
    CHECK(c.turn.armed({TimerKind::fetch_wait, c.layout.nodes().broker(b1), 0, 1}));
}

TEST_CASE("before 3.7 a batch may be committed below min.insync.replicas, and then a member that is about to join counts", "[broker]") {
    auto told = [](PendingIsr pending) {
        ClusterAtRest c;
        c.config.rules.strict_min_isr = false;
        c.config.topics[0].config.min_insync_replicas = 2;
        c.asked(b1, c.producers(), c.produce(7));
        Replica& r = c.replica(b1);
        r.isr = set({1});
        r.pending = pending;
        r.proposed_isr = set({1, 2});
        for (int b : {1, 2}) r.followers[static_cast<std::size_t>(b)].looks_behind = looks_until_lagging;
        c.fetched_to_the_end(b2);
        REQUIRE(c.told());
        return c.told()->answers[0].error;
    };
    CHECK(told(PendingIsr::expand) == ErrorCode::none);
    CHECK(told(PendingIsr::shrink) == ErrorCode::not_enough_replicas_after_append);
}

TEST_CASE("an answer to a request whose connection was closed is for nobody", "[broker]") {
    ClusterAtRest c;
    c.asked(b1, c.producers(), c.produce(7));
    c.turn.close(c.producers());
    c.fetched_to_the_end(b2);
    c.fetched_to_the_end(b3);
    CHECK(c.replica(b1).high_watermark.value == 1);
    CHECK(c.world.broker(b1).waiting.empty());
    CHECK(c.told() == nullptr);
}
