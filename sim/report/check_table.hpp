// The report of many runs for people: a line a scenario, what differs, and a sum.
#pragma once

#include <span>
#include <string>

#include "report/report.hpp"

namespace acksim {

// Ensures: the last line is "N as expected, M broken, K undecided".
std::string check_table(std::span<const RunReport> runs, const ReportOptions& options);

}  // namespace acksim
