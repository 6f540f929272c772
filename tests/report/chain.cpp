// The chain of causes in words: told once, counted, and whole where it matters.
#include "report/chain.hpp"

#include <algorithm>

#include "modes/run.hpp"
#include "report/report.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

struct Story {
    Scenario scenario;
    RunResult result;

    explicit Story(const char* text) : scenario(parse_scenario(text, "t.json")), result(run(scenario, {.cures = true})) {}

    std::vector<std::string> chain_of(std::size_t anomaly) const {
        std::vector<std::string> sentences;
        for (const ChainLine& line : chain(result.anomalies.at(anomaly), Names(scenario, result))) sentences.push_back(line.sentence);
        return sentences;
    }
    std::string report() const { return format_named("text")->of_run({scenario, result, {}}, {}); }
};

std::ptrdiff_t count(const std::vector<std::string>& sentences, std::string_view part) {
    return std::ranges::count_if(
        sentences, [&](const std::string& s) { return s.find(part) != std::string::npos; });
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

// The answer is lost twice, and a request of others comes after its retry.
constexpr const char* copies = R"({"topic": {"replication.factor": 3},
    "producers": [{"config": {"enable.idempotence": false, "request.timeout.ms": 500, "delivery.timeout.ms": 5000}, "workload": {"records": 20, "every": "10ms"}}],
    "faults": [{"do": "swallow_response", "of": "p1#4", "times": 2}, {"do": "delay_request", "of": "p1#10", "by": "700ms"}]})";

}  // namespace

TEST_CASE("an error that the scenario wants is told once, and no setting is blamed", "[report]") {
    Story told(R"({"topic": {"replication.factor": 3},
        "producers": [{"config": {"enable.idempotence": false}, "workload": {"records": 5, "every": "10ms"}}],
        "faults": [{"do": "answer_error", "of": "p1#2", "error": "NOT_ENOUGH_REPLICAS_AFTER_APPEND", "appended": true}]})");
    const std::vector<std::string> sentences = told.chain_of(0);
    CHECK(count(sentences, "b1 answers the request with p1#2 with NotEnoughReplicasAfterAppendException, as the scenario wants it") == 1);
    CHECK(count(sentences, "which it has appended") == 0);
    CHECK(count(sentences, "min.insync.replicas") == 0);
}

TEST_CASE("the copies of a record are counted", "[report]") {
    const std::vector<std::string> sentences = Story(copies).chain_of(0);
    CHECK(count(sentences, "b1 appends p1#4") == 3);
    CHECK(count(sentences, ": a second time") == 1);
    CHECK(count(sentences, ": a third time") == 1);
}

TEST_CASE("an append by a request that its retry has overtaken says which request that was", "[report]") {
    Story told(copies);
    const std::vector<std::string> sentences = told.chain_of(told.result.anomalies.size() - 1);
    CHECK(count(sentences, ": a second time, by the request of ") == 1);
}

TEST_CASE("the append that stores a copy too many is drawn, of every anomaly", "[report]") {
    Story told(copies);
    CHECK(told.result.anomalies.size() > 2);
    const Link& last = told.result.anomalies.back().because.back();
    CHECK(last.happening.what == What::appended);
    CHECK(count(told.report(), "append p1#9–19 @" + std::to_string(last.happening.offset)) == 1);
}

TEST_CASE("a cut link is told once for both directions", "[report]") {
    Story told(R"({"topic": {"replication.factor": 3}, "producers": [{"config": {"acks": "1"}, "workload": {"records": 30, "every": "500ms"}}],
        "faults": [{"at": "2s", "do": "partition", "between": ["b1", "b2"], "for": "20s"}, {"at": "2s", "do": "partition", "between": ["b1", "b3"], "for": "20s"},
                   {"at": "2s", "do": "partition", "between": ["b1", "controller"], "for": "20s"}]})");
    REQUIRE_FALSE(told.result.anomalies.empty());
    CHECK(count(told.chain_of(0), "nothing gets through between b1 and controller") == 1);
    CHECK(count(told.chain_of(0), "nothing gets through between controller and b1") == 0);
}

TEST_CASE("what an operator has changed is told with its value", "[report]") {
    Story told(R"({"topic": {"replication.factor": 3, "config": {"min.insync.replicas": 2}}, "producers": [{"workload": {"records": 30, "every": "1s"}}],
        "faults": [{"at": "2s", "do": "crash", "broker": "followers", "restart_after": "50s"},
                   {"at": "20s", "do": "alter_config", "config": {"min.insync.replicas": 1}},
                   {"at": "40s", "do": "power_loss", "broker": "leader", "restart_after": "5s"}]})");
    CHECK(count(told.chain_of(told.result.anomalies.size() - 1), "an operator sets min.insync.replicas=1 of ") == 1);
}

TEST_CASE("a long chain leaves out neither a fault nor the end of a copy, and never a single line", "[report]") {
    Story told(R"({"cluster": {"config": {"replica.lag.time.max.ms": 10000}}, "topic": {"replication.factor": 3},
        "producers": [{"config": {"acks": "1"}, "workload": {"records": 100, "every": "500ms"}}],
        "faults": [{"when": {"requested": "p1#3"}, "do": "slow_follower", "broker": "b3", "delay": "30s", "for": "40s"},
                   {"when": {"isr_size": 2}, "do": "crash", "broker": "b2", "restart_after": "20s"},
                   {"when": {"isr": ["b1"]}, "do": "power_loss", "broker": "b1", "restart_after": "10s"}]})");
    REQUIRE(told.result.anomalies.size() > 1);
    CHECK(told.chain_of(0).size() > 20);
    const std::string report = told.report();
    const std::string first = report.substr(report.find("\nWhy\n"), report.find("\n\n", report.find("\nWhy\n") + 5) - report.find("\nWhy\n"));
    CHECK(count(first, "b2 crashes") == 1);
    CHECK(count(first, "b1 loses power") == 1);
    CHECK(count(first, "lay only in the page cache of b1") == 1);
    CHECK(count(first, "⋮  1 more") == 0);
}

TEST_CASE("an anomaly whose chain is not told says where it is, and those of the most records are told", "[report]") {
    Story told(R"({"topic": {"replication.factor": 1}, "producers": [
        {"workload": {"records": 3, "every": "10ms"}}, {"workload": {"records": 3, "every": "10ms"}}, {"workload": {"records": 3, "every": "10ms"}},
        {"workload": {"records": 30, "every": "1ms"}}],
        "faults": [{"at": "5s", "do": "disk_loss", "broker": "all", "restart_after": "12s"}]})");
    REQUIRE(told.result.anomalies.size() == 4);
    const std::string report = told.report();
    CHECK(count(report, "the chain of causes is in --format json") == 1);
    CHECK(count(report, "send(p4#0)") == 1);
    CHECK(count(report, "send(p3#0)") == 0);
}
