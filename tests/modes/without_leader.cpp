// Time without a leader: nobody who leads the partition runs and can be reached by its producers. And time in which a leader refuses writes.
#include "support/catch.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

Duration without_leader(const std::string& fault) {
    return run(parse_scenario(R"({"topic": {"replication.factor": 3}, "producers": [{"workload": {"records": 60, "every": "500ms"}},
                                                                                           {"workload": {"records": 60, "every": "500ms"}}],
                                  "faults": [)" +
                                  fault + "]}",
                              "t.json"))
        .cost.without_leader;
}

}  // namespace

TEST_CASE("a leader that is paused leads nobody, until it runs again or another one is elected", "[modes]") {
    CHECK(without_leader(R"({"at": "2s", "do": "pause", "broker": "b1", "for": "3s"})") == seconds(3));
    CHECK(without_leader(R"({"at": "2s", "do": "pause", "broker": "b2", "for": "3s"})") == Duration{});
    Duration elected = without_leader(R"({"at": "2s", "do": "pause", "broker": "b1", "for": "25s"})");
    CHECK(elected > seconds(6));
    CHECK(elected < seconds(12));
}

TEST_CASE("a leader that is cut off from every producer leads nobody", "[modes]") {
    CHECK(without_leader(R"({"at": "2s", "do": "partition", "between": ["clients", "b1"], "for": "4s"})") == seconds(4));
    CHECK(without_leader(R"({"at": "2s", "do": "partition", "between": ["p1", "b1"], "for": "4s"})") == Duration{});
    CHECK(without_leader(R"({"at": "2s", "do": "partition", "between": ["p1", "b1"], "for": "4s"},
                            {"at": "3s", "do": "partition", "between": ["p2", "b1"], "for": "4s"})") == seconds(3));
    CHECK(without_leader(R"({"at": "2s", "do": "partition", "between": ["b2", "b1"], "for": "4s"})") == Duration{});
}

TEST_CASE("a deposed leader that refuses what another one takes is not counted as refusing writes", "[modes]") {
    const RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 3, "config": {"min.insync.replicas": 2}},
        "producers": [{"config": {"delivery.timeout.ms": 20000, "request.timeout.ms": 5000}, "workload": {"records": 50, "every": "500ms"}}],
        "faults": [{"at": "2s", "do": "partition", "between": ["b1", "controller"], "for": "11s"},
                   {"at": "3s", "do": "partition", "between": ["p1", "b2"], "for": "30s"}]})",
                                                "t.json"));
    CHECK(result.failed.size() > 20);
    CHECK(result.cost.refusing_writes == Duration{});
}

TEST_CASE("writes are refused until the next append, or to the last callback", "[modes]") {
    const auto refusing = [](const std::string& restart) {
        const RunResult result = run(parse_scenario(R"({"topic": {"replication.factor": 2, "config": {"min.insync.replicas": 2}},
            "producers": [{"config": {"delivery.timeout.ms": 40000}, "workload": {"records": 40, "every": "1s", "start": "15s"}}],
            "faults": [{"at": "2s", "do": "crash", "broker": "b2", "restart_after": ")" +
                                                        restart + R"("}]})",
                                                    "t.json"));
        return result.cost.refusing_writes;
    };
    CHECK(refusing("15s") > seconds(1));
    CHECK(refusing("15s") < seconds(5));
    CHECK(refusing("500s") > seconds(41));
    CHECK(refusing("500s") < seconds(43));  // the last records are given up at 57 s
}
