// Questions of the known answers: a small scenario with settings, and which faults may strike it.
#pragma once

#include "modes/explore.hpp"
#include "scenario/exploration_words.hpp"
#include "scenario/load.hpp"
#include "support/slow_build.hpp"

namespace acksim::testing {

struct Question {
    const char* settings = "";  // between blanks, as --set takes them, on top of acks=1 without idempotence
    const char* allow = "crash";
    int faults = 1;
    int records = 2;
    const char* guarantees = "all";
    std::int8_t of_each = -1;  // faults of one kind; -1: only `faults` bounds it
    const char* down = "";     // before the run: "b2,b3"
};

inline Scenario scenario_of(const Question& q) {
    constexpr const char* text = R"({"kafka": "4.4", "cluster": {"brokers": 3},
        "topic": {"name": "t", "replication.factor": 3, "config": {"min.insync.replicas": 1}},
        "producers": [{"name": "p1", "config": {"acks": "1", "enable.idempotence": false, "linger.ms": 0}, "workload": {"records": 2}}]})";
    std::vector<std::string> settings;
    std::string_view rest = q.settings;
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find(' '), rest.size());
        if (end > 0) settings.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return parse_scenario(text, "question.json", settings);
}

inline Exploration exploration_of(const Question& q) {
    WordProblem problem;
    Exploration e = default_exploration();
    e.faults = q.faults;
    e.records = q.records;
    e.allowed = *parse_allow(q.allow, problem);
    e.asked = *parse_guarantees(q.guarantees, problem);
    for (std::size_t kind = 0; kind < free_faults; ++kind)
        if (e.allowed[kind]) e.at_most[kind] = q.of_each;
    if (*q.down != 0) e.down = *parse_brokers(q.down, scenario_of(q).config.brokers, problem);
    return e;
}

inline const GuaranteeAnswer& answer(const ExploreResult& result, Guarantee g) {
    for (const GuaranteeAnswer& a : result.guarantees)
        if (a.guarantee == g) return a;
    return result.guarantees.front();
}

}  // namespace acksim::testing
