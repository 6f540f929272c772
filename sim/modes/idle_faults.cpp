// Faults of the plan that did nothing, and why.
#include "modes/fault_kinds.hpp"
#include "modes/nemesis.hpp"

namespace acksim {

std::vector<IdleFault> Nemesis::idle_faults() const {
    std::vector<IdleFault> out;
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        const Progress& p = progress_[i];
        const auto add = [&](const std::string& why) { out.push_back({static_cast<int>(i), why}); };
        if (!p.started) add("never began: what it waits for did not happen");
        else if (hits_requests(plan_[i].kind) && p.last_hit < 0) add("hit nothing: " + why_unhit(plan_[i], p));
        else if (!p.missed.empty()) add("hit nothing: " + p.missed);
    }
    return out;
}

// Of a fault on requests.
std::string Nemesis::why_unhit(const Fault& fault, const Progress& p) const {
    if (fault.nth == 0) return "no request with that record came after it had begun";
    const std::string request = "request " + std::to_string(fault.nth);
    const std::int32_t all = requests_of_[static_cast<std::size_t>(fault.record.producer.value)];
    if (p.already >= fault.nth) return request + " had come before it began";
    return all < fault.nth ? "the producer sent no more than " + std::to_string(all) + " requests" : request + " was never answered";
}

// Of any other fault, after it has begun and hit nobody.
std::string Nemesis::why_missed(const Fault& fault, const Progress& p) const {
    const World& w = timed_.world();
    const Nodes nodes = timed_.layout().nodes();
    if (fault.kind == FaultKind::partition && !p.links.empty()) return "nothing got through already";
    if (fault.kind == FaultKind::partition || fault.kind == FaultKind::delay || p.hit.empty()) return "there was nobody to hit";
    if (fault.kind == FaultKind::break_connection) return "there was no such connection";
    const NodeId first = p.hit.front();
    const std::string name = nodes.is_broker(first) ? "b" + std::to_string(first.value + 1) : "its process";
    if (fault.kind == FaultKind::move_leader) return name + (w.partition(fault.partition).leader == nodes.broker_of(first) ? " led already" : " may not lead");
    return name + (w.is_paused(first) ? " was paused" : nodes.is_broker(first) ? " was down" : " had ended");
}

}  // namespace acksim
