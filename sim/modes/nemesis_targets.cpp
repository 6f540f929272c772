// Whom a fault hits: "leader", "followers" and the like, looked up at the moment it starts.
#include "modes/nemesis.hpp"

namespace acksim {

std::vector<NodeId> Nemesis::resolve(const Target& t) const {
    const World& w = timed_.world();
    Nodes nodes = timed_.layout().nodes();
    BrokerId leader = w.controller.partitions.empty() ? nobody : w.partition(t.partition).leader;
    const auto& replicas = timed_.config().partition(t.partition).replicas;
    std::vector<NodeId> out;
    switch (t.kind) {
        case Target::Kind::node: return {t.node};
        case Target::Kind::leader: return leader == nobody ? out : std::vector<NodeId>{nodes.broker(leader)};
        case Target::Kind::followers:
        case Target::Kind::follower:
            for (BrokerId b : replicas)
                if (b != leader) out.push_back(nodes.broker(b));
            if (t.kind == Target::Kind::followers) return out;
            if (t.number < 1 || t.number > static_cast<int>(out.size())) return {};
            return {out[static_cast<std::size_t>(t.number - 1)]};
        case Target::Kind::not_in_isr:
            for (BrokerId b : replicas)
                if (!w.partition(t.partition).isr.has(b)) out.push_back(nodes.broker(b));
            return out;
        case Target::Kind::clients:
            for (std::int16_t p = 0; p < nodes.producers; ++p) out.push_back(nodes.producer({p}));
            return out;
        case Target::Kind::brokers:
            for (std::int16_t b = 0; b < nodes.brokers; ++b) out.push_back(nodes.broker({b}));
            return out;
    }
    return out;
}

std::vector<BlockedLink> Nemesis::links_of(const Fault& fault) const {
    std::vector<BlockedLink> out;
    for (NodeId a : resolve(fault.target))
        for (NodeId b : resolve(fault.other)) {
            if (a == b) continue;
            out.push_back({a, b});
            if (!fault.one_way) out.push_back({b, a});
        }
    return out;
}

}  // namespace acksim
