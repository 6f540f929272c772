#include "report/interest.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "modes/fault_kinds.hpp"
#include "report/sentence.hpp"

namespace acksim {

namespace {

constexpr std::size_t longest_life = 12;  // steps: a record that is retried for ever must not fill the page
constexpr int repetitions = 2;            // how often the same thing may happen to the same node before it is folded
constexpr std::size_t chains = 2;

class Selection {
public:
    Selection(const Trace& trace, std::size_t most) : trace_(trace), most_(most) {}

    void add(StepId step) {
        if (step >= 0 && static_cast<std::size_t>(step) < trace_.steps.size() && chosen_.size() < most_) chosen_.insert(step);
    }
    std::vector<StepId> steps() const { return {chosen_.begin(), chosen_.end()}; }

private:
    const Trace& trace_;
    std::size_t most_;
    std::set<StepId> chosen_;
};

void add_chain(Selection& selection, const Anomaly& anomaly) {
    for (const Link& link : anomaly.because) selection.add(link.step);
}

// Where a second copy is stored, of whatever anomaly.
void add_second_copies(Selection& selection, const Anomaly& anomaly) {
    bool stored = false;
    for (const Link& link : anomaly.because)
        if (link.happening.what == What::appended && std::exchange(stored, true)) selection.add(link.step);
}

// Faults before everything that follows from them: they are few, and without them nothing is understood.
void add_faults(Selection& selection, const Trace& trace) {
    for (std::size_t s = 0; s < trace.steps.size(); ++s)
        if (trace.steps[s].kind == TraceStep::Kind::fault) selection.add(static_cast<StepId>(s));
}

void add_turns(Selection& selection, const Trace& trace) {
    std::map<std::pair<What, NodeId>, int> seen;
    for (std::size_t s = 0; s < trace.steps.size(); ++s) {
        for (const Happening& h : trace.steps[s].happenings)
            if (telling(h.what).weight == Weight::turn && ++seen[{h.what, h.node}] <= repetitions) selection.add(static_cast<StepId>(s));
    }
}

bool is_about(const Happening& h, const Names& names, RecordName record) {
    if (h.what == What::sent || h.what == What::send_refused) return h.node == names.nodes().producer(record.producer) && h.offset == record.index;
    return names.has(h.records, h.partition, record);
}

void add_life(Selection& selection, const Names& names, RecordName record) {
    const Trace& trace = names.result().trace;
    std::size_t steps = 0;
    for (std::size_t s = 0; s < trace.steps.size() && steps < longest_life; ++s) {
        const auto& happenings = trace.steps[s].happenings;
        if (std::any_of(happenings.begin(), happenings.end(), [&](const Happening& h) { return is_about(h, names, record); })) {
            selection.add(static_cast<StepId>(s));
            ++steps;
        }
    }
}

bool names_a_record(const Trigger& when) {
    using enum Trigger::Kind;
    return when.kind == sent || when.kind == requested || when.kind == appended || when.kind == replicated || when.kind == acknowledged ||
           when.kind == told_error;
}

// Whose life is told: of the first anomaly, else of the first fault, else the first record at all.
std::optional<RecordName> protagonist(const Names& names) {
    const RunResult& result = names.result();
    if (!result.anomalies.empty() && !result.anomalies.front().records.empty()) return result.anomalies.front().records.front();
    for (const Fault& fault : names.scenario().faults) {
        if (hits_requests(fault.kind) && fault.nth == 0) return fault.record;
        if (names_a_record(fault.when)) return fault.when.record;
    }
    return result.outcome.records.empty() ? std::nullopt : std::optional(result.outcome.records.front().name);
}

struct Tally {
    std::int64_t sent = 0, ok = 0, failed = 0, resent = 0;
    SimTime from{-1}, to{};
};

// Everything else is routine, or it is shown.
void count(Tally& tally, const Happening& h, SimTime at) {
    const std::int64_t resent = h.what == What::requested && h.offset > 0 ? h.records.count : 0;
    if (h.what == What::sent) ++tally.sent;
    else if (h.what == What::told_ok) tally.ok += h.records.count;
    else if (h.what == What::told_error) tally.failed += h.records.count;
    else if (resent > 0) tally.resent += resent;
    else return;
    tally.from = tally.from.us < 0 ? at : tally.from;
    tally.to = at;
}

std::string records(std::int64_t n) { return std::to_string(n) + (n == 1 ? " record" : " records"); }

std::string told(const Tally& tally) {
    if (tally.sent > 0 && tally.sent == tally.ok && tally.failed + tally.resent == 0) return records(tally.sent) + " sent and acknowledged";
    std::vector<std::string> parts;
    const auto add = [&](std::int64_t n, const char* what) {
        if (n > 0) parts.push_back((parts.empty() ? records(n) : std::to_string(n)) + " " + what);
    };
    add(tally.sent, "sent");
    add(tally.resent, "resent");
    add(tally.ok, "acknowledged");
    add(tally.failed, "failed");
    return join(parts, ", ");
}

}  // namespace

std::vector<StepId> interesting_steps(const Names& names, std::size_t most) {
    const RunResult& result = names.result();
    Selection selection(result.trace, most);
    if (!result.anomalies.empty()) add_chain(selection, result.anomalies.front());
    add_faults(selection, result.trace);
    for (const Anomaly& anomaly : result.anomalies)
        if (anomaly.word == Word::duplicated) add_second_copies(selection, anomaly);
    for (std::size_t a = 1; a < std::min(chains, result.anomalies.size()); ++a) add_chain(selection, result.anomalies[a]);
    if (const std::optional<RecordName> record = protagonist(names)) add_life(selection, names, *record);
    add_turns(selection, result.trace);
    return selection.steps();
}

std::string folded(const Names& names, StepId first, StepId end) {
    constexpr Duration long_pause = milliseconds(100);
    const auto& steps = names.result().trace.steps;
    const auto at = [&](StepId s) { return steps[static_cast<std::size_t>(s)].at; };
    Tally tally;
    for (StepId s = first; s < end; ++s)
        for (const Happening& h : steps[static_cast<std::size_t>(s)].happenings) count(tally, h, at(s));
    const std::string text = told(tally);
    if (!text.empty()) return text + " (" + names.span(tally.from, tally.to) + ")";
    const bool between = first > 0 && static_cast<std::size_t>(end) < steps.size();
    const Duration pause = between ? at(end) - at(first - 1) : Duration{};
    return pause < long_pause ? "" : names.passing(pause);
}

}  // namespace acksim
