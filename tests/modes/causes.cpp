// Chains of causes: what they hold, and what they leave out.
#include "modes/causes.hpp"

#include <algorithm>

#include "modes/run.hpp"
#include "modes/strikes.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/random_scenario.hpp"
#include "support/slow_build.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

constexpr RunOptions traced{.seed = {}, .trace = true, .cures = false};

bool tells(const Anomaly& anomaly, std::initializer_list<What> any) {
    return std::ranges::any_of(
        anomaly.because, [&](const Link& l) { return std::ranges::find(any, l.happening.what) != any.end(); });
}

bool tells_a_fault(const Anomaly& anomaly) {
    return std::ranges::any_of(
        anomaly.because, [](const Link& l) { return is_strike(l.happening.what); });
}

// Whether one had struck when the record's story ended.
bool struck_before_its_end(const RunResult& result, const Anomaly& anomaly) {
    for (StepId i = 0; i <= anomaly.because.back().step; ++i)
        for (const Happening& h : result.trace.steps[static_cast<std::size_t>(i)].happenings)
            if (is_strike(h.what)) return true;
    return false;
}

}  // namespace

TEST_CASE("the chain of a record that is stored does not end with a copy that was destroyed", "[modes]") {
    RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 2},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false}, "workload": {"records": 3}}],
        "faults": [{"do": "lose_response", "of": "p1#0"},
                   {"when": {"acknowledged": "p1#2"}, "do": "power_loss", "broker": "b1", "restart_after": "12s"}]})",
                                          "t.json"),
                           traced);
    REQUIRE(result.anomalies.size() == 1);
    CHECK(result.anomalies[0].word == Word::duplicated);
    CHECK(tells(result.anomalies[0], {What::response_lost}));
    CHECK_FALSE(tells(result.anomalies[0], {What::unflushed_lost, What::lost_power}));
}

TEST_CASE("a record that was lost on its way names the crash of the broker that it was on its way to", "[modes]") {
    RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 3},
        "producers": [{"config": {"acks": "0", "enable.idempotence": false}, "workload": {"records": 5, "every": "10ms"}}],
        "faults": [{"when": {"requested": "p1#3"}, "do": "crash", "broker": "leader", "restart_after": "20s"}]})",
                                          "t.json"),
                           traced);
    REQUIRE_FALSE(result.anomalies.empty());
    CHECK(result.anomalies[0].word == Word::lost);
    CHECK(tells(result.anomalies[0], {What::crashed}));
}

TEST_CASE("every group of records has a chain, however many records came before it", "[modes]") {
    RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 1},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false}, "workload": {"records": 175, "size": "4KiB"}}],
        "faults": [{"when": {"requested": "p1#174"}, "do": "disk_loss", "broker": "leader", "restart_after": "12s"}]})",
                                          "t.json"),
                           traced);
    CHECK(result.anomalies.size() > 1);
    for (const Anomaly& a : result.anomalies) CHECK_FALSE(a.because.empty());
}

TEST_CASE("records of two producers or partitions never share a chain, however many went wrong", "[modes]") {
    RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 1, "partitions": 2},
        "producers": [{"workload": {"records": 90, "every": "10ms", "partition": 0}}, {"workload": {"records": 90, "every": "10ms", "partitions": [0, 1]}}],
        "faults": [{"when": {"acknowledged": "p2#89", "after": "1s"}, "do": "power_loss", "broker": "all", "restart_after": "12s"}]})",
                                          "t.json"),
                           traced);
    REQUIRE(result.anomalies.size() == 3);
    CHECK(result.anomalies[0].records.size() == 90);
    CHECK(result.anomalies[1].records.size() == 45);
    CHECK(result.anomalies[2].records.size() == 45);
    for (const Anomaly& a : result.anomalies)
        for (const Link& l : a.because)
            if (l.happening.records.count > 0) CHECK(l.happening.records.producer == a.records.front().producer);
}

TEST_CASE("no chain is empty, and nearly every one before which a fault struck names one", "[modes]") {
    int chains = 0, struck = 0, named = 0;
    for (std::uint64_t seed = 1; seed <= (is_slow_build ? 100 : 1000); ++seed) {
        Picker pick(seed);
        JsonValue json = random_cluster(pick, 30);
        json["faults"] = random_faults(pick, json);
        INFO(json.dump());
        Scenario scenario;
        try {
            scenario = parse_scenario(json.dump(), "random.json");
        } catch (const ScenarioError&) {
            continue;
        }
        RunResult result = run(scenario, traced);
        for (const Anomaly& a : result.anomalies) {
            ++chains;
            CHECK_FALSE(a.because.empty());
            if (a.reordered || result.idle_faults.size() == scenario.faults.size()) continue;
            const auto& fates = result.outcome.records;
            auto fate = std::ranges::find_if(fates, [&](const RecordFate& f) { return f.name == a.records.front(); });
            if (struck_before_its_end(result, a) && !(fate->told_error && !is_retriable(fate->error))) {
                ++struck;
                named += tells_a_fault(a);
            }
            bool stored = a.word == Word::duplicated || a.word == Word::phantom;
            CHECK_FALSE((stored && tells(a, {What::truncated, What::unflushed_lost})));
        }
    }
    CHECK(chains > 50);
    // The others have to do with none: a request.timeout.ms that the network is too slow for, a fault that was long over.
    CHECK(named >= struck * 9 / 10);
}
