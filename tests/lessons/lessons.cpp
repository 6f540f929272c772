// The lessons: every scenario that is shipped does what it says, twice, and its committed results are those of today.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <algorithm>
#include <filesystem>

#include "modes/expect.hpp"
#include "modes/run.hpp"
#include "report/report.hpp"
#include "report/results.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

std::vector<std::string> lessons() {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ACKSIM_SOURCE_DIR) + "/scenarios"))
        if (entry.path().extension() == ".json") out.push_back(entry.path().string());
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("every lesson ends as its scenario says", "[lessons]") {
    REQUIRE(lessons().size() >= 23);
    for (const std::string& file : lessons()) {
        Scenario scenario = load_scenario(file);
        RunResult result = run(scenario);
        INFO(file);
        CHECK(broken_expectations(scenario, result).empty());
        CHECK(result.idle_faults.empty());
        CHECK_FALSE(result.outcome.undecided);
        REQUIRE(scenario.expect);
        CHECK_FALSE(scenario.title.empty());
        CHECK_FALSE(scenario.question.empty());
        CHECK_FALSE(scenario.teaches.empty());
    }
}

TEST_CASE("a lesson that is run twice, with a trace or without, is the same run", "[lessons]") {
    for (const std::string& file : lessons()) {
        Scenario scenario = load_scenario(file);
        RunOptions traced;
        traced.trace = true;
        INFO(file);
        std::uint64_t fingerprint = run(scenario).fingerprint;
        CHECK(run(scenario).fingerprint == fingerprint);
        CHECK(run(scenario, traced).fingerprint == fingerprint);
    }
}

TEST_CASE("another seed is another run", "[lessons]") {
    Scenario scenario = load_scenario(std::string(ACKSIM_SOURCE_DIR) + "/scenarios/replicas-3.json");
    RunOptions other;
    other.seed = 2;
    CHECK(run(scenario).fingerprint != run(scenario, other).fingerprint);
}

TEST_CASE("a lesson and its cure differ in nothing but one setting", "[lessons]") {
    const std::string folder = std::string(ACKSIM_SOURCE_DIR) + "/scenarios/";
    struct Pair {
        const char *lesson, *setting, *word;
    };
    // The setting, applied to the lesson, must take the lesson's anomaly away: the cures are no other stories.
    for (Pair p : {Pair{"response-lost-duplicates", "producers/p1/enable.idempotence=true", "duplicated"},
                   {"process-dies-before-send", "producers/p1/workload/end=flush", "silently lost"},
                   {"in-flight-5-reorders", "producers/p1/max.in.flight.requests.per.connection=1", "reordered"},
                   {"in-flight-5-reorders", "producers/p1/enable.idempotence=true", "reordered"},
                   {"acks-0-connection-breaks", "producers/p1/acks=1", "lost"},
                   {"acks-1-leader-crash", "producers/p1/acks=all", "lost"},
                   {"unclean-election-loses", "topic/unclean.leader.election.enable=false", "lost"},
                   {"acks-all-min-isr-1-power-loss", "topic/min.insync.replicas=2", "lost"}}) {
        INFO(p.lesson << " with " << p.setting);
        RunResult with = run(load_scenario(folder + p.lesson + ".json", {p.setting})), without = run(load_scenario(folder + p.lesson + ".json"));
        auto bad = [&](const RunResult& r) {
            std::string word = p.word;
            return word == "reordered"    ? r.outcome.reordered_pairs
                   : word == "lost"       ? r.outcome.count(Word::lost)
                   : word == "duplicated" ? r.outcome.count(Word::duplicated)
                                          : r.outcome.count(Word::silently_lost);
        };
        CHECK(bad(without) > 0);
        CHECK(bad(with) == 0);
    }
}

TEST_CASE("more replicas make an acknowledgement with acks=all wait longer", "[lessons]") {
    const std::string folder = std::string(ACKSIM_SOURCE_DIR) + "/scenarios/replicas-";
    Duration one = run(load_scenario(folder + "1.json")).cost.latency_p50, three = run(load_scenario(folder + "3.json")).cost.latency_p50,
             five = run(load_scenario(folder + "5.json")).cost.latency_p50;
    CHECK(one < three);
    CHECK(three < five);
}

TEST_CASE("one request in flight costs throughput", "[lessons]") {
    const std::string folder = std::string(ACKSIM_SOURCE_DIR) + "/scenarios/";
    CHECK(run(load_scenario(folder + "in-flight-1-keeps-order.json")).cost.elapsed > run(load_scenario(folder + "in-flight-5-reorders.json")).cost.elapsed);
}

TEST_CASE("every run that was compared with real Kafka ends as Kafka's did", "[lessons]") {
    std::size_t cases = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(ACKSIM_SOURCE_DIR) + "/tests/truth")) {
        if (entry.path().extension() != ".json") continue;
        const Scenario scenario = load_scenario(entry.path().string());
        INFO(entry.path().string());
        CHECK(broken_expectations(scenario, run(scenario)).empty());
        ++cases;
    }
    CHECK(cases >= 238);
}
