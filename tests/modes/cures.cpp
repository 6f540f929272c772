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
