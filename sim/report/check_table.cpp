#include "report/check_table.hpp"

#include <algorithm>
#include <filesystem>

#include "report/layout.hpp"
#include "report/names.hpp"

namespace acksim {

namespace {

struct Sums {
    std::int64_t as_expected = 0, broken = 0, undecided = 0;

    void add(RunVerdict verdict) {
        as_expected += verdict == RunVerdict::as_expected;
        broken += verdict == RunVerdict::broken;
        undecided += verdict == RunVerdict::undecided;
    }
};

// Scenarios in a folder named "truth" say what real Kafka did.
bool is_truth(const Scenario& scenario) {
    const std::filesystem::path path = std::filesystem::path(scenario.file).parent_path();
    return std::any_of(path.begin(), path.end(), [](const std::filesystem::path& folder) { return folder == "truth"; });
}

// "17 explored as well, all answers as expected".
std::string explored_sum(std::span<const RunReport> runs) {
    std::int64_t explored = 0, as_expected = 0;
    for (const RunReport& run : runs) {
        explored += run.explored.has_value();
        as_expected += run.explored && run.explored->as_expected;
    }
    if (explored == 0) return "";
    return "\n" + std::to_string(explored) + " explored as well, " +
           (as_expected == explored ? "all answers" : "the answers of " + std::to_string(as_expected)) + " as expected\n";
}

std::string what_differs(const RunReport& run) {
    switch (run.verdict()) {
        case RunVerdict::as_expected: return "";
        case RunVerdict::broken: return join(run.broken, "; ");
        case RunVerdict::undecided: return run.why_undecided();
    }
    return "";
}

}  // namespace

std::string check_table(const CheckReport& check, const ReportOptions& options) {
    constexpr int verdict_width = 13;
    const Paint paint(options.color);
    int name_width = 8;
    for (const RunReport& run : check.runs) name_width = std::max(name_width, text_width(run.scenario.name));
    for (const NotRun& wrong : check.not_run) name_width = std::max(name_width, text_width(wrong.name));
    name_width = std::min(name_width, options.columns / 2);
    const auto row = [&](const std::string& scenario, const std::string& verdict, Tone tone, const std::string& differs) {
        const std::string head = pad_right(cut(scenario, name_width), name_width) + "  ";
        std::string line = hanging(head + pad_right(verdict, verdict_width), differs, options.columns);
        line.erase(0, head.size() + verdict.size());
        return head + paint(tone, verdict) + (differs.empty() ? "\n" : line);
    };
    Sums sums;
    std::int64_t cases = 0, agree = 0;
    std::string text = paint(Tone::strong, pad_right("scenario", name_width) + "  " + pad_right("verdict", verdict_width) + "what differs") + "\n";
    for (const RunReport& run : check.runs) {
        const RunVerdict verdict = run.verdict();
        sums.add(verdict);
        cases += is_truth(run.scenario);
        agree += is_truth(run.scenario) && verdict == RunVerdict::as_expected;
        text += row(run.scenario.name, std::string(verdict_name(verdict)), verdict == RunVerdict::as_expected ? Tone::good : Tone::bad, what_differs(run));
    }
    for (const NotRun& wrong : check.not_run) text += row(wrong.name, "not run", Tone::bad, wrong.in_short());
    text += explored_sum(check.runs);
    if (cases > 0) text += "\n" + std::to_string(agree) + " of " + std::to_string(cases) + " cases agree with what real Kafka did\n";
    return text + "\n" + std::to_string(sums.as_expected) + " as expected, " + std::to_string(sums.broken) + " broken, " + std::to_string(sums.undecided) +
           " undecided" + (check.not_run.empty() ? "" : ", " + std::to_string(check.not_run.size()) + " not run") + "\n";
}

}  // namespace acksim
