#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/asked.hpp"
#include "report/cure_text.hpp"
#include "report/explore_report.hpp"
#include "report/layout.hpp"
#include "report/names.hpp"
#include "report/text.hpp"
#include "world/due.hpp"

namespace acksim {

namespace {

template <std::size_t N> std::string ticked_text(const std::array<bool, N>& ticks, const std::array<std::string_view, N>& names) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < N; ++i)
        if (ticks[i]) all.emplace_back(names[i]);
    return join(all, ", ");
}

std::string head(std::string_view text) { return pad_right(text, 15); }

// "at most 2: crash, power-loss (at most 1); each at any step, and everything heals".
std::string budget_text(const Exploration& question) {
    std::vector<std::string> kinds;
    for (std::size_t i = 0; i < free_faults; ++i) {
        const int most = question.at_most[i];
        if (question.allowed[i] && most != 0) kinds.push_back(std::string(free_fault_names[i]) + (most > 0 ? " (at most " + std::to_string(most) + ")" : ""));
    }
    const bool none = question.faults == 0 || kinds.empty();
    return none ? "none" : "at most " + std::to_string(question.faults) + ": " + join(kinds, ", ") + "; each at any step, and everything heals";
}

std::string reduction_text(const ExploreResult& r) {
    if (r.every_order_states > 0 && r.reduction_proved) {
        return "none: after " + std::string(r.reduction) + ", every order was asked as well (" +
               counted(static_cast<std::int64_t>(r.every_order_states), "state") + ")";
    }
    return r.reduction_proved ? "none: every order"
                              : std::string(r.reduction) + ", not proved: a backoff ends only when no message is on its way, and so a run can be missed "
                                                           "(--reduction none: every order)";
}

std::string bounds_section(const ExploreReport& report, const Names& names, int columns) {
    std::string text = hanging(head("faults"), budget_text(report.question) + "; the scenario's own faults are left out", columns);
    const Config& config = report.scenario.config;
    Patience patience = Patience::none;
    for (const ProducerSetup& p : config.producers) patience = std::max(patience, patience_of_application(length_of(p.workload), p.config, config.broker));
    if (!report.question.down.empty())
        text += hanging(head("down"), names.brokers(report.question.down) + " before the run begins; may come back at any moment, costs no fault", columns);
    text += hanging(head("timing"),
                    "messages outrun time-outs, and short time-outs longer ones; an earlier one is a fault of its own, early-timer; a fault lasts "
                    "as long as it likes; " +
                        std::string(patience == Patience::any         ? "the application sends for longer than a session lasts, so also after time-outs"
                                    : patience == Patience::unhurried ? "the application sends for longer than a backoff lasts, so also after retries"
                                                                      : "what the application sends comes before them"),
                    columns);
    text += hanging(head("reduction"), reduction_text(report.result), columns);
    return text;
}

std::string faults_text(const std::vector<FreeFault>& faults) {
    std::vector<std::string> names;
    for (FreeFault f : faults) names.emplace_back(name_of(f));
    return counted(static_cast<std::int64_t>(faults.size()), "fault") + (names.empty() ? "" : " (" + join(names, ", ") + ")");
}

std::string answer_line(const ExploreReport& report, const GuaranteeAnswer& a, const Paint& paint, int columns) {
    std::string answer, rest;
    Tone tone = Tone::bad;
    const int covered = std::max(0, report.result.faults_covered);
    switch (a.answer) {
        case Answer::possible:
            answer = "can be broken";
            rest = ": " + faults_text(a.faults) + ", " + counted(a.steps, "step") + (a.shortest ? "" : "; with every order there may be a shorter way");
            break;
        case Answer::impossible:
            answer = "impossible to break within these bounds";
            tone = Tone::good;
            break;
        case Answer::undecided:
            answer = "undecided";
            tone = Tone::change;
            rest = report.result.faults_covered < 0    ? ": not even the runs without a fault were covered"
                   : report.result.faults_covered == 0 ? ": no run without a fault breaks it"
                                                       : ": no run with at most " + counted(covered, "fault") + " breaks it";
            break;
    }
    std::string lines = hanging("  " + pad_right(name_of(a.guarantee), 17), answer + rest, columns);
    if (const std::size_t at = lines.find(answer); at != std::string::npos) lines.replace(at, answer.size(), paint(tone, answer));
    return lines;
}

std::string numbers_section(const ExploreReport& report, int columns) {
    const ExploreResult& r = report.result;
    const auto bytes = static_cast<std::uint64_t>(std::llround(r.bytes_per_state));
    std::string text = hanging(head("explored"),
                               counted(static_cast<std::int64_t>(r.states), "state") + ", " + counted(static_cast<std::int64_t>(r.transitions), "transition") +
                                   ", " + grouped(r.at_rest) + " at rest; depth " + std::to_string(r.depth),
                               columns);
    text += hanging(head("took"),
                    fmt::format("{:.2f} s, {} MB, {} bytes a state; storage exact", r.seconds, grouped((r.bytes + 999999) / 1000000), grouped(bytes)), columns);
    const std::string seen = ticked_text(r.seen, condition_names);
    text += hanging(head("some runs met"), seen.empty() ? "nothing worth a word" : seen, columns);
    if (!r.complete()) text += hanging(head("ended because"), r.why_undecided + "; fewer faults, records or brokers may be covered to the end", columns);
    return text;
}

