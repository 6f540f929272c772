// Broken values in "explore", and what its words mean.
#include "scenario/bad_input.hpp"
#include "scenario/exploration_words.hpp"

namespace {

using namespace acksim;
using namespace acksim::testing;

const BadInput inputs[] = {
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": 1})",
     R"(t.json:2: /explore: the number 1 is not an object; write an object such as {"faults": 2, "allow": ["crash", "lost-response"], "records": 2, "expect": {"no-acked-loss": "impossible"}})"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"fault": 1}})",
     R"(t.json:2: /explore/fault: unknown key "fault"; did you mean "faults"?)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"faults": -1}})",
     R"(t.json:2: /explore/faults: -1 is too small; write a whole number from 0 to 8)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"faults": 9}})",
     R"(t.json:2: /explore/faults: 9 is too large; write a whole number from 0 to 8)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"faults": "two"}})",
     R"(t.json:2: /explore/faults: the text "two" is not a whole number; write a whole number from 0 to 8)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"allow": 3}})",
     R"(t.json:2: /explore/allow: the number 3 is not a list; write "all", or a list such as ["crash", "lost-response"])"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"allow": ["power_loss"]}})",
     R"(t.json:2: /explore/allow/0: "power_loss" is no fault that exploration knows; did you mean "power-loss"?)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"allow": ["crash", 1]}})",
     R"(t.json:2: /explore/allow/1: the number 1 is not a text; write a text in double quotes)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"allow": ["crash", "crash"]}})",
     R"(t.json:2: /explore/allow/1: "crash" is written twice; write it once)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"allow": "crash,,pause"}})",
     R"(t.json:2: /explore/allow: "" is no fault that exploration knows; write one of crash, power-loss, lost-request, lost-response, pause, partition, early-timer)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"allow": "crash, crash"}})",
     R"(t.json:2: /explore/allow: "crash" is written twice; write it once)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"allow": []}})",
     R"(t.json:2: /explore/allow: no fault may strike; write at least one kind of fault, or "faults": 0)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"at_most": 1}})",
     R"(t.json:2: /explore/at_most: the number 1 is not an object; write an object such as {"crash": 1})"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"at_most": {"crahs": 1}}})",
     R"(t.json:2: /explore/at_most/crahs: "crahs" is no fault that exploration knows; did you mean "crash"?)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"at_most": {"crash": 2}}})",
     R"(t.json:2: /explore/at_most/crash: 2 is too large; write a whole number from 0 to 1)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"at_most": {"crash": -1}}})",
     R"(t.json:2: /explore/at_most/crash: -1 is too small; write a whole number from 0 to 1)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"at_most": {"pause": 1}}})",
     R"(t.json:2: /explore/at_most/pause: "pause" is not among the faults that may strike; add it to "allow", or leave it out)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"guarantees": ["no-loss"]}})",
     R"(t.json:2: /explore/guarantees/0: "no-loss" is no guarantee; did you mean "no-acked-loss"?)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"guarantees": "no-duplicate"}})",
     R"(t.json:2: /explore/guarantees: "no-duplicate" is no guarantee; did you mean "no-duplicates"?)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"guarantees": {}}})",
     R"(t.json:2: /explore/guarantees: an object is not a list; write "all", or a list such as ["no-acked-loss", "producer-order"])"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"guarantees": []}})",
     R"(t.json:2: /explore/guarantees: nothing is asked; write at least one guarantee, or "all")"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"records": 0}})",
     R"(t.json:2: /explore/records: 0 is too small; write a whole number that is at least 1)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"down": "b1"}})",
     R"(t.json:2: /explore/down: the text "b1" is not a list; write a list of brokers such as ["b1", "b2"])"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"down": ["b2", "b4"]}})",
     R"(t.json:2: /explore/down/1: there is no broker 4; write a broker from b1 to b3)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"expect": "possible"}})",
     R"(t.json:2: /explore/expect: the text "possible" is not an object; write an object such as {"no-acked-loss": "possible", "faults": 1})"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"expect": {"no-acked-los": "possible"}}})",
     R"(t.json:2: /explore/expect/no-acked-los: unknown key "no-acked-los"; did you mean "no-acked-loss"?)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"expect": {"no-acked-loss": "undecided"}}})",
     R"(t.json:2: /explore/expect/no-acked-loss: "undecided" is no answer that can be expected; write one of possible, impossible)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"expect": {"no-acked-loss": "imposible"}}})",
     R"(t.json:2: /explore/expect/no-acked-loss: "imposible" is no answer that can be expected; did you mean "impossible"?)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"expect": {"no-acked-loss": true}}})",
     R"(t.json:2: /explore/expect/no-acked-loss: true is not a text; write a text in double quotes)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"guarantees": ["producer-order"], "expect": {"no-acked-loss": "possible"}}})",
     R"(t.json:2: /explore/expect/no-acked-loss: "no-acked-loss" is not asked; add it to "guarantees", or leave it out)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"expect": {"no-acked-loss": "possible", "faults": 2}}})",
     R"(t.json:2: /explore/expect/faults: 2 is too large; write a whole number from 0 to 1)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "explore": {"expect": {"no-acked-loss": "impossible", "faults": 1}}})",
     R"(t.json:2: /explore/expect/faults: no guarantee is expected to break with so many faults; expect one to be "possible", or leave "faults" out)"},
};

