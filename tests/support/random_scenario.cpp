#include "support/random_scenario.hpp"

#include <algorithm>

#include "scenario/exploration_words.hpp"

namespace acksim::testing {

namespace {

JsonValue random_producer(Picker& pick, const std::string& name, bool idempotent, const std::string& acks, std::int64_t most_records) {
    JsonValue config = {{"acks", acks},
                        {"enable.idempotence", idempotent},
                        {"linger.ms", pick.of({0, 5, 20})},
                        {"batch.size", pick.of({1, 400, 16384})},
                        {"max.in.flight.requests.per.connection", pick.of({1, 2, 5})},
                        {"request.timeout.ms", pick.of({500, 2000, 5000, 30000})},
                        {"delivery.timeout.ms", pick.of({31000, 60000, 120000})}};
    if (pick.one_in(3)) config["metadata.max.age.ms"] = pick.of({500, 3000, 10000});
    if (pick.one_in(6)) {
        config["buffer.memory"] = std::max(config["batch.size"].get<int>(), pick.of({600, 2000}));
        config["max.block.ms"] = pick.of({500, 60000});
    }
    config["delivery.timeout.ms"] =
        std::max(config["delivery.timeout.ms"].get<int>(), config["linger.ms"].get<int>() + config["request.timeout.ms"].get<int>());
    JsonValue workload = {{"records", 1 + pick.below(most_records)}, {"every", pick.duration(2000)}, {"size", pick.of({20, 100, 300})}};
    if (pick.one_in(3)) workload["keys"] = pick.of({1, 3, 7});
    if (pick.one_in(6)) workload["flush_every"] = pick.of({1, 3});
    if (pick.one_in(6)) workload["resends"] = pick.of({1, 3});
    if (pick.one_in(10)) workload["end"] = pick.word({"exit", "flush", "nothing"});
    return {{"name", name}, {"config", config}, {"workload", workload}};
}

JsonValue random_fault(Picker& pick, const JsonValue& s, std::int64_t before) {
    std::int64_t brokers = s["cluster"]["brokers"];
    const JsonValue& producer = s["producers"][static_cast<std::size_t>(pick.below(static_cast<std::int64_t>(s["producers"].size())))];
    std::string name = producer["name"], record = name + "#" + std::to_string(pick.below(producer["workload"]["records"]));
    std::string numbered = "b" + std::to_string(1 + pick.below(brokers)), broker = pick.one_in(2) ? "leader" : numbered;
    std::string kind =
        pick.word({"crash", "crash", "pause", "pause", "partition", "partition", "stop", "lose_request", "lose_response", "swallow_response", "swallow_request",
                   "delay_request", "answer_error", "break_connection", "move_leader", "slow_follower", "delay", "add_partitions"});
    JsonValue f = {{"do", kind}};
    bool of_request = kind.starts_with("lose_") || kind.starts_with("swallow_") || kind == "delay_request" || kind == "answer_error";
    if (of_request) {
        f["of"] = record;
        if (pick.one_in(3)) f["times"] = pick.of({2, 5});
        if (kind == "delay_request") f["by"] = pick.duration(9000);
        if (kind == "answer_error") f["error"] = pick.word({"NOT_ENOUGH_REPLICAS", "NOT_LEADER_OR_FOLLOWER"});
        return f;
    }
    if (pick.one_in(2)) f["at"] = pick.duration(40000);
    else if (before > 0 && pick.one_in(3)) f["when"] = {{pick.word({"fault_started", "fault_ended"}), pick.below(before)}, {"after", pick.duration(12000)}};
    else f["when"] = {{pick.word({"sent", "requested", "appended", "replicated", "acknowledged"}), record}};
    if (kind == "crash" || kind == "stop") {
        f["broker"] = broker;
        if (!pick.one_in(5)) f["restart_after"] = pick.duration(30000);
    } else if (kind == "pause") {
        f["node"] = pick.one_in(6) ? std::string(pick.word({"controller", "clients"})) : broker;
        f["for"] = pick.duration(40000);
    } else if (kind == "partition" || kind == "delay") {
        f["between"] = {broker, pick.one_in(2) ? std::string("controller") : name};
        f["for"] = pick.duration(40000);
        if (kind == "delay") f["by"] = pick.duration(3000);
    } else if (kind == "slow_follower") {
        f["brokers"] = "followers";
        f["delay"] = pick.duration(60000);
        f["for"] = pick.duration(60000);
    } else if (kind == "break_connection") {
        f["producer"] = name;
        f["broker"] = broker;
    } else if (kind == "add_partitions") f["partitions"] = s["topic"]["partitions"].get<std::int64_t>() + pick.of({1, 2});
    return f;
}

// As often of microseconds as of seconds.
std::string random_time(Picker& pick, std::int64_t most_us) {
    std::int64_t longest = 50;
    while (longest < most_us && !pick.one_in(16)) longest *= 2;
    return std::to_string(1 + pick.below(std::min(longest, most_us))) + "us";
}

JsonValue random_free_fault(Picker& pick, const std::string& kind, const JsonValue& scenario, std::int64_t before, std::int64_t most_us) {
    std::string record = "p1#" + std::to_string(pick.below(scenario["producers"][0]["workload"]["records"]));
    if (kind == "lost-request") return {{"do", "lose_request"}, {"of", record}};
    if (kind == "lost-response") return {{"do", "lose_response"}, {"of", record}};
    std::string broker = pick.word({"b1", "b2"}), other = broker == "b1" ? "b2" : "b1";
    JsonValue f;
    if (kind == "pause") f = {{"do", "pause"}, {"node", broker}, {"for", random_time(pick, most_us)}};
    else if (kind == "partition") f = {{"do", "partition"}, {"between", {broker, pick.one_in(2) ? "controller" : other}}, {"for", random_time(pick, most_us)}};
    else f = {{"do", kind == "crash" ? "crash" : "power_loss"}, {"broker", broker}, {"restart_after", random_time(pick, most_us)}};
    std::string after = random_time(pick, most_us);
    if (before > 0 && pick.one_in(4)) f["when"] = {{pick.word({"fault_started", "fault_ended"}), before - 1}, {"after", after}};
    else if (pick.one_in(3)) f["at"] = after;
    else f["when"] = {{pick.word({"sent", "requested", "appended", "replicated", "acknowledged"}), record}, {"after", after}};
    return f;
}

}  // namespace

JsonValue random_cluster(Picker& pick, std::int64_t most_records) {
    std::int64_t brokers = pick.of({2, 3, 3, 4}), replicas = std::min<std::int64_t>(brokers, pick.of({2, 3}));
    bool idempotent = !pick.one_in(3);
    std::string acks = idempotent || pick.one_in(2) ? "all" : pick.word({"0", "1"});
    JsonValue s = {
        {"kafka", pick.word({"4.4", "4.0", "3.9", "3.6", "2.8"})},
        {"limit", "20h"},
        {"cluster", {{"brokers", brokers}, {"config", {{"replica.lag.time.max.ms", pick.of({2000, 10000, 30000})}}}}},
        {"topic", {{"partitions", pick.of({1, 1, 2, 3})}, {"replication.factor", replicas}, {"config", {{"min.insync.replicas", pick.of({1, 2, 2})}}}}},
        {"network", {{"latency", pick.word({"0.5ms..2ms", "1ms", "0.1ms..50ms", "5ms..500ms"})}, {"metadata", pick.word({"5ms..25ms", "1ms..3s"})}}},
        {"producers", JsonValue::array()}};
    for (std::int64_t p = 0, n = pick.of({1, 1, 2}); p < n; ++p)
        s["producers"].push_back(random_producer(pick, "p" + std::to_string(p + 1), idempotent, acks, most_records));
    return s;
}

JsonValue random_faults(Picker& pick, const JsonValue& scenario) {
    JsonValue faults = JsonValue::array();
    for (std::int64_t i = 0, n = 1 + pick.below(10); i < n; ++i) faults.push_back(random_fault(pick, scenario, i));
    return faults;
}

RandomQuestion random_question(Picker& pick, bool early_timers) {
    JsonValue s = random_cluster(pick, 2);
    s["cluster"]["brokers"] = s["topic"]["replication.factor"] = 2;
    s["topic"]["partitions"] = 1;
    s["producers"] = JsonValue::array({s["producers"][0]});
    if (pick.one_in(4)) s["topic"]["config"]["unclean.leader.election.enable"] = true;
    std::vector<std::string> kinds;
    for (int i = 0; i < 2; ++i) kinds.push_back(pick.word({"crash", "power-loss", "lost-request", "lost-response", "pause", "partition"}));
    if (early_timers && pick.one_in(4)) kinds[0] = "early-timer";
    if (kinds[0] == kinds[1]) kinds.pop_back();
    WordProblem problem;
    Exploration e = default_exploration();
    e.faults = 1 + static_cast<int>(pick.one_in(4));
    e.records = s["producers"][0]["workload"]["records"];
    e.allowed = *parse_allow(kinds.size() == 1 ? kinds[0] : kinds[0] + "," + kinds[1], problem);
    e.asked.fill(true);
    return {s, kinds, e};
}

RandomQuestion random_quick_question(Picker& pick) {
    RandomQuestion q = random_question(pick, false);
    q.scenario["network"] = {{"latency", pick.word({"0.5ms..2ms", "1ms", "0.1ms..20ms", "0.01ms..1ms"})}, {"metadata", pick.word({"5ms..25ms", "1ms..100ms"})}};
    JsonValue& config = q.scenario["producers"][0]["config"];
    for (const char* key : {"metadata.max.age.ms", "buffer.memory", "max.block.ms"}) config.erase(key);
    config["request.timeout.ms"] = 30000;
    config["delivery.timeout.ms"] = 120000;
    JsonValue& workload = q.scenario["producers"][0]["workload"];
    workload["every"] = pick.word({"0.1ms", "1ms", "30ms", "300ms"});
    if (workload.contains("resends")) workload["resends"] = 1;
    workload.erase("end");
    return q;
}

JsonValue random_plan(Picker& pick, const RandomQuestion& q) {
    JsonValue faults = JsonValue::array();
    std::int64_t most_us = pick.of({20, 200, 2000, 12000, 40000}) * std::int64_t{1000};
    for (std::int64_t i = 0; i < q.exploration.faults; ++i)
        faults.push_back(
            random_free_fault(pick, q.kinds[static_cast<std::size_t>(pick.below(static_cast<std::int64_t>(q.kinds.size())))], q.scenario, i, most_us));
    return faults;
}

}  // namespace acksim::testing
