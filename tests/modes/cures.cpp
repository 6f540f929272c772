// A cure is what --set is: the setting as a user would write it, with all that Kafka makes of it.
#include "support/catch.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

// Record 1 is appended and its answer is lost, so that acks=1 stores it twice.
std::vector<std::string> cures_of(const std::string& config, const std::vector<std::string>& settings = {}) {
    Scenario scenario = parse_scenario(R"({"producers": [{"name": "p1", "config": {)" + config + R"(}, "workload": {"records": 3, "every": "1s"}}],
                                           "faults": [{"do": "lose_response", "of": "p1#1"}]})",
                                       "t.json", settings);
    RunResult result = run(scenario, {.cures = true});
    REQUIRE(result.anomalies.size() == 1);
    REQUIRE(result.anomalies[0].word == Word::duplicated);
    std::vector<std::string> out;
    for (const Cure& c : result.anomalies[0].cures.alone) out.push_back(c.setting);
    return out;
}

// Of the first anomaly of a scenario.
std::vector<Cure> cures_of_first(const std::string& text) {
    RunResult result = run(parse_scenario(text, "t.json"), {.cures = true});
    REQUIRE_FALSE(result.anomalies.empty());
    return result.anomalies[0].cures.alone;
}

bool has(const std::vector<std::string>& cures, const std::string& setting) { return std::ranges::find(cures, setting) != cures.end(); }

}  // namespace

TEST_CASE("acks=all is a cure for duplicates where it switches idempotence on, and only there", "[modes]") {
    CHECK(has(cures_of(R"("acks": "1")"), "producers/p1/acks=all"));
    CHECK_FALSE(has(cures_of(R"("acks": "1", "enable.idempotence": false)"), "producers/p1/acks=all"));
}

TEST_CASE("a setting that Kafka would refuse beside the others is no cure", "[modes]") {
    CHECK_FALSE(has(cures_of(R"("acks": "1", "enable.idempotence": false)"), "producers/p1/enable.idempotence=true"));
    CHECK(has(cures_of(R"("enable.idempotence": false)"), "producers/p1/enable.idempotence=true"));
}

TEST_CASE("a cure is tried on top of what --set has changed", "[modes]") {
    std::vector<std::string> cures = cures_of(R"("acks": "1")", {"producers/p1/enable.idempotence=false"});
    CHECK_FALSE(has(cures, "producers/p1/acks=all"));
}

TEST_CASE("where Kafka refuses the cure alone, the setting that it needs beside it is named as well", "[modes]") {
    Scenario scenario = parse_scenario(R"({"producers": [{"config": {"acks": "1", "enable.idempotence": false}, "workload": {"records": 3}}],
                                           "faults": [{"do": "lose_response", "of": "p1#1"}]})",
                                       "t.json");
    RunResult result = run(scenario, {.seed = {}, .trace = true, .cures = true});
    REQUIRE(result.anomalies.size() == 1);
    const Anomaly& duplicated = result.anomalies[0];
    CHECK(duplicated.cures.alone.empty());
    REQUIRE(duplicated.cures.together.size() == 2);
    CHECK(duplicated.cures.together[0].setting == "producers/p1/acks=all");
    CHECK(duplicated.cures.together[1].setting == "producers/p1/enable.idempotence=true");
}

TEST_CASE("a setting after which the fault does not come is no cure for what the fault does", "[modes]") {
    Scenario scenario = parse_scenario(R"({"topic": {"replication.factor": 1},
        "producers": [{"config": {"retries": 0, "enable.idempotence": false}, "workload": {"records": 10, "every": "50ms"}}],
        "faults": [{"do": "lose_response", "of": "p1#2"},
                   {"when": {"told_error": "p1#2", "after": "60ms"}, "do": "power_loss", "broker": "leader", "restart_after": "5s"}]})",
                                       "t.json");
    RunResult result = run(scenario, {.seed = {}, .trace = true, .cures = true});
    auto cures = [&](const Anomaly& a) {
        std::vector<std::string> out;
        for (const Cure& c : a.cures.alone) out.push_back(c.setting);
        return out;
    };
    REQUIRE(result.anomalies.size() == 3);
    // Stored before the error that starts the power loss: without the error it is lost all the same when the power goes.
    CHECK(result.anomalies[0].word == Word::lost);
    CHECK(cures(result.anomalies[0]) == std::vector<std::string>{"topic/flush.messages=1"});
    // On its way when the power goes, and told so: tried again, it is stored, whenever the power goes.
    CHECK(result.anomalies[2].records == std::vector{RecordName{{0}, 3}});
    CHECK(has(cures(result.anomalies[2]), "producers/p1/retries=2147483647"));
}

TEST_CASE("what was changed from Kafka's default is a cure if the default is one", "[modes]") {
    std::vector<Cure> full = cures_of_first(R"({"topic": {"replication.factor": 3},
        "producers": [{"config": {"buffer.memory": 32768, "max.block.ms": 200}, "workload": {"records": 500, "size": "1KiB"}}],
        "faults": [{"at": "2ms", "do": "pause", "broker": "leader", "for": "3s"}]})");
    REQUIRE(full.size() == 2);
    CHECK(full[0].setting == "producers/p1/buffer.memory=33554432");
    CHECK(full[1].setting == "producers/p1/max.block.ms=60000");
    CHECK(full[1].was == "200");
    std::vector<Cure> forgotten =
        cures_of_first(R"({"cluster": {"config": {"producer.id.expiration.ms": 5000, "producer.id.expiration.check.interval.ms": 1000}},
        "producers": [{"config": {"request.timeout.ms": 8000, "delivery.timeout.ms": 60000}, "workload": {"records": 5, "every": "10ms"}}],
        "faults": [{"do": "swallow_response", "of": "p1#3"}]})");
    REQUIRE_FALSE(forgotten.empty());
    CHECK(forgotten[0].setting == "cluster/producer.id.expiration.ms=86400000");
}

TEST_CASE("where every replica must be in sync, one fewer is a cure for what is refused when a broker is away", "[modes]") {
    std::vector<Cure> cures = cures_of_first(R"({"topic": {"replication.factor": 3, "config": {"min.insync.replicas": 3}},
        "producers": [{"config": {"retries": 5}, "workload": {"records": 50, "every": "200ms"}}],
        "faults": [{"at": "2s", "do": "stop", "broker": "b2", "restart_after": "10s"}]})");
    REQUIRE_FALSE(cures.empty());
    CHECK(cures[0].setting == "topic/min.insync.replicas=2");
}

TEST_CASE("a cure says so if it is acks=all that comes with it", "[modes]") {
    std::vector<Cure> cures =
        cures_of_first(R"({"kafka": "2.8", "topic": {"replication.factor": 3}, "producers": [{"workload": {"records": 200, "every": "100ms"}}],
        "faults": [{"at": "3s", "do": "pause", "broker": "leader", "for": "15s"}]})");
    REQUIRE(cures.size() == 1);
    CHECK(cures[0].setting == "producers/p1/enable.idempotence=true");
    CHECK(cures[0].was == "false; with it acks=all, was 1");
}
