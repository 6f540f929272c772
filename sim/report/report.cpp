#include "report/report.hpp"

#include <array>

#include "report/check_table.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/text.hpp"

namespace acksim {

namespace {

constexpr std::array table{
    Format{"text", "txt", text_report, check_table},
    Format{"json", "json", [](const RunReport& run, const ReportOptions&) { return json_report(run); },
           [](std::span<const RunReport> runs, const ReportOptions&) { return json_reports(runs); }},
    Format{"junit", "xml",
           [](const RunReport& run, const ReportOptions&) {
               return junit_report({&run, 1});
           },
           [](std::span<const RunReport> runs, const ReportOptions&) { return junit_report(runs); }},
};

} // namespace

std::string_view verdict_name(RunVerdict verdict) {
    switch (verdict) {
    case RunVerdict::as_expected:
        return "as expected";
    case RunVerdict::broken:
        return "broken";
    case RunVerdict::undecided:
        return "undecided";
    }
    return "";
}

std::span<const Format> formats() {
    return table;
}

const Format* format_named(std::string_view name) {
    for (const Format& format : table) {
        if (format.name == name) {
            return &format;
        }
    }
    return nullptr;
}

} // namespace acksim
