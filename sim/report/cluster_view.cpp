#include "report/cluster_view.hpp"

#include <algorithm>

#include "report/layout.hpp"

namespace acksim {

// A run starts with every replica up, in the ISR, and the first one leading, but for partitions that are added later.
ClusterView::ClusterView(const Config& config) : nodes_(nodes_of(config)) {
    lives_.resize(static_cast<std::size_t>(nodes_.count()), Life::up);
    for (std::size_t p = 0; p < config.partitions.size(); ++p) {
        const PartitionId partition{static_cast<std::int16_t>(p)};
        const auto& replicas = config.partition(partition).replicas;
        high_watermarks_.push_back(-1);
        if (!config.topics[static_cast<std::size_t>(config.topic_of(partition))].has_at_start(partition)) {
            states_.push_back({no_node, LeaderEpoch{-1}, BrokerSet{}});
            continue;
        }
        states_.push_back({replicas.empty() ? no_node : nodes_.broker(replicas.front()), LeaderEpoch{0}, set_of(config.partition(partition).replicas)});
        if (!replicas.empty()) high_watermarks_.back() = 0;
    }
    told_ = states_;
}

void ClusterView::lead(PartitionId p, State now) {
    state(p) = now;
    high_watermarks_[static_cast<std::size_t>(p.value)] = -1;
}

void ClusterView::apply(const Happening& h) {
    const auto become = [&](Life life) {
        if (h.node.value >= 0 && h.node.value < nodes_.count()) lives_[static_cast<std::size_t>(h.node.value)] = life;
    };
    const bool of_partition = h.partition.value >= 0 && static_cast<std::size_t>(h.partition.value) < states_.size();
    if (h.what == What::crashed || h.what == What::lost_power || h.what == What::lost_disk || h.what == What::stopped || h.what == What::process_died) {
        become(Life::down);
        // What a leader has lost, its high watermark no longer holds for.
        for (std::size_t p = 0; (h.what == What::lost_power || h.what == What::lost_disk) && p < states_.size(); ++p)
            if (states_[p].leader == h.node) high_watermarks_[p] = -1;
    } else if (h.what == What::paused) {
        become(Life::paused);
    } else if (h.what == What::resumed || h.what == What::restarted) {
        become(Life::up);
    } else if (!of_partition) {
        return;
    } else if (h.what == What::leader_elected || h.what == What::unclean_leader_elected || h.what == What::partition_created) {
        const BrokerSet alone = BrokerSet{}.with(nodes_.broker_of(h.other));
        lead(h.partition, {h.other, h.epoch, h.set.empty() ? alone : h.set});
    } else if (h.what == What::leaderless) {
        lead(h.partition, {no_node, h.epoch, state(h.partition).isr});
    } else if (h.what == What::isr_changed) {
        state(h.partition).isr = h.set;
    } else if (h.what == What::high_watermark && h.node == state(h.partition).leader) {
        high_watermarks_[static_cast<std::size_t>(h.partition.value)] = h.offset;
    }
}

std::vector<PartitionId> ClusterView::take_changes() {
    std::vector<PartitionId> changed;
    for (std::size_t p = 0; p < states_.size(); ++p)
        if (states_[p] != told_[p]) changed.push_back(PartitionId{static_cast<std::int16_t>(p)});
    told_ = states_;
    return changed;
}

std::string ClusterView::state_line(PartitionId p, const Names& names, int columns) const {
    const State& now = states_[static_cast<std::size_t>(p.value)];
    std::string text = "  ";
    if (now.epoch.value < 0) {
        text += "does not exist yet";
    } else {
        text += now.leader == no_node ? "no leader" : "leader " + names.node(now.leader);
        text += " · epoch " + std::to_string(now.epoch.value) + " · ISR " + names.brokers(now.isr);
        const BrokerSet outside = set_of(names.scenario().config.partition(p).replicas) - now.isr;
        text += outside.empty() ? "" : " · OSR " + names.brokers(outside);
        const std::int64_t mark = high_watermark(p);
        text += mark < 0 ? "" : " · HW " + std::to_string(mark);
    }
    constexpr int shortest = 8;  // of the name
    return cut(names.partition(p, std::max(columns - text_width(text), shortest)) + text, columns);
}

}  // namespace acksim
