// producer.id.expiration.ms: what a broker forgets, when, and that a run does not wait for it.
#include "support/catch.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

// Record 1 is appended, its answer is lost, and it is sent again `backoff` later.
Scenario late_retry(const std::string& cluster, const std::string& backoff, const std::string& limit = "1h") {
    return parse_scenario(R"({"limit": ")" + limit + R"(", "cluster": {"config": {)" + cluster + R"(}}, "producers": [{"config": {
        "linger.ms": 0, "batch.size": 1, "retry.backoff.ms": ")" +
                              backoff + R"(", "retry.backoff.max.ms": ")" + backoff + R"(",
        "delivery.timeout.ms": "20h"}, "workload": {"records": 3, "pauses": ["1s", "1s"]}}],
        "faults": [{"do": "lose_response", "of": "p1#1"}, {"do": "crash", "broker": 3, "at": "1500ms", "restart_after": "1s"}]})",
                          "t.json");
}

std::size_t stored(const Scenario& scenario) { return run(scenario).outcome.log.size(); }

constexpr auto seldom = R"("producer.id.expiration.ms": "10s", "producer.id.expiration.check.interval.ms": "10m")";
constexpr auto often = R"("producer.id.expiration.ms": "10s", "producer.id.expiration.check.interval.ms": "1s")";

}  // namespace

TEST_CASE("a retry that comes after its producer id was forgotten is appended again", "[producer]") {
    CHECK(stored(late_retry(often, "5s")) == 3);
    CHECK(stored(late_retry(often, "20s")) == 4);
    CHECK(stored(late_retry(R"("producer.id.expiration.ms": "30s")", "20s")) == 3);
    CHECK(stored(late_retry("", "20s")) == 3);
}

TEST_CASE("the scan for old producer ids comes up to one interval late", "[producer]") {
    std::size_t forgotten = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) forgotten += run(late_retry(seldom, "310s"), {.seed = seed}).outcome.log.size() == 4;
    CHECK(forgotten > 8);
    CHECK(forgotten < 32);
}

TEST_CASE("a forgotten producer id is part of the story of its duplicate", "[producer]") {
    RunResult result = run(late_retry(often, "20s"), {.trace = true});
    REQUIRE(result.anomalies.size() == 1);
    const std::vector<Link>& links = result.anomalies[0].because;
    CHECK(std::ranges::count(links, What::producer_forgotten, [](const Link& l) { return l.happening.what; }) == 1);
}

TEST_CASE("a run does not wait until everybody is forgotten", "[producer]") {
    CHECK(run(late_retry(R"("producer.id.expiration.ms": "50m")", "1s")).ended < SimTime{seconds(600).us});
    CHECK(run(late_retry("", "1s", "50h")).ended < SimTime{seconds(600).us});
    CHECK_FALSE(late_retry("", "1s").config.producer_ids_expire);
}
