// What an answer may not depend on: how many threads worked on it, which reduction was on, and that a successor is packed in parts.
#include "explore/questions.hpp"
#include "modes/explore/expander.hpp"
#include "support/catch.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

const Question questions[] = {
    {"producers/p1/acks=0", "lost-request", 1, 2},
    {"producers/p1/acks=all", "lost-request,lost-response", 1, 2},
    {"producers/p1/acks=all producers/p1/enable.idempotence=true", "lost-request,lost-response", 1, 2},
    {"", "crash", 1, 1},
    {"producers/p1/acks=all producers/p1/enable.idempotence=true cluster/brokers=2 topic/replication.factor=2", "crash,power-loss", 1, 1},
    {"cluster/brokers=2 topic/replication.factor=2", "pause,partition", 1, 1},
    {"cluster/brokers=2 topic/replication.factor=2", "early-timer", 1, 1},
};

// What steps are made in by hand: the question's world, with every kind of fault.
struct Bench {
    explicit Bench(const Question& q)
        : scenario(for_exploration(scenario_of(q), exploration_of(q))), layout(scenario.config), start(start_of(scenario.config, layout)) {
        everything.allowed.fill(true);
    }
    Expander hands(bool recalls) { return Expander(scenario.config, layout, start, stores, false, recalls); }
    Moves moves(const World& world) const {
        Moves out;
        list_free_moves(world, scenario.config, layout, true, out);
        list_faults(world, scenario.config, layout, everything, true, out);
        return out;
    }

    Scenario scenario;
    Exploration everything;
    Layout layout;
    World start;
    Stores stores{std::uint64_t{1} << 30};
};

ExploreResult ask(const Question& q, int threads, Reduction reduction) {
    ExploreOptions options;
    options.threads = threads;
    options.reduction = reduction;
    options.states_to_confirm = 0;
    if (is_slow_build) options.states_to_shorten = 0;
    ExploreResult result = explore(scenario_of(q), exploration_of(q), options);
    REQUIRE(result.broken_invariant == "");
    REQUIRE(result.complete());
    return result;
}

}  // namespace

TEST_CASE("Answers, trails and numbers of states do not depend on threads") {
    for (const Question& q : questions) {
        INFO(q.settings << " " << q.allow);
        ExploreResult one = ask(q, 1, Reduction::waits_last), two = ask(q, 2, Reduction::waits_last);
        CHECK(one.states == two.states);
        CHECK(one.transitions == two.transitions);
        CHECK(one.depth == two.depth);
        CHECK(one.final_ledgers == two.final_ledgers);
        for (std::size_t i = 0; i < one.guarantees.size(); ++i) {
            CHECK(one.guarantees[i].answer == two.guarantees[i].answer);
            CHECK(one.guarantees[i].trail.moves == two.guarantees[i].trail.moves);
        }
    }
}

TEST_CASE("waits-last gives the answers, the fewest faults and the final ledgers of every order") {
    for (const Question& q : questions) {
        if (is_slow_build && &q > &questions[2]) return;
        INFO(q.settings << " " << q.allow);
        ExploreResult reduced = ask(q, 2, Reduction::waits_last), every = ask(q, 2, Reduction::none);
        CHECK(reduced.states <= every.states);
        CHECK(reduced.final_ledgers == every.final_ledgers);
        for (std::size_t i = 0; i < every.guarantees.size(); ++i) {
            CHECK(reduced.guarantees[i].answer == every.guarantees[i].answer);
            CHECK(reduced.guarantees[i].faults.size() == every.guarantees[i].faults.size());
            if (every.guarantees[i].answer == Answer::possible && reduced.guarantees[i].shortest)
                CHECK(reduced.guarantees[i].steps == every.guarantees[i].steps);
        }
    }
}

// The producer's connection breaks before a request arrives that is on its way, and its next one is quicker: with waits-last it reconnects
// only when nothing is on its way.
TEST_CASE("Where waits-last misses a run that every order has, a small question is answered by every order") {
    const Question q{"producers/p1/acks=0 producers/p1/batch.size=1 cluster/brokers=2 topic/replication.factor=2", "early-timer,lost-response", 2, 2};
    CHECK(answer(ask(q, 1, Reduction::waits_last), Guarantee::producer_order).answer == Answer::impossible);
    CHECK(answer(ask(q, 1, Reduction::none), Guarantee::producer_order).answer == Answer::possible);
    const ExploreResult both = explore(scenario_of(q), exploration_of(q), {});
    CHECK(both.reduction_proved);
    CHECK(both.every_order_states > both.states);
    const GuaranteeAnswer& order = answer(both, Guarantee::producer_order);
    CHECK(order.every_order);
    CHECK(order.answer == Answer::possible);
    CHECK(order.faults.size() == 2);
    CHECK(replay(for_exploration(scenario_of(q), exploration_of(q)), order.trail).outcome.reordered_pairs > 0);
}

TEST_CASE("A successor that is packed in its changed parts is the one that is packed whole") {
    Bench bench(questions[4]);
    Expander hands = bench.hands(false), whole = bench.hands(false);
    std::vector<Place> states{hands.add(bench.start, 0, 0).place};
    int different = 0;
    for (std::size_t i = 0; i < states.size() && states.size() < 6000; ++i) {
        hands.take_up(states[i]);
        std::vector<World> afters;
        for (Move m : bench.moves(hands.world())) hands.follow(m, 0, 0, [&](const World& after) { afters.push_back(after); });
        std::size_t made = 0;
        hands.store_successors([&](Store::Inserted successor) {
            if (successor.is_new) states.push_back(successor.place);
            different += whole.add(afters[made++], 0, 0).place != successor.place;
        });
        CHECK(made == afters.size());
        bench.stores.grow();
    }
    CHECK(states.size() >= 1000);
    CHECK(different == 0);
}

TEST_CASE("A step that is recalled leads where it would lead if it were made again") {
    for (const Question& q : questions) {
        INFO(q.settings << " " << q.allow);
        Bench bench(q);
        Expander maker = bench.hands(false), recaller = bench.hands(true);
        std::vector<Place> states{maker.add(bench.start, 0, 0).place}, successors;
        int different = 0, made = 0, made_again = 0;
        auto follow = [&](Expander& hands, Place state, int& count) {
            hands.take_up(state);
            for (Move m : bench.moves(hands.world())) hands.follow(m, 0, 0, [&](const World&) { count += parts_of(m).kind == MoveParts::Kind::event; });
        };
        for (std::size_t i = 0; i < states.size() && states.size() < (is_slow_build ? 2000 : 20000); ++i) {
            successors.clear();
            follow(maker, states[i], made);
            maker.store_successors([&](Store::Inserted s) {
                if (s.is_new) states.push_back(s.place);
                successors.push_back(s.place);
            });
            follow(recaller, states[i], made_again);
            std::size_t n = 0;
            recaller.store_successors([&](Store::Inserted s) { different += n >= successors.size() || successors[n++] != s.place; });
            different += n != successors.size();
            bench.stores.grow();
        }
        CHECK(made_again < made);
        CHECK(different == 0);
    }
}
