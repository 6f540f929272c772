// What operators and failing clients do to brokers and the controller, told as whole runs.
#include "support/catch.hpp"

#include <algorithm>

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

RunResult run_of(const std::string& producers, const std::string& faults, const std::string& kafka = "4.4") {
    return run(parse_scenario(R"({"cluster": {"brokers": 3}, "topic": {"name": "t", "replication.factor": 3, "config": {"min.insync.replicas": 2}},
                                  "kafka": ")" +
                                  kafka + R"(", "producers": [)" + producers + R"(], "faults": [)" + faults + "]}",
                              "t.json"),
               {.trace = true});
}

}  // namespace

TEST_CASE("a change of min.insync.replicas, and of nothing else, wipes the ELR and the last known leader", "[controller]") {
    // b2 and then b1 left an ISR that was too small: both may lead. b2 is back first.
    auto altered = [](const std::string& config) {
        return run_of(R"({"workload": {"records": 5, "every": "10ms"}})", R"({"at": "2s", "do": "crash", "broker": "b3", "restart_after": "300s"},
            {"at": "20s", "do": "stop", "broker": "b2", "restart_after": "80s"}, {"at": "40s", "do": "crash", "broker": "b1", "restart_after": "200s"},
            {"at": "60s", "do": "alter_config", "topic": "t", "config": {)" + config +
                                                                              "}}");
    };
    CHECK(altered(R"("max.message.bytes": 1000000)").cost.without_leader < seconds(80));
    CHECK(altered(R"("min.insync.replicas": 1)").outcome.unavailable.size() == 1);
}

TEST_CASE("a broker that is stopped before it has registered has had no clean shutdown", "[controller]") {
    // b2 lost power, and its records; while its old session lasts it cannot register. Were its stop a clean one, it would be in the ELR and lead.
    RunResult result = run_of(R"({"workload": {"records": 20, "every": "10ms"}})", R"({"at": "2s", "do": "crash", "broker": "b3"},
        {"at": "20s", "do": "power_loss", "broker": "b2", "restart_after": "500ms"}, {"at": "21s", "do": "stop", "broker": "b2"},
        {"at": "40s", "do": "crash", "broker": "b1"})");
    CHECK(result.outcome.count(Word::delivered) == 20);
}

TEST_CASE("a clean shutdown stays one when the machine loses power after it", "[controller]") {
    // b2 left an ISR that was too small, in peace: it has everything, and may lead.
    RunResult result = run_of(R"({"workload": {"records": 20, "every": "20ms"}})", R"({"at": "2s", "do": "stop", "broker": "b3", "restart_after": "100s"},
        {"at": "5s", "do": "stop", "broker": "b2", "restart_after": "90s"}, {"at": "8s", "do": "power_loss", "broker": "b2"},
        {"at": "10s", "do": "power_loss", "broker": "b1", "restart_after": "120s"})");
    CHECK(result.outcome.count(Word::delivered) == 20);
}

TEST_CASE("a refused batch does not move the high watermark", "[broker]") {
    // min.insync.replicas=1 would let p1#1 be committed, but nothing looks: p2's record is refused. The followers' return does.
    RunResult result = run_of(R"({"config": {"enable.idempotence": false, "request.timeout.ms": 90000}, "workload": {"records": 2, "every": "12s"}},
                                 {"config": {"acks": "1", "enable.idempotence": false}, "workload": {"records": 1, "start": "40s", "bad_timestamps": [0]}})",
                              R"({"at": "2s", "do": "crash", "broker": "b3"}, {"at": "11500ms", "do": "crash", "broker": "b2"},
                                 {"at": "35s", "do": "alter_config", "topic": "t", "config": {"min.insync.replicas": 1}})");
    CHECK(result.cost.latency_p99 > seconds(40));
}

TEST_CASE("a follower whose fetch is fenced in an epoch that is over for it as well tries again after a backoff", "[broker]") {
    // Back to b1 before b3's fetch of the first epoch arrives there. Since KAFKA-18991 such an answer is ignored.
    for (const char* kafka : {"3.6", "4.4"}) {
        INFO(kafka);
        RunResult result = run_of(R"({"workload": {"records": 100, "every": "20ms"}})", R"({"name": "cut", "when": {"replicated": "p1#15", "on": "b3",
            "after": "100us"}, "do": "partition", "between": ["b3", "b1"], "one_way": true, "for": "300ms"},
            {"when": {"fault_started": "cut", "after": "50ms"}, "do": "move_leader", "to": "b2"},
            {"when": {"fault_started": "cut", "after": "100ms"}, "do": "move_leader", "to": "b1"})",
                                  kafka);
        CHECK(result.outcome.count(Word::delivered) == 100);
        CHECK(result.cost.latency_p99 < seconds(3));
    }
}
