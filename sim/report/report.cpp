#include "report/report.hpp"

#include <array>
#include <sstream>

#include "report/check_table.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/layout.hpp"
#include "report/names.hpp"
#include "report/text.hpp"

namespace acksim {

namespace {

using Out = std::ostream;
using Check = CheckReport;
using Options = ReportOptions;

constexpr std::array table{
    Format{"text", "txt", [](Out& out, const RunReport& run, const Options& options) { out << text_report(run, options); },
           [](Out& out, const Check& check, const Options& options) { out << check_table(check, options); }},
    Format{"json", "json", [](Out& out, const RunReport& run, const Options&) { write_json_report(out, run); },
           [](Out& out, const Check& check, const Options&) { write_json_reports(out, check); }},
    Format{"junit", "xml",
           [](Out& out, const RunReport& run, const Options&) {
               out << junit_report({{&run, 1}});
           },
           [](Out& out, const Check& check, const Options&) { out << junit_report(check); }},
};

}  // namespace

std::string_view verdict_name(RunVerdict verdict) {
    switch (verdict) {
        case RunVerdict::as_expected: return "as expected";
        case RunVerdict::broken: return "broken";
        case RunVerdict::undecided: return "undecided";
    }
    return "";
}

std::string RunReport::why_undecided() const {
    if (!result.outcome.undecided) return join(broken, "; ");
    const std::int64_t left = not_sent();
    return "given up after " + time_text(result.ended) + " of simulated time" + (left > 0 ? ", before " + counted(left, "record") + " could be sent" : "");
}

std::string NotRun::in_short() const { return problems.front() + (problems.size() == 1 ? "" : " (and " + std::to_string(problems.size() - 1) + " more)"); }

std::int64_t RunReport::not_sent() const {
    std::int64_t records = 0;
    for (const ProducerSetup& producer : scenario.config.producers) records += producer.workload.records;
    return records - static_cast<std::int64_t>(result.outcome.records.size());
}

std::string Format::of_run(const RunReport& run, const ReportOptions& options) const {
    std::ostringstream text;
    write_run(text, run, options);
    return std::move(text).str();
}

std::string Format::of_check(const CheckReport& check, const ReportOptions& options) const {
    std::ostringstream text;
    write_check(text, check, options);
    return std::move(text).str();
}

std::span<const Format> formats() { return table; }

const Format* format_named(std::string_view name) {
    for (const Format& format : table)
        if (format.name == name) return &format;
    return nullptr;
}

}  // namespace acksim
