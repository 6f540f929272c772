// The public door, used as an embedding program would.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <acksim/simulation.hpp>

namespace {

const std::string lost_response = R"({"allow": "lost-response", "records": 1, "guarantees": ["no-duplicates"]})";

const std::string scenario = R"({
  "kafka": "4.0",
  "cluster": { "brokers": 3 },
  "topic": { "name": "t", "replication.factor": 3 },
  "producers": [ { "name": "p1", "config": { "acks": "all", "enable.idempotence": false }, "workload": { "records": 3, "every": "50ms" } } ],
  "faults": [ { "do": "lose_response", "of": "p1#1" } ],
  "expect": { "duplicated": 0 }
})";

}  // namespace

TEST_CASE("an embedding program loads, runs and reads the verdict", "[door]") {
    acksim::Report report = acksim::Simulation::parse(scenario, "inline.json").run();
    CHECK(report.verdict() == acksim::Verdict::broken);
    CHECK(report.count("duplicated") == 1);
    CHECK(report.count("delivered") == 2);
    CHECK(report.reordered_pairs() == 0);
    CHECK(report.broken_expectations().size() == 1);
    CHECK_FALSE(report.text(80).empty());
    CHECK(report.json().front() == '{');
    CHECK_FALSE(report.junit().empty());
    CHECK_THROWS_AS(report.count("vanished"), std::invalid_argument);
}

TEST_CASE("a setting given to the door is the setting of the run", "[door]") {
    auto simulation = acksim::Simulation::parse(scenario, "inline.json", {"producers/p1/enable.idempotence=true"});
    CHECK(simulation.run().verdict() == acksim::Verdict::as_expected);
    CHECK(simulation.run(7).fingerprint() == simulation.run(7).fingerprint());
    CHECK(simulation.run(7).fingerprint() != simulation.run(8).fingerprint());
}

TEST_CASE("a bad scenario is refused at the door with file, line and pointer", "[door]") {
    try {
        acksim::Simulation::parse("{\n  \"cluter\": {}\n}", "bad.json");
        FAIL("not refused");
    } catch (const acksim::BadScenario& e) {
        CHECK_THAT(std::string(e.what()), Catch::Matchers::Contains("bad.json:2: /cluter: "));
    }
}

TEST_CASE("an embedding program asks all runs, and reads the answers and the run that breaks a guarantee", "[door]") {
    const auto simulation = acksim::Simulation::parse(scenario, "inline.json", {"explore=" + lost_response});
    const acksim::Explored broken = simulation.explore();
    CHECK(broken.verdict() == acksim::Verdict::broken);
    CHECK(broken.answer("no-duplicates") == "possible");
    CHECK(broken.trail().starts_with("acksim trail "));
    CHECK(broken.broken_expectations().empty());
    CHECK_THAT(broken.text(), acksim::testing::contains_text("The shortest run that breaks no-duplicates"));
    CHECK(broken.json().front() == '{');
    CHECK_THROWS_AS(broken.answer("producer-order"), std::invalid_argument);
    CHECK(simulation.explore({.states = 20}).verdict() == acksim::Verdict::undecided);
}

TEST_CASE("what the scenario expects of all runs is the door's verdict, and what is too large is refused there", "[door]") {
    const std::string cure = "producers/p1/enable.idempotence=true";
    const std::string expect = lost_response.substr(0, lost_response.size() - 1) + R"(, "expect": {"no-duplicates": "possible"}})";
    CHECK(acksim::Simulation::parse(scenario, "inline.json", {"explore=" + expect}).explore().verdict() == acksim::Verdict::as_expected);
    const acksim::Explored cured = acksim::Simulation::parse(scenario, "inline.json", {"explore=" + expect, cure}).explore();
    CHECK(cured.verdict() == acksim::Verdict::broken);
    CHECK(cured.trail().empty());
    CHECK(cured.broken_expectations() == std::vector<std::string>{"no-duplicates: expected possible, got impossible within bounds"});
    CHECK_THROWS_AS(acksim::Simulation::parse(scenario, "inline.json", {"cluster/brokers=12"}).explore(), acksim::BadScenario);
}
