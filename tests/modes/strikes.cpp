// Which faults a chain of causes names.
#include "modes/strikes.hpp"

#include "modes/causes.hpp"
#include "modes/run.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

// A network that is too slow for request.timeout.ms: p1's only record is told an error, whatever the faults do. Who is named?
std::vector<std::pair<What, int>> named(const std::string& faults, const std::string& config = R"("request.timeout.ms": 10, "delivery.timeout.ms": 15)") {
    RunResult result =
        run(parse_scenario(R"({"cluster": {"brokers": 3}, "topic": {"replication.factor": 1, "assignment": [[1]]}, "network": {"latency": "30ms"},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false, "linger.ms": 0, "retries": 0, )" +
                               config + R"(},
                       "workload": {"records": 1, "start": "5s"}}], "faults": [)" +
                               faults + "]}",
                           "t.json"),
            {.seed = {}, .trace = true, .cures = false});
    REQUIRE(result.anomalies.size() == 1);
    CHECK(result.anomalies[0].word == Word::reported_lost);
    std::vector<std::pair<What, int>> out;
    for (const Link& l : result.anomalies[0].because)
        if (is_strike(l.happening.what)) out.push_back({l.happening.what, l.happening.node.value + 1});
    return out;
}

using Named = std::vector<std::pair<What, int>>;

}  // namespace

TEST_CASE("a chain names no fault that struck after its record's end or was over before its send()", "[modes]") {
    CHECK(named("") == Named{});
    CHECK(named(R"({"at": "8s", "do": "pause", "broker": "b2", "for": "1s"})") == Named{});
    CHECK(named(R"({"at": "1s", "do": "pause", "broker": "b2", "for": "1s"})") == Named{});
    CHECK(named(R"({"at": "1s", "do": "pause", "broker": "b2", "for": "8s"})") == Named{{What::paused, 2}});
}

TEST_CASE("of several faults a chain names rather one of the broker that the record was on its way to, and the last before it left", "[modes]") {
    CHECK(named(R"({"at": "1s", "do": "pause", "broker": "b2", "for": "8s"}, {"at": "2s", "do": "pause", "broker": "b3", "for": "8s"})") ==
          Named{{What::paused, 2}});
    CHECK(named(R"({"at": "1s", "do": "partition", "between": ["b1", "b2"], "for": "8s"}, {"at": "2s", "do": "pause", "broker": "b3", "for": "8s"})")
              .front()
              .first == What::link_cut);
}
