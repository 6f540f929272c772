// Each invariant can be broken: by hand, in a world in which all else holds.
#include "world/invariants.hpp"

#include <functional>

#include "protocol/broker/broker.hpp"
#include "support/bench_setup.hpp"
#include "support/catch.hpp"
#include "world/world.hpp"

using namespace acksim;

namespace {

LogBatch batch(std::int64_t base, int epoch, int first = 0) { return {{base}, {epoch}, {{{0}, first, 1}, 100, {1000}, {0}, {first}}}; }

}  // namespace

TEST_CASE("Each invariant is missed where it is broken", "[world]") {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout(config);
    const World sound = initial_world(config, layout);
    CHECK(broken_invariant(sound, config) == "");
    auto sentence = [&](const std::function<void(World&, Replica&)>& breaks) {
        World w = sound;
        breaks(w, w.broker({1}).replica({0}));
        return std::string(broken_invariant(w, config));
    };
    CHECK(sentence([](World&, Replica& r) { r.high_watermark = {1}; }).starts_with("I1"));
    CHECK(sentence([](World&, Replica& r) { r.log.flushed = {1}; }) == "no more is flushed than was written");
    CHECK(sentence([](World&, Replica& r) {
              r.log.append(batch(0, 0));
              r.log.batches[0].base = {1};
              r.log.end = {2};
          }).starts_with("a log has no hole"));
    CHECK(sentence([](World&, Replica& r) {
              r.log.append(batch(0, 1));
              r.log.append(batch(1, 0, 1));
          }) == "leader epochs do not go back in a log");
    CHECK(sentence([](World&, Replica& r) { r.log.epochs = {{{1}, {0}}, {{1}, {0}}}; }).starts_with("the leader-epoch cache increases"));
    CHECK(sentence([](World&, Replica& r) {
              for (int i : {0, 1}) r.log.append(batch(i, 0, i));
              std::swap(r.log.producers[0].batches[0], r.log.producers[0].batches[1]);
          }).starts_with("the batches that are remembered"));
    CHECK(sentence([](World& w, Replica&) { w.controller.partitions[0].isr = BrokerSet{}.with({1}); }) == "the leader is in its ISR");
    CHECK(sentence([](World& w, Replica&) { w.controller.partitions[0].elr = BrokerSet{}.with({1}); }) == "ISR and ELR have no member in common");
    CHECK(sentence([](World& w, Replica& r) {
              r.log.append(batch(0, 0, 0));
              w.broker({2}).replica({0}).log.append(batch(0, 0, 1));
          }).starts_with("I2"));
    CHECK(sentence([](World& w, Replica&) { w.broker({0}).replica({0}).leader_epoch = {1}; }).starts_with("I6: nobody leads in an epoch"));
}

TEST_CASE("Each invariant of a step is missed where the step breaks it", "[world]") {
    Config config = testing::bench_config(Acks::all, 1);
    Layout layout(config);
    World before = initial_world(config, layout);
    before.broker({0}).replica({0}).log.append(batch(0, 0));
    before.broker({0}).replica({0}).high_watermark = {1};

    auto sentence = [&](const std::function<void(World&)>& breaks) {
        World after = before;
        breaks(after);
        return std::string(broken_invariant(before, after, config));
    };
    CHECK(sentence([](World&) {}) == "");
    CHECK(sentence([](World& w) { w.broker({0}).replica({0}).high_watermark = {0}; }).starts_with("I5"));
    CHECK(sentence([](World& w) { w.controller.partitions[0].leader_epoch = {-1}; }) == "I6: the controller's epochs do not go back");
    CHECK(sentence([](World& w) { w.controller.partitions[0].leader = {1}; }) == "I6: a new leader has a new epoch");
}
