#include "modes/reruns.hpp"

#include <algorithm>

#include "modes/agenda.hpp"
#include "modes/fault_kinds.hpp"
#include "modes/run.hpp"

namespace acksim {

namespace {

constexpr std::uint64_t most_events = 10'000'000;  // of all runs, a few seconds: what is not found out by then is not told

bool is_bad(Word word) { return word == Word::lost || word == Word::silently_lost || word == Word::phantom || word == Word::duplicated; }

const RecordFate* fate_of(const Outcome& outcome, RecordName name) {
    auto found = std::lower_bound(outcome.records.begin(), outcome.records.end(), name, [](const RecordFate& f, RecordName n) { return f.name < n; });
    return found == outcome.records.end() || found->name != name ? nullptr : &*found;
}

bool is_reordered(const Outcome& outcome, RecordName name) {
    return std::binary_search(outcome.reordered_records.begin(), outcome.reordered_records.end(), name);
}

// Whether the first record of the anomaly meets it.
bool meets(const Outcome& outcome, const Anomaly& anomaly) {
    RecordName name = anomaly.records.front();
    if (anomaly.reordered) return is_reordered(outcome, name);
    const RecordFate* fate = fate_of(outcome, name);
    return !fate || fate->word == anomaly.word || fate->word == Word::undecided;
}

bool is_gone(const Outcome& outcome, const Anomaly& anomaly) {
    if (outcome.undecided || !outcome.unavailable.empty()) return false;
    return std::all_of(anomaly.records.begin(), anomaly.records.end(), [&](RecordName name) {
        const RecordFate* fate = fate_of(outcome, name);
        return fate && !is_reordered(outcome, name) && !is_bad(fate->word) && (anomaly.word != Word::reported_lost || fate->word != Word::reported_lost);
    });
}

}  // namespace

Reruns::Reruns(const Scenario& scenario, const RunResult& result) : scenario_(scenario), result_(result), begun_(scenario.faults.size(), SimTime{-1}) {
    for (const TraceStep& step : result.trace.steps) {
        if (step.kind != TraceStep::Kind::fault || step.fault < 0) continue;
        auto f = static_cast<std::size_t>(step.fault);
        if (begun_[f].us < 0 && !hits_requests(scenario.faults[f].kind)) begun_[f] = step.at;
    }
}

bool Reruns::decides(int fault, const Anomaly& anomaly) {
    auto [known, fresh] = decided_.try_emplace(fault);
    if (fresh) known->second = decided_without(fault);
    return known->second[place(anomaly)];
}

bool Reruns::prevent(const Scenario& changed, const Anomaly& anomaly) {
    auto [known, fresh] = prevented_.try_emplace(changed.settings);
    if (fresh) known->second = prevented_by(changed);
    return known->second[place(anomaly)];
}

std::optional<RunResult> Reruns::run_again(const Scenario& changed) {
    if (events_ > most_events) return std::nullopt;
    RunResult with = run(changed, {.seed = result_.seed, .trace = false, .cures = false});
    events_ += with.events;
    return with;
}

Reruns::ByAnomaly Reruns::decided_without(int fault) {
    ByAnomaly decided(result_.anomalies.size());
    Scenario without = scenario_;
    without.faults[static_cast<std::size_t>(fault)].when = {.at = SimTime{Agenda::never}};
    std::optional<RunResult> with = run_again(without);
    for (std::size_t a = 0; with && a < decided.size(); ++a) decided[a] = !meets(with->outcome, result_.anomalies[a]);
    return decided;
}

Reruns::ByAnomaly Reruns::prevented_by(const Scenario& changed) {
    ByAnomaly prevented = prevented_in(changed);
    bool by_state = std::any_of(changed.faults.begin(), changed.faults.end(), [](const Fault& f) { return f.when.kind != Trigger::Kind::at; });
    if (!by_state || std::find(prevented.begin(), prevented.end(), true) == prevented.end()) return prevented;
    ByAnomaly in_time = prevented_in(at_their_times(changed));
    for (std::size_t a = 0; a < prevented.size(); ++a) prevented[a] = prevented[a] && in_time[a];
    return prevented;
}

Reruns::ByAnomaly Reruns::prevented_in(const Scenario& changed) {
    ByAnomaly prevented(result_.anomalies.size());
    std::optional<RunResult> with = run_again(changed);
    for (std::size_t a = 0; with && a < prevented.size(); ++a) {
        auto missed = [&](const IdleFault& f) {
            return hits_requests(changed.faults[static_cast<std::size_t>(f.fault)].kind) && names(result_.anomalies[a], f.fault);
        };
        prevented[a] = is_gone(with->outcome, result_.anomalies[a]) && std::none_of(with->idle_faults.begin(), with->idle_faults.end(), missed);
    }
    return prevented;
}

// Each a moment later than it came: after what had started it, if that still happens.
Scenario Reruns::at_their_times(Scenario scenario) const {
    for (std::size_t f = 0; f < begun_.size(); ++f)
        if (begun_[f].us >= 0 && scenario.faults[f].when.kind != Trigger::Kind::at) scenario.faults[f].when = {.at = begun_[f] + microseconds(1)};
    return scenario;
}

bool Reruns::names(const Anomaly& anomaly, int fault) const {
    return std::any_of(
        anomaly.because.begin(), anomaly.because.end(), [&](const Link& l) { return result_.trace.steps[static_cast<std::size_t>(l.step)].fault == fault; });
}

}  // namespace acksim
