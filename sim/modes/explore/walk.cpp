#include "modes/explore/walk.hpp"

#include <algorithm>

#include "modes/label.hpp"

namespace acksim {

std::string node_name(NodeId node, const Config& config) {
    Nodes nodes = nodes_of(config);
    if (nodes.is_broker(node)) return "b" + std::to_string(node.value + 1);
    return node == nodes.controller() ? "controller" : "p" + std::to_string(nodes.producer_of(node).value + 1);
}

Walk::Walk(const Config& config)
    : config_(config), layout_(config), world_(start_of(config, layout_)), turn_(config, layout_, world_.topics, world_.network, world_.timers, answers_),
      senders_(static_cast<std::size_t>(layout_.connections()) * 3) {
    turn_.listener = this;
    trace_.steps.push_back({});
    trace_.counts_moves = true;
    // What is on its way at the start was sent by nobody before it.
    for (Slot s = 0; s < layout_.connections() * 3; ++s)
        senders_[static_cast<std::size_t>(s)].resize(world_.network[layout_.channel(s).connection].waiting(layout_.channel(s).direction));
}

bool Walk::is_possible(Move move) const {
    Exploration everything;
    everything.allowed.fill(true);
    Move without_answer{move.code, 0};
    for (bool waits_race : {false, true}) {
        Moves moves;
        list_free_moves(world_, config_, layout_, waits_race, moves);
        list_faults(world_, config_, layout_, everything, waits_race, moves);
        if (std::find(moves.begin(), moves.end(), without_answer) != moves.end()) return true;
    }
    return false;
}

std::string Walk::words(Move move) const {
    MoveParts m = parts_of(move);
    auto name = [&](NodeId n) { return node_name(n, config_); };
    auto event = [&](Slot slot) {
        if (!layout_.is_channel(slot)) return name(layout_.timer(slot).node) + ": " + timer_label(layout_.timer(slot));
        const Channel& c = layout_.channel(slot);
        return name(c.from) + " -> " + name(c.to) + ": " + message_label(world_, layout_, c);
    };
    switch (m.kind) {
        case MoveParts::Kind::event: return event(m.slot);
        case MoveParts::Kind::resume: return name(m.node) + " runs again";
        case MoveParts::Kind::heal_link: return "the link between " + name(m.node) + " and " + name(m.other) + " heals";
        case MoveParts::Kind::fault: break;
    }
    std::string fault(name_of(m.fault));
    if (m.fault == FreeFault::early_timer) return fault + " of " + event(m.slot);
    if (m.fault == FreeFault::partition) return fault + " between " + name(m.node) + " and " + name(m.other);
    if (m.fault == FreeFault::lost_request || m.fault == FreeFault::lost_response)
        return fault + " between " + name(layout_.client(m.connection)) + " and " + name(layout_.server(m.connection));
    return fault + " of " + name(m.node);
}

void Walk::make(Move move) {
    MoveParts m = parts_of(move);
    begin_step(m, words(move));
    if (m.kind == MoveParts::Kind::event && layout_.is_channel(m.slot)) senders_[static_cast<std::size_t>(m.slot)].pop_front();
    apply(world_, move, turn_, answers_);
    note_touched();
}

void Walk::begin_step(const MoveParts& m, std::string label) {
    TraceStep s;
    s.label = std::move(label);
    s.kind = TraceStep::Kind::fault;
    s.from = m.node != no_node ? m.node : m.connection.value >= 0 ? layout_.client(m.connection) : no_node;
    Slot slot = m.slot;
    if (slot >= 0 && layout_.is_channel(slot)) {
        const Channel& c = layout_.channel(slot);
        s.kind = TraceStep::Kind::message;
        s.from = c.from;
        s.to = c.to;
        s.cause = sender(slot);
        s.label = message_label(world_, layout_, c);
    } else if (slot >= 0) {
        s.cause = armed(slot).by;
        s.from = layout_.timer(slot).node;
        if (m.kind == MoveParts::Kind::event) {
            s.kind = TraceStep::Kind::timer;
            s.label = timer_label(layout_.timer(slot));
        }
    }
    trace_.steps.push_back(std::move(s));
    trace_.steps.back().at = now();
    StepId cause = trace_.steps.back().cause;
    trace_.steps.back().sent_at = cause >= 0 ? trace_.steps[static_cast<std::size_t>(cause)].at : now();
}

std::size_t Walk::place_of(Slot timer) {
    auto place = static_cast<std::size_t>(timer);
    if (armed_.size() <= place) armed_.resize(place + 1);
    return place;
}

void Walk::note_touched() {
    auto now_at = static_cast<StepId>(trace_.steps.size() - 1);
    for (const Touch& t : turn_.touched()) {
        if (t.kind == Touch::Kind::armed) armed_[place_of(t.slot)] = {now_at, now_at, t.wait};
        if (t.kind == Touch::Kind::armed_like) {
            const Armed like = armed(t.like);
            armed_[place_of(t.slot)] = {now_at, like.since, like.wait};
        }
        if (!layout_.is_channel(t.slot)) continue;
        std::deque<StepId>& senders = senders_[static_cast<std::size_t>(t.slot)];
        if (t.kind == Touch::Kind::pushed) senders.push_back(now_at);
        else if (t.kind == Touch::Kind::popped) senders.pop_front();
        else if (t.kind == Touch::Kind::emptied) senders.clear();
        else if (t.kind == Touch::Kind::strayed) {
            Slot strays = layout_.slot(layout_.channel(t.slot).connection, Direction::strays);
            senders_[static_cast<std::size_t>(strays)].push_back(senders.front());
            senders.pop_front();
        }
    }
    turn_.forget_touched();
}

}  // namespace acksim
