// Act two: everything heals, whatever the faults left behind.
#include "support/catch.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"

using namespace acksim;

TEST_CASE("everything heals at the limit where a producer would try for ever", "[modes]") {
    // Without a producer id nothing expires (producer.md, Sender.runOnce A5), and nobody is there to give one.
    auto ended = [](const std::string& limit) {
        return run(parse_scenario(R"({"limit": ")" + limit + R"(", "topic": {"replication.factor": 3}, "cluster": {"brokers": 3},
                   "producers": [{"workload": {"records": 3, "start": "1s"}}], "faults": [{"from": "start", "do": "crash", "broker": "all"}]})",
                                  "t.json"));
    };
    RunResult result = ended("10m");
    CHECK(!result.outcome.undecided);
    CHECK(result.outcome.count(Word::reported_lost) == 3);
    CHECK(result.outcome.unavailable.empty());
    CHECK(result.ended.us >= seconds(600).us);
}

TEST_CASE("a large run with faults on requests and an outage takes time in proportion to its length", "[modes]") {
    // Requests are counted, causes are looked up and chains are told in one pass: a quadratic one would take minutes here.
    Scenario scenario = parse_scenario(R"({"kafka": "3.6", "topic": {"replication.factor": 1, "config": {"max.message.bytes": 2000}},
        "producers": [{"config": {"linger.ms": 10, "request.timeout.ms": 1000, "delivery.timeout.ms": 20000}, "workload": {"records": 40, "size": 100}}],
        "network": {"latency": "0.5ms"}, "faults": [{"do": "lose_response", "of": {"producer": "p1", "request": 1}}]})",
                                       "t.json");
    RunResult result = run(scenario, {.trace = true});
    CHECK(result.events > 30'000);
    CHECK(result.outcome.count(Word::reported_lost) == 40);
    REQUIRE(!result.anomalies.empty());
    CHECK(result.anomalies.front().because.size() > 30'000);
}
