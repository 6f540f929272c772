// Time without a leader: nobody who leads the partition runs and can be reached by its producers.
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
