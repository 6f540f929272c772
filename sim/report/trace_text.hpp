// Every step of a run, a line each, for those who want to know exactly.
#pragma once

#include <string>

#include "report/report.hpp"

namespace acksim {

// "#12  15.7 ms  by #11  p1 → b1  Produce 2-3: b1 appends p1#2–3 at offset 2, leader epoch 0; …". Steps are never wrapped, so that grep
// finds them whole.
std::string trace_text(const RunReport& run);

}  // namespace acksim
