#include <cmath>
#include <sstream>

#include "report/cure_text.hpp"
#include "report/explore_report.hpp"
#include "report/json.hpp"
#include "report/json_text.hpp"
#include "report/names.hpp"

namespace acksim {

namespace {

template <std::size_t N> Json ticked(const std::array<bool, N>& ticks, const std::array<std::string_view, N>& names) {
    Json list = Json::array();
    for (std::size_t i = 0; i < N; ++i)
        if (ticks[i]) list.push_back(names[i]);
    return list;
}

Json at_most(const Exploration& question) {
    Json budgets = Json::object();
    for (std::size_t i = 0; i < free_faults; ++i)
        if (question.at_most[i] >= 0) budgets[std::string(free_fault_names[i])] = question.at_most[i];
    return budgets;
}

Json brokers(const ExploreReport& report, BrokerSet set) {
    const RunResult nothing;
    const Names names(report.scenario, nothing);
    Json list = Json::array();
    for_each(set, [&](BrokerId b) { list.push_back(names.broker(b)); });
    return list;
}

// Seconds are the one number that is not whole: thousandths are enough.
double thousandths(double x) { return std::round(x * 1000) / 1000; }

Json guarantee_json(const ExploreReport& report, const GuaranteeAnswer& a) {
    Json faults = Json::array();
    for (FreeFault f : a.faults) faults.push_back(name_of(f));
    const bool written = &a == report.counterexample() && !report.trail_file.empty();
    const bool possible = a.answer == Answer::possible;
    return {{"guarantee", name_of(a.guarantee)},
            {"answer", name_of(a.answer)},
            {"faults", possible ? std::move(faults) : Json()},
            {"steps", possible ? Json(a.steps) : Json()},
            {"shortest", possible ? Json(a.shortest) : Json()},
            {"states", report.result.states},
            {"transitions", report.result.transitions},
            {"depth", report.result.depth},
            {"bytes_per_state", std::llround(report.result.bytes_per_state)},
            {"seconds", a.answer == Answer::undecided ? Json() : Json(thousandths(a.seconds))},
            {"reduction", a.answer == Answer::undecided ? Json() : Json(a.every_order ? "none" : report.result.reduction)},
            {"trail", written ? Json(report.trail_file) : Json()},
            {"setting", a.cured.cures.alone.empty() ? Json() : Json(a.cured.cures.alone.front().setting)},
            {"settings", settings_of(a.cured.cures)}};
}

}  // namespace

std::string explore_json(const ExploreReport& report) {
    const ExploreResult& r = report.result;
    Json list = Json::array();
    for (const GuaranteeAnswer& a : r.guarantees) list.push_back(guarantee_json(report, a));
    Json json{{"scenario", report.scenario.name},
              {"fingerprint", fingerprint_text(fingerprint_of(report.scenario))},
              {"verdict", verdict_name(report.verdict())},
              {"faults", report.question.faults},
              {"allow", ticked(report.question.allowed, free_fault_names)},
              {"at_most", at_most(report.question)},
              {"down", brokers(report, report.question.down)},
              {"guarantees", std::move(list)},
              {"states", r.states},
              {"transitions", r.transitions},
              {"at_rest", r.at_rest},
              {"depth", r.depth},
              {"faults_covered", r.faults_covered},
              {"seconds", thousandths(r.seconds)},
              {"bytes", r.bytes},
              {"reduction", r.reduction_proved ? "none" : r.reduction},
              {"every_order_states", r.every_order_states},
              {"storage", "exact"},
              {"undecided_because", r.complete() ? Json() : Json(r.why_undecided)},
              {"sometimes", ticked(r.seen, condition_names)},
              {"broken_expectations", report.unmet.sentences}};
    std::ostringstream text;
    write_json(text, {std::move(json)});
    return std::move(text).str();
}

}  // namespace acksim
