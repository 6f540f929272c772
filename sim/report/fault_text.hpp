// The faults of a scenario's plan in plain English: "when p1#7 is acknowledged: the leader crashes; back after 10 s".
#pragma once

#include <string>

#include "report/names.hpp"

namespace acksim {

// What an alter_config sets: "min.insync.replicas=1, max.message.bytes=1000".
std::string settings_text(const Fault& fault);
std::string fault_text(const Fault& fault, const Names& names);

}  // namespace acksim
