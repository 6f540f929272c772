// What a diagram knows at one moment of a run, gathered from the happenings before it: who is up, who leads, who is in sync.
#pragma once

#include <string>
#include <vector>

#include "report/names.hpp"

namespace acksim {

enum class Life : signed char { up, down, paused };

class ClusterView {
public:
    explicit ClusterView(const Config& config);

    void apply(const Happening& happening);
    Life life(NodeId node) const { return lives_[static_cast<std::size_t>(node.value)]; }

    // Partitions whose leader, leader epoch or ISR differ from what take_changes() was last told.
    std::vector<PartitionId> take_changes();

    // As its leader last said in its leader epoch; -1: nobody leads, or its leader has not said yet.
    std::int64_t high_watermark(PartitionId p) const { return high_watermarks_[static_cast<std::size_t>(p.value)]; }

    // "orders-0  leader b2 · epoch 1 · ISR b2 b3 · OSR b1 · HW 7". Ensures: at most so many `columns`, at the expense of the topic's name.
    std::string state_line(PartitionId p, const Names& names, int columns) const;

private:
    struct State {
        NodeId leader = no_node;
        LeaderEpoch epoch{0};
        BrokerSet isr;

        bool operator==(const State&) const = default;
    };

    void lead(PartitionId p, State now);
    State& state(PartitionId p) { return states_[static_cast<std::size_t>(p.value)]; }

    Nodes nodes_;
    std::vector<Life> lives_;
    std::vector<State> states_, told_;
    std::vector<std::int64_t> high_watermarks_;  // by partition
};

}  // namespace acksim
