// Counterexamples as scenarios: what exploration finds for the known answers, a timed run does as well.
#include "report/as_scenario.hpp"

#include "modes/explore.hpp"
#include "modes/run.hpp"
#include "scenario/load.hpp"
#include "scenario/node.hpp"
#include "support/catch.hpp"
#include "support/slow_build.hpp"

using namespace acksim;

namespace {

struct Known {
    const char* name;
    int brokers;
    const char* topic;  // configuration
    const char* producer;
    int faults;
    const char* allow;
    const char* guarantee;
    const char* word;
    const char* rules = "";    // of truncation, in an older Kafka
    const char* start = "0s";  // of the workload
    std::vector<int> down{};
};

const Known known_answers[] = {
    {"acks=1, a crash", 3, "", R"("acks": "1")", 1, "crash", "no-acked-loss", "lost"},
    {"a lost response without idempotence", 3, "", R"("enable.idempotence": false)", 1, "lost-response", "no-duplicates", "duplicated"},
    {"two in flight without idempotence, a cut connection", 3, "", R"("enable.idempotence": false, "max.in.flight.requests.per.connection": 2)", 1,
     "lost-request,lost-response", "producer-order", "reordered"},
    {"acks=0, a lost request", 3, "", R"("acks": "0")", 1, "lost-request", "no-acked-loss", "lost"},
    {"acks=all, min ISR 1, unclean election, two crashes", 2, R"("unclean.leader.election.enable": true)", R"("acks": "all")", 2, "crash", "no-acked-loss",
     "lost"},
    {"acks=all, min ISR 1, a crash and a power loss", 2, "", R"("acks": "all")", 2, "crash,power-loss", "no-acked-loss", "lost"},
    {"acks=all, min ISR 1, two crashes and a power loss", 3, "", R"("acks": "all")", 3, "crash,power-loss", "no-acked-loss", "lost"},
    {"acks=all, min ISR 1, both followers down and a power loss", 3, "", R"("acks": "all")", 1, "power-loss", "no-acked-loss", "lost", "", "0s", {2, 3}},
    {"acks=all, min ISR 1, unclean election, a follower down and two crashes",
     3,
     R"("unclean.leader.election.enable": true)",
     R"("acks": "all")",
     2,
     "crash",
     "no-acked-loss",
     "lost",
     "",
     "0s",
     {3}},
    {"acks=all, min ISR 2, two power losses and a crash", 3, R"("min.insync.replicas": 2)", R"("acks": "all")", 3, "crash,power-loss", "no-acked-loss", "lost"},
    {"truncation to the high watermark, two crashes", 3, "", R"("acks": "all")", 2, "crash", "log-agreement", "diverged", "high-watermark"},
    {"KIP-101, unclean election, two crashes", 2, R"("unclean.leader.election.enable": true)", R"("acks": "all")", 2, "crash", "log-agreement", "diverged",
     "KIP-101"},
    {"acks=1, a power loss", 2, "", R"("acks": "1")", 1, "power-loss", "no-acked-loss", "lost"},
    {"five in flight without idempotence, a pause", 2, "", R"("enable.idempotence": false, "linger.ms": 0, "batch.size": 1)", 1, "pause", "producer-order",
     "reordered"},
    {"acks=1, a leader cut off from the controller", 2, "", R"("acks": "1")", 1, "partition", "no-acked-loss", "lost", "", "15s"},
    {"acks=1, request.timeout.ms is over early", 3, "", R"("acks": "1")", 1, "early-timer", "no-duplicates", "duplicated"},
    {"acks=all without idempotence, the broker waits too short", 3, "", R"("enable.idempotence": false)", 1, "early-timer", "no-duplicates", "duplicated"},
};

Scenario scenario_of(const Known& k) {
    bool history = *k.rules != 0;
    JsonValue json = {{"kafka", history ? "3.6" : "4.0"},
                      {"cluster", {{"brokers", k.brokers}}},
                      {"topic", {{"replication.factor", k.brokers}, {"config", JsonValue::parse(std::string("{") + k.topic + "}")}}},
                      {"producers", {{{"config", JsonValue::parse(std::string("{") + k.producer + "}")}, {"workload", {{"records", 5}, {"start", k.start}}}}}},
                      {"explore", {{"faults", k.faults}, {"allow", k.allow}, {"guarantees", k.guarantee}, {"records", 2}, {"down", k.down}}}};
    if (history) json["cluster"]["truncation"] = k.rules;
    return parse_scenario(json.dump(), "known.json");
}

}  // namespace

