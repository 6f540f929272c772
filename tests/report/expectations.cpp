#include "report/sample.hpp"
#include "support/catch.hpp"

#include "modes/expect.hpp"
#include "modes/record_names.hpp"
#include "report/expected_text.hpp"

using namespace acksim;
using namespace acksim::testing;
using Kind = Expected::Kind;

namespace {

constexpr RecordName record(std::int32_t index) { return {ProducerIndex{0}, index}; }

std::vector<std::string> broken(const Expectation& expect, const RunResult& result = sample_result()) {
    Scenario scenario = sample_scenario();
    scenario.expect = expect;
    return broken_expectations(scenario, result);
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("an expected number or list of records is compared with what the run yielded", "[report][expect]") {
    struct Example {
        Expected expected;
        std::string sentence;  // of "lost"; the sample lost p1#2
    };
    const std::vector<Example> examples{
        {{Kind::exactly, 1, {}}, ""},
        {{Kind::exactly, 0, {}}, "lost: expected 0, got 1 (p1#2)"},
        {{Kind::at_least, 1, {}}, ""},
        {{Kind::at_least, 2, {}}, "lost: expected at least 2, got 1 (p1#2)"},
        {{Kind::at_most, 1, {}}, ""},
        {{Kind::at_most, 0, {}}, "lost: expected at most 0, got 1 (p1#2)"},
        {{Kind::these, 0, {record(2)}}, ""},
        {{Kind::these, 0, {record(2), record(2)}}, ""},
        {{Kind::these, 0, {record(1)}}, "lost: expected p1#1, got p1#2"},
        {{Kind::these, 0, {record(1), record(2)}}, "lost: expected p1#1–2, got p1#2"},
        {{Kind::these, 0, {}}, "lost: expected none, got p1#2"},
    };
    for (const Example& example : examples) {
        Expectation expect;
        expect.lost = example.expected;
        CHECK(broken(expect) == (example.sentence.empty() ? Sentences{} : Sentences{example.sentence}));
    }
}

TEST_CASE("every part of an expectation that is not true has its own sentence", "[report][expect]") {
    Expectation expect;
    expect.delivered = Expected{Kind::exactly, 4, {}};
    expect.duplicated = Expected{Kind::these, 0, {record(0)}};
    expect.reordered = Expected{Kind::at_least, 1, {}};
    expect.unavailable = expect.diverged = Expected{Kind::exactly, 1, {}};
    CHECK(broken(expect) == Sentences{"delivered: expected 4, got 3 (p1#0–1, p1#3)", "duplicated: expected p1#0, got none",
                                      "reordered: expected at least 1 pair, got 0 pairs", "unavailable: expected 1 partition, got 0 partitions",
                                      "diverged: expected 1 partition, got 0 partitions"});
}

TEST_CASE("an expected log is compared in order, partition by partition", "[report][expect]") {
    Expectation expect;
    expect.log = {{"p1#0", "p1#1", "p1#3"}};
    CHECK(broken(expect).empty());
    expect.log = {{"p1#1", "p1#0", "p1#3"}};
    CHECK(broken(expect) == Sentences{"log of partition 0: expected [p1#1 p1#0 p1#3], got [p1#0 p1#1 p1#3]"});
    expect.log = {{"p1#0", "p1#1", "p1#3"}, {"p1#9"}};
    CHECK(broken(expect) == Sentences{"log of partition 1: expected [p1#9], got []"});
}

TEST_CASE("what the application was told last is compared by the name of the exception", "[report][expect]") {
    RunResult result = sample_result();
    result.outcome.records[0].told_ok = false;
    result.outcome.records[1] = {record(1), Word::reported_lost, false, true, ErrorCode::expired, 2, {}};
    Expectation expect;
    expect.told = {{record(0), "nothing"}, {record(1), "TimeoutException"}, {record(2), "ok"}};
    CHECK(broken(expect, result).empty());
    expect.told = {{record(0), "ok"}, {record(1), "ok"}, {record(2), "nothing"}, {record(9), "ok"}};
    CHECK(broken(expect, result) == Sentences{"told p1#0: expected ok, got nothing", "told p1#1: expected ok, got TimeoutException",
                                              "told p1#2: expected nothing, got ok", "told p1#9: expected ok, got nothing: it was never sent"});
}

TEST_CASE("one true alternative is enough, and otherwise the nearest one is named", "[report][expect]") {
    Expectation far, near, right, expect;
    far.lost = far.duplicated = far.phantom = Expected{Kind::exactly, 7, {}};
    near.lost = Expected{Kind::exactly, 0, {}};
    right.lost = Expected{Kind::these, 0, {record(2)}};
    expect.any_of = {far, right};
    CHECK(broken(expect).empty());
    expect.any_of = {far, near};
    CHECK(broken(expect) == Sentences{"any_of: none of the 2 alternatives is true; nearest is number 2, which has lost: expected 0, got 1 (p1#2)"});
}

TEST_CASE("a scenario that expects nothing in particular expects that nothing goes wrong", "[report][expect]") {
    Scenario scenario = sample_scenario();
    scenario.expect.reset();
    RunResult result = sample_result();
    CHECK(broken_expectations(scenario, result) == Sentences{"lost: expected 0, got 1 (p1#2)"});
    result.outcome.records[2].word = Word::reported_lost;  // the application knows: no broken promise
    CHECK(broken_expectations(scenario, result).empty());
    result.outcome.reordered_pairs = 1;
    result.outcome.reordered_records = {record(1)};
    CHECK(broken_expectations(scenario, result) == Sentences{"reordered: expected 0 pairs, got 1 pair (p1#1)"});
}

TEST_CASE("neighbouring records are named as a range, and long lists end in a number", "[report][expect]") {
    const Scenario scenario = sample_scenario();
    CHECK(name_list(scenario, {}) == "none");
    CHECK(name_list(scenario, {record(3), record(1), record(2), record(7)}) == "p1#1–3, p1#7");
    CHECK(name_list(scenario, {record(1), record(3), record(5), record(7)}, 2) == "p1#1, p1#3 and 2 more");
}

TEST_CASE("an expectation is told in a line", "[report][expect]") {
    Scenario scenario = sample_scenario();
    CHECK(expected_text(scenario) == "lost p1#2");
    scenario.expect->reordered = Expected{Kind::at_least, 2, {}};
    scenario.expect->told = {{record(1), "ok"}};
    CHECK(expected_text(scenario) == "lost p1#2, reordered at least 2 pairs, p1#1 told ok");
}

TEST_CASE("a fault that did nothing is a broken expectation, whatever else was expected", "[report][expect]") {
    Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    result.idle_faults = {{0, "never began: what it waits for did not happen"}};
    CHECK(broken_expectations(scenario, result) == Sentences{"the fault never began: what it waits for did not happen"});
    scenario.faults.resize(2);
    result.idle_faults = {{1, "hit nothing: b1 was down"}};
    CHECK(broken_expectations(scenario, result) == Sentences{"fault 2 hit nothing: b1 was down"});
}

TEST_CASE("phantoms and diverged logs go wrong as well where nothing in particular is expected", "[report][expect]") {
    Scenario scenario = sample_scenario();
    scenario.expect.reset();
    RunResult result = sample_result();
    result.outcome.records[2].word = Word::phantom;
    result.outcome.diverged = {{0}};
    CHECK(broken_expectations(scenario, result) ==
          std::vector<std::string>{"phantom: expected 0, got 1 (p1#2)", "diverged: expected 0 partitions, got 1 partition"});
}

TEST_CASE("of two alternatives that are as near the first is named, and an OK after an error is the last word", "[report][expect]") {
    Scenario scenario = sample_scenario();
    Expectation first, second, expect;
    first.lost = Expected{Expected::Kind::exactly, 7, {}};
    second.lost = Expected{Expected::Kind::exactly, 8, {}};
    expect.any_of = {first, second};
    scenario.expect = expect;
    REQUIRE(broken_expectations(scenario, sample_result()).size() == 1);
    CHECK_THAT(broken_expectations(scenario, sample_result())[0], Catch::Matchers::Contains("nearest is number 1"));
    RunResult result = sample_result();
    result.outcome.records[1].told_ok = result.outcome.records[1].told_error = true;
    expect = {};
    expect.told = {{RecordName{ProducerIndex{0}, 1}, "ok"}};
    scenario.expect = expect;
    CHECK(broken_expectations(scenario, result).empty());
}
