// What breaks a guarantee, in worlds set by hand.
#include "modes/explore/guarantees.hpp"
#include "support/catch.hpp"
#include "support/cluster_at_rest.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

LogBatch batch(std::int64_t base, int first = 0) { return {{base}, {0}, {{{0}, first, 1}, 100, {1000}, {0}, {first}}}; }

}  // namespace

TEST_CASE("An acknowledged record is lost for good when it lies in no log, no message and no accumulator any more", "[explore]") {
    auto lost = [](auto&& put) {
        ClusterAtRest c;
        c.sent().told = Told::ok;
        put(c);
        return broken_for_good(c.world)[static_cast<std::size_t>(Guarantee::no_acked_loss)];
    };
    CHECK(lost([](ClusterAtRest&) {}));
    CHECK_FALSE(lost([](ClusterAtRest& c) { c.world.broker({2}).replica({0}).log.append(batch(0)); }));
    ProduceRequest request;
    request.batches.push_back({{0}, batch(0).batch});
    CHECK_FALSE(lost([&](ClusterAtRest& c) { c.world.network[c.layout.to_broker({0}, {0})].requests.push(ProduceRequest(request)); }));
    CHECK_FALSE(lost([&](ClusterAtRest& c) { c.world.network[c.layout.to_broker({0}, {0})].strays.push(ProduceRequest(request)); }));
    CHECK_FALSE(lost([](ClusterAtRest& c) {
        c.world.network[c.layout.to_leader({1}, {0})].responses.push(FetchResponse{{0}, ErrorCode::none, {0}, {0}, {}, {0}, {1}, {batch(0)}});
    }));
    auto accumulate = [](bool done) {
        return [done](ClusterAtRest& c) {
            Batch& b = c.world.producers[0].batches[c.world.producers[0].batches.take()];
            b.records = {{0}, 0, 1};
            b.done = done;
        };
    };
    CHECK_FALSE(lost(accumulate(false)));
    CHECK(lost(accumulate(true)));
}

TEST_CASE("At rest nothing is lost while a partition has no leader", "[explore]") {
    ClusterAtRest c;
    c.sent().told = Told::ok;
    CHECK(broken_at_rest(c.world)[static_cast<std::size_t>(Guarantee::no_acked_loss)]);
    c.world.controller.partitions[0].leader = nobody;
    CHECK(broken_at_rest(c.world) == Broken{});
}

TEST_CASE("In-sync logs agree up to the smaller high watermark, in every partition", "[world]") {
    Config config = bench_config(Acks::all, 1);
    config.partitions.push_back(config.partitions[0]);
    config.topics[0].partitions = 2;
    Layout layout(config);
    auto diverged = [&](std::int64_t hw1, std::int64_t hw2) {
        World w = initial_world(config, layout);
        for (std::int16_t b : {0, 1, 2}) {
            Replica& r = w.broker({b}).replica({0});
            r.log.append(batch(0, b));
            r.high_watermark = {b == 0 ? hw1 : hw2};
        }
        return broken_for_good(w)[static_cast<std::size_t>(Guarantee::log_agreement)];
    };
    CHECK(diverged(1, 1));
    CHECK_FALSE(diverged(0, 0));
    CHECK_FALSE(diverged(1, 0));
}