TEST_CASE("A counterexample as a scenario ends in the same verdict word") {
    for (const Known& k : known_answers) {
        if (testing::is_slow_build && k.faults > 2) continue;
        INFO(k.name);
        Scenario scenario = scenario_of(k);
        ExploreResult explored = explore(scenario, *scenario.explore, {});
        REQUIRE(explored.guarantees.size() == 1);
        REQUIRE(explored.guarantees[0].answer == Answer::possible);
        TimedCounterpart timed = as_scenario(scenario, explored.guarantees[0].trail);
        INFO(timed.text << timed.note);
        CHECK(timed.agrees);
        CHECK(timed.note.empty());
        CHECK(timed.text.find(std::string("\"expect\": {\"") + k.word + "\": {\"at_least\": 1}}") != std::string::npos);
        CHECK(timed.text.find("explore") == std::string::npos);
        Scenario again = parse_scenario(timed.text, "again.json");
        CHECK(again.config.producers[0].workload.records == 2);
        CHECK(run(again).idle_faults.empty());
    }
}

// An application that resends what failed, and a timer that is over early.
static Scenario resending() {
    JsonValue json = {{"cluster", {{"brokers", 3}}},
                      {"topic", {{"replication.factor", 3}}},
                      {"producers",
                       {{{"config", {{"request.timeout.ms", 1000}, {"delivery.timeout.ms", 3000}, {"linger.ms", 0}}},
                         {"workload", {{"records", 2}, {"every", "200ms"}, {"resends", 1}, {"resend_after", "1s"}}}}}},
                      {"explore", {{"faults", 1}, {"allow", "early-timer"}, {"guarantees", "no-duplicates"}}}};
    return parse_scenario(json.dump(), "resending.json");
}

TEST_CASE("A timer that is over early is a scenario in which what it waits for is late") {
    Scenario scenario = resending();
    TimedCounterpart timed = as_scenario(scenario, explore(scenario, *scenario.explore, {}).guarantees[0].trail);
    INFO(timed.text << timed.note);
    CHECK(timed.agrees);
    CHECK(timed.text.find("\"do\": \"delay_re") != std::string::npos);
}

TEST_CASE("Where a time-out would have to run longer than it is set to, no delay makes the counterexample a timed run, and it is named") {
    JsonValue json = {
        {"cluster", {{"brokers", 2}}},
        {"topic", {{"replication.factor", 2}, {"config", {{"min.insync.replicas", 2}}}}},
        {"producers",
         {{{"config", {{"enable.idempotence", false}, {"metadata.max.age.ms", 3000}, {"delivery.timeout.ms", 31000}}}, {"workload", {{"records", 1}}}}}},
        {"network", {{"latency", "5ms..500ms"}}},
        {"explore", {{"faults", 1}, {"allow", "pause"}, {"guarantees", "no-duplicates"}}}};
    json["cluster"]["config"]["replica.lag.time.max.ms"] = 10000;
    Scenario scenario = parse_scenario(json.dump(), "frozen.json");
    TimedCounterpart timed = as_scenario(scenario, explore(scenario, *scenario.explore, {}).guarantees[0].trail);
    CHECK_FALSE(timed.agrees);
    CHECK(timed.note == "only with unbounded delays: p1: request.timeout.ms, begun at move 5 and not over by move 12");
}

TEST_CASE("What a timed run cannot do because it begins with waiting fetches is told so") {
    const JsonValue json = {{"cluster", {{"brokers", 3}}},
                            {"topic", {{"replication.factor", 3}}},
                            {"producers", {{{"config", {{"acks", "1"}}}, {"workload", {{"records", 1}}}}}},
                            {"explore", {{"faults", 1}, {"allow", "crash"}, {"guarantees", "no-acked-loss"}}}};
    const Scenario scenario = parse_scenario(json.dump(), "single.json");
    const TimedCounterpart timed = as_scenario(scenario, explore(scenario, *scenario.explore, {}).guarantees[0].trail);
    CHECK_FALSE(timed.agrees);
    CHECK(timed.note == "a timed run begins with every follower's fetch waiting at its leader, and here a record is appended before that of b2, b3 at move 4");
}
