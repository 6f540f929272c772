#include "modes/fault_kinds.hpp"

namespace acksim {

Config with_alterations(const Config& config, const std::vector<Fault>& plan) {
    Config out = config;
    for (Topic& t : out.topics) t.altered.clear();
    for (const Fault& f : plan) {
        if (f.kind != FaultKind::alter_config) continue;
        Topic& topic = out.topics[static_cast<std::size_t>(config.topic_of(f.partition))];
        TopicConfig altered = topic.altered.empty() ? topic.config : topic.altered.back();
        if (f.min_insync_replicas >= 0) altered.min_insync_replicas = f.min_insync_replicas;
        if (f.max_message_bytes >= 0) altered.max_message_bytes = f.max_message_bytes;
        if (f.unclean >= 0) altered.unclean_leader_election_enable = f.unclean != 0;
        topic.altered.push_back(altered);
    }
    return out;
}

std::int8_t version_of(const std::vector<Fault>& plan, const Config& config, int index) {
    std::int8_t version = -1;
    std::int16_t topic = config.topic_of(plan[static_cast<std::size_t>(index)].partition);
    for (int i = 0; i <= index; ++i) {
        const Fault& f = plan[static_cast<std::size_t>(i)];
        if (f.kind == FaultKind::alter_config && config.topic_of(f.partition) == topic) ++version;
    }
    return version;
}

}  // namespace acksim
