// What holds in every state of every run, whatever the faults: the oracles of broker.md 10.3 that one World can answer, or two in a row.
#pragma once

#include <string>
#include <vector>

#include "world/world.hpp"

namespace acksim::testing {

// What was seen of one partition on one broker before: a new epoch starts the count anew.
struct LeaderSeen {
    LeaderEpoch epoch{-1};
    Offset high_watermark;
};

class Invariants {
public:
    explicit Invariants(const Config& config) : config_(config), seen_(config.partitions.size() * static_cast<std::size_t>(config.brokers)) {}

    // One sentence for each invariant that `world`, the next state of the run, breaks.
    std::vector<std::string> broken(const World& world);

private:
    void check_replica(const World& world, PartitionId partition, BrokerId broker);
    void check_pair(const World& world, PartitionId partition, BrokerId a, BrokerId b);
    void check_controller(const World& world, PartitionId partition);
    void say(const char* what, PartitionId partition, BrokerId broker);

    const Config& config_;
    std::vector<LeaderSeen> seen_;
    std::vector<PartitionState> decided_;
    std::vector<std::string> broken_;
};

}  // namespace acksim::testing