// "With producers/p1/acks=all (was 1) no run with 1 fault breaks it: explored again."
std::string cures_text(const GuaranteeAnswer& a, const Paint& paint, int columns) {
    const ExploredCures& found = a.cured;
    if (!found.sought) return "";
    const std::string with_faults = a.faults.empty() ? "without a fault" : "with " + counted(static_cast<std::int64_t>(a.faults.size()), "fault");
    std::string sentence = cure_sentence(found.cures, "no run " + with_faults + " breaks it: explored again" + (found.every_order ? "" : ", waits-last"));
    if (found.not_covered > 0) sentence += " (" + std::to_string(found.not_covered) + " more could not be explored to the end.)";
    std::string text;
    for (const std::string& line : wrap(sentence, columns - 2)) text += "  " + paint(found.cures.empty() ? Tone::plain : Tone::good, line) + "\n";
    return text;
}

// Of the first guarantee that can be broken.
std::string shown_run(const ExploreReport& report, const Paint& paint, const ReportOptions& options, int columns) {
    const GuaranteeAnswer* a = report.counterexample();
    if (!a) return "";
    const std::string name(name_of(a->guarantee));
    std::string text = "\n" + paint(Tone::strong, (a->shortest ? "The shortest run that breaks " : "A run that breaks ") + name) + "\n";
    std::vector<std::string> others;
    for (const GuaranteeAnswer& other : report.result.guarantees)
        if (other.answer == Answer::possible && &other != a) others.emplace_back(name_of(other.guarantee));
    text += others.empty() ? "" : hanging("", "(--guarantee " + join(others, " or ") + " shows another one)", columns);
    return text + "\n" + text_report({report.scenario, replay(report.scenario, a->trail), {}}, options) + cures_text(*a, paint, columns);
}

std::string expected_text(const Exploration& question) {
    std::vector<std::string> parts;
    for (const ExpectedAnswer& e : question.expect) parts.push_back(std::string(name_of(e.guarantee)) + " " + std::string(name_of(e.answer)));
    if (question.expected_faults) parts.push_back(counted(*question.expected_faults, "fault"));
    return join(parts, ", ");
}

std::string verdict_section(const ExploreReport& report, const Paint& paint, int columns) {
    const RunVerdict verdict = report.verdict();
    std::string rest;
    if (!report.question.expect.empty()) {
        rest = verdict == RunVerdict::as_expected ? ": " + expected_text(report.question) : "";
    } else if (report.unmet.sentences.empty()) {
        rest = verdict == RunVerdict::as_expected ? ": nothing that was asked can be broken"
               : verdict == RunVerdict::broken    ? ": what was asked can be broken"
                                                  : ": " + report.result.why_undecided;
    }
    const std::string name(verdict_name(verdict));
    std::string text = hanging(head("Verdict"), name + rest, columns);
    text.replace(text.find(name), name.size(), paint(verdict == RunVerdict::as_expected ? Tone::good : Tone::bad, name));
    for (const std::string& sentence : report.unmet.sentences) text += hanging("  ✗ ", sentence, columns);
    return "\n" + text;
}

std::vector<FreeFault> faults_of(const Trail& trail) {
    std::vector<FreeFault> faults;
    for (const Move move : trail.moves)
        if (const MoveParts parts = parts_of(move); parts.kind == MoveParts::Kind::fault) faults.push_back(parts.fault);
    return faults;
}

}  // namespace

std::string explore_text(const ExploreReport& report, const ReportOptions& options) {
    const int columns = std::max(60, options.columns);
    const Paint paint(options.color);
    RunResult nothing;
    nothing.seed = report.scenario.seed;
    const Names names(report.scenario, nothing);
    std::string text = asked_section(names, paint, columns) + "\n" + bounds_section(report, names, columns);
    text += "\n" + paint(Tone::strong, "Over all runs within these bounds") + "\n";
    for (const GuaranteeAnswer& a : report.result.guarantees) text += answer_line(report, a, paint, columns);
    text += shown_run(report, paint, options, columns) + "\n" + numbers_section(report, columns);
    text += report.trail_file.empty() ? "" : hanging(head("trail"), report.trail_file + " (acksim replay shows it again)", columns);
    return text + verdict_section(report, paint, columns);
}

std::string replay_text(const Scenario& scenario, const Trail& trail, const RunResult& result, const ReportOptions& options) {
    const int columns = std::max(60, options.columns);
    const Paint paint(options.color);
    const Names names(scenario, result);
    const std::string what = "A run that breaks " + std::string(name_of(trail.guarantee)) + ": " + faults_text(faults_of(trail)) + ", " +
                             counted(static_cast<std::int64_t>(trail.moves.size()), "step") +
                             (trail.down.empty() ? "" : ", after " + names.brokers(trail.down) + " went down");
    return asked_section(names, paint, columns) + "\n" + paint(Tone::strong, what) + "\n\n" + text_report({scenario, result, {}}, options);
}

}  // namespace acksim
