// The report of many runs for people: a line a scenario, what differs, and a sum.
#pragma once

#include <string>

#include "report/report.hpp"

namespace acksim {

// Ensures: the last line is "N as expected, M broken, K undecided", and ", L not run" if there are any.
std::string check_table(const CheckReport& check, const ReportOptions& options);

}  // namespace acksim
