// Brokers that are down before a run begins.
#include "modes/explore/outset.hpp"

#include "explore/questions.hpp"
#include "support/catch.hpp"
#include "world/invariants.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

const Question with_min_isr_1{"producers/p1/acks=all", "power-loss", 1, 1};

struct Begun {
    explicit Begun(BrokerSet down, const Question& q = with_min_isr_1)
        : scenario(for_exploration(scenario_of(q), exploration_of(q))), layout(scenario.config), world(after_outset(scenario.config, layout, down)) {}
    const PartitionState& partition() const { return world.controller.partitions[0]; }

    Scenario scenario;
    Layout layout;
    World world;
};

constexpr BrokerSet brokers(std::uint64_t bits) { return {bits}; }

}  // namespace

TEST_CASE("Brokers that are down when a run begins are fenced and out of the ISR, and then nothing is on its way") {
    for (std::uint64_t bits = 0; bits < 8; ++bits) {
        const BrokerSet down = brokers(bits);
        CAPTURE(bits);
        const Begun begun(down);
        for_each(brokers(7), [&](BrokerId b) { CHECK(begun.world.broker(b).running == !down.has(b)); });
        CHECK((begun.world.controller.fenced & brokers(7)) == down);
        CHECK(broken_invariant(begun.world, begun.scenario.config) == "");
        for (Slot s = 0; !down.empty() && s < begun.layout.connections() * 3; ++s)
            CHECK((!may_happen(begun.world, s, begun.layout) || begun.layout.is_producers(begun.layout.channel(s).connection)));
        if (down == brokers(7)) CHECK(begun.partition().leader == nobody);
        else {
            CHECK(begun.partition().isr == brokers(7) - down);
            CHECK(begun.partition().leader == (brokers(7) - down).first());
        }
    }
}

TEST_CASE("Without a broker that is down a run begins as ever") {
    const Begun begun({});
    CHECK(outset(begun.scenario.config, begun.layout, {}).empty());
    ByteWriter here, there;
    pack(here, begun.world);
    pack(there, start_of(begun.scenario.config, begun.layout));
    CHECK(std::ranges::equal(here.bytes(), there.bytes()));
}

// The outset is one way of the many that lead from a crash to the end of a session; where the application sends late it is among those that are
// explored.
TEST_CASE("What can become of records with a broker down can become of them with one crash more") {
    Question q{"producers/p1/acks=all cluster/brokers=2 topic/replication.factor=2 producers/p1/workload/every=20s", "crash", 0, 1, "all", -1, "b2"};
    ExploreOptions every_order;
    every_order.reduction = Reduction::none;
    const std::vector<std::uint64_t> down = explore(scenario_of(q), exploration_of(q), every_order).final_ledgers;
    q.down = "";
    q.faults = 1;
    const std::vector<std::uint64_t> crash = explore(scenario_of(q), exploration_of(q), every_order).final_ledgers;
    CHECK(!down.empty());
    CHECK(std::includes(crash.begin(), crash.end(), down.begin(), down.end()));
}

TEST_CASE("A trail keeps who was down, and begins after it") {
    Question q = with_min_isr_1;
    q.down = "b2,b3";
    const Scenario scenario = for_exploration(scenario_of(q), exploration_of(q));
    const GuaranteeAnswer a = answer(explore(scenario_of(q), exploration_of(q), {}), Guarantee::no_acked_loss);
    REQUIRE(a.answer == Answer::possible);
    CHECK(a.faults == std::vector<FreeFault>{FreeFault::power_loss});
    const Trail again = read_trail(written(a.trail, scenario), "x.trail");
    CHECK(again.down == brokers(6));
    CHECK(again.moves == a.trail.moves);
    const RunResult result = replay(scenario, again);
    CHECK(result.outcome.count(Word::lost) == 1);
    CHECK(result.trace.steps.size() == a.trail.moves.size() + outset(scenario.config, Layout(scenario.config), again.down).size() + 1);
    Trail without = again;
    without.down = {};
    CHECK(replay(scenario, without).outcome.count(Word::lost) == 0);
}
