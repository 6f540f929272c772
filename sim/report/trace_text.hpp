// Every step of a run, a line each, for those who want to know exactly.
#pragma once

#include <string>

#include "report/report.hpp"

namespace acksim {

// "#17  10.9 ms  by #12  p1 → b1  Produce p1#2: b1 appends p1#2 at offset 2; …". Steps are never wrapped, so that grep finds them whole.
std::string trace_text(const RunReport& run);

} // namespace acksim
