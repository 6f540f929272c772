// The report of one run for people: what was asked, the diagram, what became of the records and why, what it cost, the verdict.
#pragma once

#include <string>

#include "report/report.hpp"

namespace acksim {

// Ensures: no line is wider than options.columns, but for single words that are wider themselves.
std::string text_report(const RunReport& run, const ReportOptions& options);

}  // namespace acksim
