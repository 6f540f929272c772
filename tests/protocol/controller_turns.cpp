// What the controller does with one message.
#include "support/catch.hpp"
#include "support/cluster_at_rest.hpp"

using namespace acksim;
using namespace acksim::testing;

TEST_CASE("the controller takes no ISR of an older state, of a broker that does not lead, or with a member that may not be in it", "[controller]") {
    auto answer = [](BrokerId from, AlterPartitionRequest request) {
        ClusterAtRest c;
        c.decided().leader_epoch = {4};
        c.decided().partition_epoch = {7};
        c.decided().isr = set({1, 2});
        c.world.controller.epochs[2] = {9};
        c.world.controller.fenced = set({2});
        return c.alter(from, request);
    };
    CHECK(answer(b1, {p0, {4}, {7}, set({1, 3}), b3, {9}}) == ErrorCode::none);
    CHECK(answer(b1, {p0, {3}, {7}, set({1, 3}), b3, {9}}) == ErrorCode::fenced_leader_epoch);
    CHECK(answer(b2, {p0, {4}, {7}, set({1, 3}), b3, {9}}) == ErrorCode::invalid_request);
    CHECK(answer(b1, {p0, {4}, {6}, set({1, 3}), b3, {9}}) == ErrorCode::invalid_update_version);
    CHECK(answer(b1, {p0, {4}, {7}, set({1, 2}), nobody, {-1}}) == ErrorCode::ineligible_replica);  // fenced
    CHECK(answer(b1, {p0, {4}, {7}, set({1, 3}), b3, {8}}) == ErrorCode::ineligible_replica);       // it has registered anew since it fetched
}

TEST_CASE("a heartbeat of an earlier incarnation does not unfence the present one", "[controller]") {
    ClusterAtRest c;
    c.world.controller.fenced = set({2});
    c.world.controller.epochs[1] = {5};
    c.controller_hears(b2, HeartbeatRequest{{4}});
    CHECK(c.world.controller.fenced == set({2}));
    c.controller_hears(b2, HeartbeatRequest{{5}});
    CHECK(c.world.controller.fenced.empty());
}

TEST_CASE("a partition without a leader elects as soon as unclean elections are allowed", "[controller]") {
    ClusterAtRest c;
    c.decided() = {nobody, {3}, {3}, {}, set({1}), b1};
    c.world.controller.fenced = set({1});
    TopicConfig before = c.config.topics[0].config;
    c.config.topics[0].config.unclean_leader_election_enable = true;
    Controller(c.world.controller, c.turn).on_config_change(0, before);
    CHECK(c.decided().leader == b2);
}

TEST_CASE("a broker that is to be let in after a controlled shutdown is no longer shutting down", "[controller]") {
    ClusterAtRest c;
    c.controller_hears(b2, HeartbeatRequest{{0}, true});
    CHECK(c.world.controller.shutting_down == set({2}));
    c.controller_hears(b2, RegisterRequest{true});
    CHECK(c.world.controller.shutting_down.empty());
}
