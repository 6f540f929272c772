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

TEST_CASE("a fault without which the record would have had another fate is in the chain, wherever it struck", "[modes]") {
    // Two followers are away; only since fewer in-sync replicas will do is anything acknowledged, and then the leader loses it.
    RunResult lost = run(parse_scenario(R"({"topic": {"replication.factor": 3, "config": {"min.insync.replicas": 2}},
        "producers": [{"workload": {"records": 30, "every": "1s"}}],
        "faults": [{"at": "2s", "do": "crash", "broker": "followers", "restart_after": "50s"},
                   {"at": "15s", "do": "alter_config", "config": {"min.insync.replicas": 1}},
                   {"at": "40s", "do": "power_loss", "broker": "leader", "restart_after": "5s"}]})",
                                        "t.json"),
                         {.cures = true});
    auto acknowledged_late = std::ranges::find_if(lost.anomalies, [](const Anomaly& a) { return a.records.front().index >= 2; });
    REQUIRE(acknowledged_late != lost.anomalies.end());
    CHECK(acknowledged_late->word == Word::lost);
    CHECK(tells(*acknowledged_late, {What::config_altered}));
    // Each cut alone is harmless: who leads now cannot be reached, and who can be reached leads no more.
    RunResult reported = run(parse_scenario(R"({"topic": {"replication.factor": 3},
        "producers": [{"config": {"delivery.timeout.ms": 20000, "request.timeout.ms": 5000}, "workload": {"records": 50, "every": "500ms"}}],
        "faults": [{"at": "2s", "do": "partition", "between": ["b1", "controller"], "one_way": true, "for": "30s"},
                   {"at": "3s", "do": "partition", "between": ["p1", "b2"], "for": "30s"}]})",
                                            "t.json"),
                             {.cures = true});
    REQUIRE_FALSE(reported.anomalies.empty());
    for (const Anomaly& a : reported.anomalies) CHECK(std::ranges::count_if(a.because, [](const Link& l) { return l.happening.what == What::link_cut; }) == 3);
}

TEST_CASE("a chain tells how the ISR of which only one could lead became so small", "[modes]") {
    RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 2}, "producers": [{"workload": {"records": 40, "every": "200ms"}}],
        "faults": [{"at": "2s", "do": "stop", "broker": "b2", "restart_after": "10s"}, {"at": "5s", "do": "power_loss", "broker": "b1", "restart_after": "3s"}]})",
                                          "t.json"),
                           traced);
    REQUIRE_FALSE(result.anomalies.empty());
    CHECK(result.anomalies[0].records.front() == RecordName{{0}, 0});
    CHECK(tells(result.anomalies[0], {What::stopped}));
    CHECK(tells(result.anomalies[0], {What::isr_changed}));
}

TEST_CASE("every copy that a broker stores because it has forgotten its producer tells so, not only the first", "[modes]") {
    RunResult result = run(parse_scenario(R"({"cluster": {"config": {"producer.id.expiration.ms": 5000, "producer.id.expiration.check.interval.ms": 1000}},
        "producers": [{"config": {"request.timeout.ms": 8000, "delivery.timeout.ms": 60000}, "workload": {"records": 5, "every": "10ms"}}],
        "faults": [{"do": "swallow_response", "of": "p1#3"}]})",
                                          "t.json"),
                           traced);
    REQUIRE(result.anomalies.size() >= 1);
    CHECK(result.anomalies.back().records.back() == RecordName{{0}, 4});
    for (const Anomaly& a : result.anomalies) CHECK(tells(a, {What::producer_forgotten}));
}

TEST_CASE("the record with which a producer closes has the same story as those before it", "[modes]") {
    RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 1}, "producers": [{"workload": {"records": 3, "every": "10ms"}}],
        "faults": [{"at": "5s", "do": "power_loss", "broker": "leader", "restart_after": "12s"}]})",
                                          "t.json"),
                           traced);
    REQUIRE(result.anomalies.size() == 1);
    CHECK(result.anomalies[0].records.size() == 3);
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
