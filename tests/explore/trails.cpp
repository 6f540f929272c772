// Trails as files: what is written is read again, and what is not whole is refused.
#include "explore/questions.hpp"
#include "support/catch.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

const Question question{"producers/p1/acks=all", "lost-response", 1, 2};

GuaranteeAnswer found() {
    ExploreResult result = explore(scenario_of(question), exploration_of(question), {});
    return answer(result, Guarantee::no_duplicates);
}

std::string refusal(const std::string& text) {
    try {
        read_trail(text, "x.trail");
        return "";
    } catch (const ScenarioError& error) {
        return error.problems().front().message();
    }
}

}  // namespace

TEST_CASE("A trail is read as it was written, and replay ends in what it says") {
    GuaranteeAnswer a = found();
    REQUIRE(a.answer == Answer::possible);
    Scenario scenario = for_exploration(scenario_of(question), exploration_of(question));
    Trail again = read_trail(written(a.trail, scenario), "x.trail");
    CHECK(again.moves == a.trail.moves);
    CHECK(again.fingerprint == a.trail.fingerprint);
    CHECK(again.settings == a.trail.settings);
    CHECK(again.guarantee == a.trail.guarantee);
    RunResult result = replay(scenario, again);
    CHECK(result.outcome.count(Word::duplicated) > 0);
    CHECK(result.trace.steps.size() == a.trail.moves.size() + 1);
    CHECK(!result.anomalies.empty());
}

TEST_CASE("A timer that is over early is told where it strikes, and in the chain of causes") {
    const Question early{"producers/p1/acks=all", "early-timer", 1, 1};
    GuaranteeAnswer a = answer(explore(scenario_of(early), exploration_of(early), {}), Guarantee::no_duplicates);
    REQUIRE(a.answer == Answer::possible);
    RunResult result = replay(for_exploration(scenario_of(early), exploration_of(early)), a.trail);
    int told = 0;
    for (const TraceStep& step : result.trace.steps)
        for (const Happening& h : step.happenings)
            if (h.what == What::timer_early) {
                ++told;
                CHECK(h.offset == static_cast<std::int64_t>(TimerKind::produce_timeout));
            }
    CHECK(told == 1);
    REQUIRE(!result.anomalies.empty());
    const auto& because = result.anomalies.front().because;
    CHECK(std::any_of(because.begin(), because.end(), [](const Link& link) { return link.happening.what == What::timer_early; }));
}

TEST_CASE("A trail that is none, of another version, cut off or altered is refused with its line") {
    Scenario scenario = for_exploration(scenario_of(question), exploration_of(question));
    const std::string text = written(found().trail, scenario);
    CHECK(refusal("{}") == "x.trail:1: /: it is no trail; write the path of a file that acksim explore --trail has written");
    CHECK(refusal(text.substr(0, text.size() / 2)).find("the trail is cut off: its last line is missing") != std::string::npos);
    std::string altered = text;
    altered[altered.find("guarantee") + 12] = 'x';
    CHECK(refusal(altered).find("the trail was altered: its check sum is another") != std::string::npos);
    CHECK(refusal(text).empty());
}

TEST_CASE("A move that is not possible is refused") {
    Trail trail = found().trail;
    Scenario scenario = for_exploration(scenario_of(question), exploration_of(question));
    std::swap(trail.moves[0], trail.moves[5]);
    CHECK_THROWS_AS(replay(scenario, trail), ScenarioError);
}

TEST_CASE("A scenario too large to explore is refused with the number to lower") {
    Exploration e = exploration_of(question);
    e.records = 40;
    try {
        explore(scenario_of(question), e, {});
        FAIL("not refused");
    } catch (const ScenarioError& error) {
        CHECK(error.problems().front().message() ==
              "question.json:1: /producers/0/workload/records: 40 records are too many to explore: each one more takes three to four times the states; "
              "add --records 3");
    }
}

TEST_CASE("A bound that is hit gives undecided, never impossible") {
    ExploreOptions options;
    options.max_states = 500;
    ExploreResult result = explore(scenario_of({}), exploration_of({}), options);
    CHECK(!result.complete());
    CHECK(answer(result, Guarantee::no_duplicates).answer == Answer::undecided);
}
