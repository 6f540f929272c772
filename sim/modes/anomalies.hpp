// What went wrong, told once for all records to which it happened alike.
#pragma once

#include <vector>

#include "modes/run_result.hpp"

namespace acksim {

// One anomaly for each group of records of one producer and partition with one word and one kind of chain, in the order of their first
// records; reorderings last. Whose chains are looked at is bounded; what happened in the same steps is then one kind.
std::vector<Anomaly> find_anomalies(const RunResult& result);

}  // namespace acksim
