// The public door, used as an embedding program would.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <acksim/simulation.hpp>

namespace {

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