Exploration explored(const std::string& part) { return *parse_scenario(R"({"producers": [{}], "explore": )" + part + "}", "t.json").explore; }

}  // namespace

TEST_CASE("what is wrong in an exploration is refused with its line, what is wrong and what to write", "[scenario]") { check_all(inputs); }

TEST_CASE("an exploration that says nothing allows one fault of four kinds and asks for everything", "[scenario]") {
    const Exploration read = explored("{}");
    CHECK(read.faults == 1);
    CHECK(read.allowed == FaultKinds{true, true, true, true, false, false, false});
    CHECK(read.asked == Guarantees{true, true, true, true});
    CHECK(read.records == -1);
    CHECK(!read.has_budgets_per_kind());
    CHECK(!parse_scenario(R"({"producers": [{}]})", "t.json").explore);
}

TEST_CASE("an exploration holds what its part says", "[scenario]") {
    const Exploration read = explored(R"({"faults": 3, "allow": ["pause", "crash"], "at_most": {"crash": 1, "pause": 0},
        "guarantees": ["producer-order", "no-acked-loss"], "records": 2, "down": ["b2", 3],
        "expect": {"producer-order": "impossible", "no-acked-loss": "possible", "faults": 2}})");
    CHECK(read.faults == 3);
    CHECK(read.down == BrokerSet{0b110});
    CHECK(read.allowed == FaultKinds{true, false, false, false, true, false, false});
    CHECK(read.at_most == std::array<std::int8_t, free_faults>{1, -1, -1, -1, 0, -1, -1});
    CHECK(read.asked == Guarantees{true, false, true, false});
    CHECK(read.records == 2);
    CHECK(read.expected_faults == 2);
    REQUIRE(read.expect.size() == 2);
    CHECK(read.expect[0].guarantee == Guarantee::no_acked_loss);
    CHECK(read.expect[0].answer == Answer::possible);
    CHECK(read.expect[1].guarantee == Guarantee::producer_order);
    CHECK(read.expect[1].answer == Answer::impossible);
    CHECK(explored(R"({"allow": "all"})").allowed == FaultKinds{true, true, true, true, true, true, true});
    CHECK(explored(R"({"faults": 0, "allow": []})").allowed == FaultKinds{});
}

TEST_CASE("lists on the command line are words between commas, or all of them", "[scenario]") {
    WordProblem problem;
    CHECK(parse_allow("crash, partition", problem) == FaultKinds{true, false, false, false, false, true, false});
    CHECK(parse_guarantees("all", problem) == Guarantees{true, true, true, true});
    CHECK(parse_guarantees("no-duplicates", problem) == Guarantees{false, true, false, false});
    CHECK(!parse_allow("crash,lost-respons", problem));
    CHECK(problem.what == R"("lost-respons" is no fault that exploration knows)");
    CHECK(problem.remedy == R"(did you mean "lost-response"?)");
    CHECK(!parse_guarantees("", problem));
    CHECK(problem.what == R"("" is no guarantee)");
    CHECK(problem.remedy == "write one of no-acked-loss, no-duplicates, producer-order, log-agreement");
}
