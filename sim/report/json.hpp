// A run as JSON: a contract, described by report_schema(). Whole numbers only; keys in a fixed order; lists in the order of the outcome.
#pragma once

#include <iosfwd>
#include <string>

#include "report/report.hpp"

namespace acksim {

void write_json_report(std::ostream& out, const RunReport& run);       // one object, ending with a line break
void write_json_reports(std::ostream& out, const CheckReport& check);  // a list of such objects
std::string fingerprint_text(std::uint64_t fingerprint);               // 16 hex digits

// The JSON Schema (draft-07) of a report.
std::string report_schema();

// The records whose application was told that they failed, one object a line: {"record","topic","partition","error","time_us"}.
// "error" is the exception that the callback got.
std::string failed_records(const RunReport& run);

}  // namespace acksim
