// The readers of a scenario's parts, in the order in which they run: each may look at what the earlier ones have read.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "scenario/node.hpp"

namespace acksim {

// A scenario while it is read, and what later readers need of earlier ones.
struct Draft {
    Scenario scenario;
    TopicConfig topic_defaults;  // of the cluster
    std::int64_t default_replication_factor = 1;
    bool replication_factor_was_said = false;
    std::int64_t default_partitions = 1;
    std::map<std::string, std::int32_t, std::less<>> fault_numbers;  // faults that have a name

    const Config& config() const { return scenario.config; }
};

void read_head(const Node& root, Draft& draft);  // title, kafka, seed, …
void read_cluster(const Node& root, Draft& draft);
void read_topics(const Node& root, Draft& draft);
void read_producers(const Node& root, Draft& draft);
void read_workload(const Node& workload, const Topic& topic, const std::string& producer, Workload& into);
void read_network(const Node& root, Draft& draft);
void read_faults(const Node& root, Draft& draft);
void read_trigger(const Node& when, PartitionId partition, const Draft& draft, Trigger& into);
void read_expect(const Node& root, Draft& draft);
void read_explore(const Node& root, Draft& draft);

// Keeps what `into` held if there was nothing valid to read.
template <class T> void take(std::optional<T> from, T& into) {
    if (from) into = *from;
}

}  // namespace acksim
