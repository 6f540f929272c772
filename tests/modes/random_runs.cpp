// What holds whatever strikes, as long as no disk loses what it has: asked of runs that are drawn at random.
#include "modes/run.hpp"

#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/random_scenario.hpp"
#include "support/slow_build.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

bool any_of_producers(const JsonValue& scenario, const char* part, const char* key, auto&& holds) {
    for (const JsonValue& p : scenario["producers"])
        if (p[part].contains(key) && holds(p[part][key])) return true;
    return false;
}

}  // namespace

TEST_CASE("acks=all loses nothing that it was told OK, and idempotence with one request in flight keeps one copy, in order", "[modes]") {
    int with_anomalies = 0, answered = 0;
    for (std::uint64_t seed = 1; seed <= (is_slow_build ? 800 : 8000); ++seed) {
        Picker pick(seed);
        JsonValue json = random_cluster(pick, 30);
        json["faults"] = random_faults(pick, json);
        json["seed"] = seed;
        INFO(json.dump());
        Scenario scenario;
        try {
            scenario = parse_scenario(json.dump(), "random.json");
        } catch (const ScenarioError& e) {
            // A fault that waits for itself, or a link with one end twice, may be drawn; nothing else that is refused.
            REQUIRE(std::string(e.what()).find("waits for itself") + std::string(e.what()).find("both ends") != 2 * std::string::npos);
            continue;
        }
        RunResult result = run(scenario);
        const Outcome& o = result.outcome;
        ++answered;
        with_anomalies += !result.anomalies.empty();
        CHECK(!o.undecided);
        CHECK(o.unavailable.empty());
        CHECK(o.diverged.empty());
        bool all = json["producers"][0]["config"]["acks"] == "all", idempotent = json["producers"][0]["config"]["enable.idempotence"];
        if (all) CHECK(o.count(Word::lost) == 0);
        bool one_in_flight = !any_of_producers(
            json, "config", "max.in.flight.requests.per.connection", [](int n) { return n > 1; });
        bool resends = any_of_producers(json, "workload", "resends", [](int n) { return n > 0; });
        bool told_errors = o.count(Word::phantom) + o.count(Word::reported_lost) > 0;
        if (idempotent && one_in_flight && !resends && !told_errors) {
            CHECK(o.count(Word::duplicated) == 0);
            CHECK(o.reordered_pairs == 0);
        }
    }
    CHECK(answered > (is_slow_build ? 600 : 6000));
    CHECK(with_anomalies > answered / 5);
}
