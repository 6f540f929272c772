// What in-sync replicas owe each other: the same log below both their high watermarks. Under today's rules they always agree when all is at
// rest; under the truncation rules of history they may not (KIP-101, KIP-279, KIP-320).
#pragma once

#include <vector>

#include "world/world.hpp"

namespace acksim {

bool in_sync_logs_agree(const World& world, PartitionId partition);
// The partitions of which two members of the ISR disagree.
std::vector<PartitionId> diverged_partitions(const World& world);

}  // namespace acksim
