// A run on paper. One writer a format; formats() lists them.
#pragma once

#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modes/explore.hpp"
#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

enum class RunVerdict : signed char { as_expected, broken, undecided };

// What an exploration answered beside a run: acksim check asks what a scenario's "explore" expects.
struct ExploredAnswers {
    std::uint64_t states = 0;
    std::vector<GuaranteeAnswer> guarantees;
    bool as_expected = true;
};

// A run and what it was held against. Requires: both references outlive the report.
struct RunReport {
    const Scenario& scenario;
    const RunResult& result;
    std::vector<std::string> broken;  // broken_expectations()
    bool only_undecided = false;      // what is in `broken` is not known: an exploration was cut short
    std::optional<ExploredAnswers> explored{};

    // A run that hit its bound proves nothing, neither for nor against.
    RunVerdict verdict() const {
        const bool undecided = result.outcome.undecided || only_undecided;
        return undecided ? RunVerdict::undecided : broken.empty() ? RunVerdict::as_expected : RunVerdict::broken;
    }
    std::string why_undecided() const;
    std::int64_t not_sent() const;  // records of the workloads for which send() was never called
};

// A scenario that is wrong: it could not be loaded, or its question cannot be explored.
struct NotRun {
    std::string file, name;
    std::vector<std::string> problems;  // FILE:LINE: /json/pointer: what is wrong; what to write instead

    std::string in_short() const;  // the first problem, and how many more there are
};

// Many scenarios, each as it came out.
struct CheckReport {
    std::span<const RunReport> runs;
    std::span<const NotRun> not_run{};
};

std::string_view verdict_name(RunVerdict verdict);  // "as expected", "broken", "undecided"

struct ReportOptions {
    int columns = 80;    // text: the width to keep to, at least 60
    bool color = false;  // text
};

struct Format {
    std::string_view name;       // as --format takes it
    std::string_view extension;  // of a file that holds it, without the dot
    void (*write_run)(std::ostream&, const RunReport&, const ReportOptions&);
    void (*write_check)(std::ostream&, const CheckReport&, const ReportOptions&);

    // The same as a text in memory.
    std::string of_run(const RunReport& run, const ReportOptions& options) const;
    std::string of_check(const CheckReport& check, const ReportOptions& options) const;
};

std::span<const Format> formats();
const Format* format_named(std::string_view name);  // nullptr: there is no such format

}  // namespace acksim
