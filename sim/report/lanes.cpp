#include "report/lanes.hpp"

#include <algorithm>
#include <set>

namespace acksim {

namespace {

constexpr int last_lane = 10;  // columns that the last lane keeps for its notes
constexpr int narrowest = 7, widest = 24;

// From left to right: those who ask, those who store, the one who decides.
std::vector<NodeId> every_node(Nodes nodes) {
    std::vector<NodeId> all;
    for (std::int16_t p = 0; p < nodes.producers; ++p) all.push_back(nodes.producer({p}));
    for (std::int16_t b = 0; b < nodes.brokers; ++b) all.push_back(nodes.broker({b}));
    all.push_back(nodes.controller());
    return all;
}

std::set<NodeId> nodes_in(const Trace& trace, const std::vector<StepId>& steps) {
    std::set<NodeId> busy;
    for (const StepId s : steps) {
        const TraceStep& step = trace.steps[static_cast<std::size_t>(s)];
        busy.insert({step.from, step.to});
        for (const Happening& h : step.happenings) busy.insert(h.node);
    }
    return busy;
}

int pitch_of(std::size_t lanes, int columns) { return lanes < 2 ? widest : (columns - Lanes::gutter - last_lane) / static_cast<int>(lanes - 1); }

}  // namespace

Lanes::Lanes(const Names& names, const std::vector<StepId>& steps, int columns) : shown_(every_node(names.nodes())) {
    const std::set<NodeId> busy = nodes_in(names.result().trace, steps);
    const auto idle = [&](NodeId n) { return !busy.contains(n); };
    std::erase_if(shown_, [&](NodeId n) { return idle(n) && !names.nodes().is_broker(n); });
    if (pitch_of(shown_.size(), columns) < narrowest) std::erase_if(shown_, idle);
    pitch_ = std::clamp(pitch_of(shown_.size(), columns), 3, widest);
}

int Lanes::column(NodeId node) const {
    const auto place = std::find(shown_.begin(), shown_.end(), node);
    return place == shown_.end() ? -1 : gutter + static_cast<int>(place - shown_.begin()) * pitch_;
}

}  // namespace acksim
