// What a run was asked: the question, the settings that matter to its answer, and the faults.
#pragma once

#include <string>

#include "report/layout.hpp"
#include "report/names.hpp"

namespace acksim {

// Settings at their default are left out, except those that decide over delivery: acks, enable.idempotence, min.insync.replicas, ….
std::string asked_section(const Names& names, const Paint& paint, int columns);

}  // namespace acksim
