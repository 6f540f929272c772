#include "modes/reruns.hpp"

#include <algorithm>

#include "modes/fault_kinds.hpp"
#include "modes/run.hpp"

namespace acksim {

namespace {

bool is_bad(Word word) { return word == Word::lost || word == Word::silently_lost || word == Word::phantom || word == Word::duplicated; }

const RecordFate* fate_of(const Outcome& outcome, RecordName name) {
    auto found = std::lower_bound(outcome.records.begin(), outcome.records.end(), name, [](const RecordFate& f, RecordName n) { return f.name < n; });
    return found == outcome.records.end() || found->name != name ? nullptr : &*found;
}

bool is_gone(const Outcome& outcome, const Anomaly& anomaly) {
    if (outcome.undecided || !outcome.unavailable.empty()) return false;
    return std::all_of(anomaly.records.begin(), anomaly.records.end(), [&](RecordName name) {
        if (std::binary_search(outcome.reordered_records.begin(), outcome.reordered_records.end(), name)) return false;
        const RecordFate* fate = fate_of(outcome, name);
        return fate && !is_bad(fate->word) && (anomaly.word != Word::reported_lost || fate->word != Word::reported_lost);
    });
}

}  // namespace

Reruns::Reruns(const Scenario& scenario, const RunResult& result) : result_(result), begun_(scenario.faults.size(), SimTime{-1}) {
    for (const TraceStep& step : result.trace.steps) {
        if (step.kind != TraceStep::Kind::fault || step.fault < 0) continue;
        auto f = static_cast<std::size_t>(step.fault);
        if (begun_[f].us < 0 && !hits_requests(scenario.faults[f].kind)) begun_[f] = step.at;
    }
}

bool Reruns::prevent(const Scenario& changed, const Anomaly& anomaly) {
    return prevented_by(changed)[static_cast<std::size_t>(&anomaly - result_.anomalies.data())];
}

const std::vector<bool>& Reruns::prevented_by(const Scenario& changed) {
    auto [known, fresh] = prevented_.try_emplace(changed.settings);
    if (!fresh) return known->second;
    std::vector<bool>& prevented = known->second = prevented_in(changed);
    bool by_state = std::any_of(changed.faults.begin(), changed.faults.end(), [](const Fault& f) { return f.when.kind != Trigger::Kind::at; });
    if (!by_state || std::find(prevented.begin(), prevented.end(), true) == prevented.end()) return prevented;
    std::vector<bool> in_time = prevented_in(at_their_times(changed));
    for (std::size_t a = 0; a < prevented.size(); ++a) prevented[a] = prevented[a] && in_time[a];
    return prevented;
}

std::vector<bool> Reruns::prevented_in(const Scenario& changed) const {
    RunResult with = run(changed, {.seed = result_.seed, .trace = false, .cures = false});
    std::vector<bool> out;
    for (const Anomaly& a : result_.anomalies) {
        auto missed = [&](int f) { return hits_requests(changed.faults[static_cast<std::size_t>(f)].kind) && names(a, f); };
        out.push_back(is_gone(with.outcome, a) && std::none_of(with.never_started.begin(), with.never_started.end(), missed));
    }
    return out;
}

bool Reruns::names(const Anomaly& anomaly, int fault) const {
    return std::any_of(
        anomaly.because.begin(), anomaly.because.end(), [&](const Link& l) { return result_.trace.steps[static_cast<std::size_t>(l.step)].fault == fault; });
}

// Each a moment later than it came: after what had started it, if that still happens.
Scenario Reruns::at_their_times(Scenario scenario) const {
    for (std::size_t f = 0; f < begun_.size(); ++f)
        if (begun_[f].us >= 0 && scenario.faults[f].when.kind != Trigger::Kind::at) scenario.faults[f].when = {.at = begun_[f] + microseconds(1)};
    return scenario;
}

}  // namespace acksim
