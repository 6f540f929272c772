#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/asked.hpp"
#include "report/explore_report.hpp"
#include "report/layout.hpp"
#include "report/names.hpp"
#include "report/text.hpp"

namespace acksim {

namespace {

std::string counted(std::uint64_t n, const std::string& noun) {
    return grouped(n) + " " + noun + (n == 1 ? "" : "s");
}

template <std::size_t N>
std::string ticked(const std::array<bool, N>& ticks, const std::array<std::string_view, N>& names) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < N; ++i) {
        if (ticks[i]) {
            all.emplace_back(names[i]);
        }
    }
    return join(all, ", ");
}

std::string head(std::string_view text) {
    return pad_right(text, 15);
}

std::string bounds_section(const ExploreReport& report, int columns) {
    const Exploration& q = report.question;
    std::string faults = q.faults == 0 ? "none" : "at most " + std::to_string(q.faults) + " of " + ticked(q.allowed, free_fault_names);
    for (std::size_t i = 0; i < free_faults; ++i) {
        faults += q.at_most[i] >= 0 ? "; " + std::string(free_fault_names[i]) + " at most " + std::to_string(q.at_most[i]) : "";
    }
    std::string text = hanging(head("faults"), faults + "; each at any step, and everything heals", columns);
    text += hanging(head("timing"),
                    "messages outrun time-outs: a time-out comes when nothing else can; an earlier one is a fault of its own, early-timer",
                    columns);
    text += hanging(head("reduction"),
                    report.result.reduction_proved ? "none: every order"
                                                   : std::string(report.result.reduction) +
                                                         ", not proved: a backoff ends only when no message is on its way (--reduction none "
                                                         "drops that)",
                    columns);
    return text;
}

std::string faults_text(const std::vector<FreeFault>& faults) {
    std::vector<std::string> names;
    for (FreeFault f : faults) {
        names.emplace_back(name_of(f));
    }
    return counted(faults.size(), "fault") + (names.empty() ? "" : " (" + join(names, ", ") + ")");
}

std::string answer_line(const ExploreReport& report, const GuaranteeAnswer& a, const Paint& paint, int columns) {
    std::string answer, rest;
    Tone tone = Tone::bad;
    switch (a.answer) {
    case Answer::possible:
        answer = "can be broken";
        rest = ": " + faults_text(a.faults) + ", " + counted(static_cast<std::uint64_t>(a.steps), "step") +
               (a.shortest ? "" : "; with every order there may be a shorter way");
        break;
    case Answer::impossible:
        answer = "impossible to break within these bounds";
        tone = Tone::good;
        break;
    case Answer::undecided:
        answer = "undecided";
        tone = Tone::change;
        rest = report.result.faults_covered < 0 ? ": not even the runs without a fault were covered"
                                                : ": not broken by any run with at most " +
                                                      counted(static_cast<std::uint64_t>(report.result.faults_covered), "fault");
        break;
    }
    std::string lines = hanging("  " + pad_right(name_of(a.guarantee), 17), answer + rest, columns);
    if (const std::size_t at = lines.find(answer); at != std::string::npos) {
        lines.replace(at, answer.size(), paint(tone, answer));
    }
    return lines;
}

std::string numbers_section(const ExploreReport& report, int columns) {
    const ExploreResult& r = report.result;
    const auto bytes = static_cast<std::uint64_t>(std::llround(r.bytes_per_state));
    std::string text = hanging(head("explored"),
                               counted(r.states, "state") + ", " + counted(r.transitions, "transition") + ", " + grouped(r.at_rest) +
                                   " at rest; depth " + std::to_string(r.depth),
                               columns);
    text += hanging(head("took"),
                    fmt::format("{:.2f} s, {} MB, {} bytes a state; storage exact", r.seconds, grouped((r.bytes + 999999) / 1000000), grouped(bytes)), columns);
    const std::string seen = ticked(r.seen, condition_names);
    text += hanging(head("some runs met"), seen.empty() ? "nothing worth a word" : seen, columns);
    if (!r.complete()) {
        text += hanging(head("ended because"), r.why_undecided, columns);
    }
    return text;
}

} // namespace

const GuaranteeAnswer* ExploreReport::counterexample() const {
    const auto found = std::find_if(result.guarantees.begin(), result.guarantees.end(),
                                    [](const GuaranteeAnswer& a) { return a.answer == Answer::possible; });
    return found == result.guarantees.end() ? nullptr : &*found;
}

RunVerdict ExploreReport::verdict() const {
    const bool undecided =
        std::any_of(result.guarantees.begin(), result.guarantees.end(), [](const GuaranteeAnswer& a) { return a.answer == Answer::undecided; });
    if (!question.expect.empty()) {
        return broken.empty() ? RunVerdict::as_expected : undecided ? RunVerdict::undecided : RunVerdict::broken;
    }
    return counterexample() ? RunVerdict::broken : undecided ? RunVerdict::undecided : RunVerdict::as_expected;
}

std::string explore_text(const ExploreReport& report, const ReportOptions& options) {
    const int columns = std::max(60, options.columns);
    const Paint paint(options.color);
    RunResult nothing;
    nothing.seed = report.scenario.seed;
    std::string text = asked_section(Names(report.scenario, nothing), paint, columns) + "\n" + bounds_section(report, columns);
    text += "\n" + paint(Tone::strong, "In every run within these bounds") + "\n";
    for (const GuaranteeAnswer& a : report.result.guarantees) {
        text += answer_line(report, a, paint, columns);
    }
    if (const GuaranteeAnswer* a = report.counterexample()) {
        text += "\n" + paint(Tone::strong, "The shortest run that breaks " + std::string(name_of(a->guarantee))) + "\n\n";
        text += replay_text(report.scenario, a->trail, replay(report.scenario, a->trail), options);
    }
    text += "\n" + numbers_section(report, columns);
    text += report.trail_file.empty() ? "" : hanging(head("trail"), report.trail_file + " (acksim replay shows it again)", columns);
    if (report.question.expect.empty()) {
        return text;
    }
    text += "\nVerdict        " + paint(report.verdict() == RunVerdict::as_expected ? Tone::good : Tone::bad, verdict_name(report.verdict())) + "\n";
    for (const std::string& sentence : report.broken) {
        text += hanging("  ✗ ", sentence, columns);
    }
    return text;
}

std::string replay_text(const Scenario& scenario, const Trail&, const RunResult& result, const ReportOptions& options) {
    return text_report({scenario, result, {}}, options);
}

} // namespace acksim
