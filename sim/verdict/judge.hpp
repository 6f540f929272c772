// From the ledger and the final logs to one word a record. Pure: it sees nothing else of the world.
#pragma once

#include <vector>

#include "protocol/ledger.hpp"
#include "protocol/log.hpp"
#include "verdict/outcome.hpp"

namespace acksim {

// `logs` are the logs that count after healing, by PartitionId; null: the partition has no leader, and its records' fate is unavailable.
// `undecided`: the run hit its bound, so that what is not told or stored yet may still be.
Outcome judge(const Ledger& ledger, const std::vector<const Log*>& logs, bool undecided);

}  // namespace acksim
