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

ExploreResult ask(const Question& q, int threads, Reduction reduction) {
    ExploreOptions options;
    options.threads = threads;
    options.reduction = reduction;
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

TEST_CASE("A successor that is packed in its changed parts is the one that is packed whole") {
    const Question& q = questions[4];
    Scenario scenario = for_exploration(scenario_of(q), exploration_of(q));
    Exploration question = exploration_of(q);
    question.allowed.fill(true);
    Layout layout(scenario.config);
    World start = start_of(scenario.config, layout);
    Stores stores(std::uint64_t{1} << 30);
    Expander hands(scenario.config, layout, start, stores, false), whole(scenario.config, layout, start, stores);
    std::vector<Place> states{hands.add(start, 0, 0).place};
    int different = 0;
    for (std::size_t i = 0; i < states.size() && states.size() < 6000; ++i) {
        hands.lay_out(states[i]);
        Moves moves;
        list_free_moves(hands.world(), scenario.config, layout, true, moves);
        list_faults(hands.world(), scenario.config, layout, question, true, moves);
        std::vector<World> afters;
        for (Move m : moves) hands.follow(m, 0, 0, [&](const World& after) { afters.push_back(after); });
        std::size_t made = 0;
        hands.store_successors([&](Store::Inserted successor) {
            if (successor.is_new) states.push_back(successor.place);
            different += whole.add(afters[made++], 0, 0).place != successor.place;
        });
        CHECK(made == afters.size());
        stores.grow();
    }
    CHECK(states.size() >= 1000);
    CHECK(different == 0);
}

TEST_CASE("A step that is recalled leads where it would lead if it were made again") {
    for (const Question& q : questions) {
        INFO(q.settings << " " << q.allow);
        Scenario scenario = for_exploration(scenario_of(q), exploration_of(q));
        Exploration question = exploration_of(q);
        question.allowed.fill(true);
        Layout layout(scenario.config);
        World start = start_of(scenario.config, layout);
        Stores stores(std::uint64_t{1} << 30);
        Expander maker(scenario.config, layout, start, stores, false), recaller(scenario.config, layout, start, stores, true);
        std::vector<Place> states{maker.add(start, 0, 0).place};
        int different = 0, made = 0, made_again = 0;
        for (std::size_t i = 0; i < states.size() && states.size() < (is_slow_build ? 2000 : 20000); ++i) {
            std::vector<Place> successors;
            for (Expander* hands : {&maker, &recaller}) {
                hands->lay_out(states[i]);
                Moves moves;
                list_free_moves(hands->world(), scenario.config, layout, true, moves);
                list_faults(hands->world(), scenario.config, layout, question, true, moves);
                for (Move m : moves) hands->follow(m, 0, 0, [&](const World&) {
                    if (parts_of(m).kind == MoveParts::Kind::event) ++(hands == &maker ? made : made_again);
                });
                std::size_t n = 0;
                hands->store_successors([&](Store::Inserted s) {
                    if (s.is_new) states.push_back(s.place);
                    if (hands == &maker) successors.push_back(s.place);
                    else different += n >= successors.size() || successors[n] != s.place;
                    ++n;
                });
                different += n != successors.size();
            }
            stores.grow();
        }
        CHECK(made_again < made);
        CHECK(different == 0);
    }
}
