// Runs as JUnit XML, as CI systems read it: a test case a scenario; a failure holds the broken expectations and the chains of causes.
#pragma once

#include <string>
#include <string_view>

#include "report/report.hpp"

namespace acksim {

std::string junit_report(const CheckReport& check);

// Ensures: may stand in an attribute or between tags; what XML 1.0 cannot hold at all becomes U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace acksim
