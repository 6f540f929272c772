// Order: two records of one producer and partition are reordered if their first copies lie in the opposite order of their sends. An
// application that sends a record again sends it later: its copy counts by the send that it comes from.
#pragma once

#include "protocol/ledger.hpp"
#include "protocol/log.hpp"
#include "verdict/outcome.hpp"

namespace acksim {

// Adds the partition's pairs and records to `out`: the count of all pairs, and the first thousand of them by name.
void find_reordered(const Ledger& ledger, PartitionId partition, const Log& log, Outcome& out);

}  // namespace acksim
