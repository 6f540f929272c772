// Faults that find nobody to hit are told, and change nothing.
#include "support/catch.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

RunResult run_with(const std::string& faults) {
    return run(parse_scenario(R"({"topic": {"replication.factor": 3, "config": {"min.insync.replicas": 2}},
                                  "producers": [{"workload": {"records": 20, "every": "500ms"}}], "faults": [)" +
                                  faults + "]}",
                              "t.json"),
               {.seed = {}, .trace = true, .cures = false});
}

std::vector<std::string> idle(const std::string& faults) {
    std::vector<std::string> told;
    for (const IdleFault& each : run_with(faults).idle_faults) told.push_back(std::to_string(each.fault + 1) + " " + each.why);
    return told;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a fault that finds nobody to hit says why", "[modes]") {
    const std::string stopped = R"({"at": "2s", "do": "stop", "broker": "b1", "restart_after": "5s"}, )";
    CHECK(idle(stopped + R"({"at": "3s", "do": "crash", "broker": "b1"})") == Lines{"2 hit nothing: b1 was down"});
    CHECK(idle(stopped + R"({"at": "3s", "do": "pause", "broker": "b1", "for": "1s"})") == Lines{"2 hit nothing: b1 was down"});
    CHECK(idle(R"({"at": "2s", "do": "pause", "broker": "b2", "for": "2s"}, {"at": "3s", "do": "pause", "broker": "b2", "for": "1s"})") ==
          Lines{"2 hit nothing: b2 was paused"});
    CHECK(idle(R"({"at": "2s", "do": "move_leader", "to": "b1"})") == Lines{"1 hit nothing: b1 led already"});
    CHECK(idle(R"({"at": "2s", "do": "move_leader", "to": "b2"})").empty());
    CHECK(idle(stopped + R"({"at": "4s", "do": "move_leader", "to": "b1"})") == Lines{"2 hit nothing: b1 may not lead"});
    CHECK(idle(R"({"at": "2s", "do": "crash", "broker": "not in isr"})") == Lines{"1 hit nothing: there was nobody to hit"});
    CHECK(idle(R"({"at": "15s", "do": "kill_producer", "producer": "p1"})") == Lines{"1 hit nothing: its process had ended"});
    const std::string cut = R"({"at": "2s", "do": "partition", "between": ["b1", "b2"], "for": "1s"})";
    CHECK(idle(cut).empty());
    CHECK(idle(cut + ", " + cut) == Lines{"2 hit nothing: nothing got through already"});
    CHECK(idle(R"({"at": "2s", "do": "power_loss", "broker": "b1"}, {"at": "3s", "do": "disk_loss", "broker": "b1"})").empty());
}

TEST_CASE("a fault on a request that never meets it says why", "[modes]") {
    CHECK(idle(R"({"at": "5s", "do": "lose_response", "of": {"producer": "p1", "request": 3}})") == Lines{"1 hit nothing: request 3 had come before it began"});
    CHECK(idle(R"({"do": "lose_response", "of": {"producer": "p1", "request": 30}})") == Lines{"1 hit nothing: the producer sent no more than 20 requests"});
    CHECK(idle(R"({"at": "5s", "do": "lose_request", "of": "p1#3"})") == Lines{"1 hit nothing: no request with that record came after it had begun"});
    CHECK(idle(R"({"do": "lose_response", "of": "p1#3"})").empty());
}

TEST_CASE("a broker that is down is back when the fault says that took it down, whatever else would have hit it", "[modes]") {
    const RunResult result = run_with(R"({"at": "2s", "do": "crash", "broker": "b2", "restart_after": "5s"},
                                         {"at": "3s", "do": "crash", "broker": "b2", "restart_after": "1s"})");
    std::vector<std::int64_t> back;
    for (const TraceStep& step : result.trace.steps)
        for (const Happening& h : step.happenings)
            if (h.what == What::restarted) back.push_back(step.at.us);
    CHECK(back == std::vector<std::int64_t>{7000000});
}
