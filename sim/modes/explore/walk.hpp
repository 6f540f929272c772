// A walk: one run of an exploration, move by move, with the trace that a report and the chains of causes are made of.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "modes/explore/moves.hpp"
#include "world/trace.hpp"

namespace acksim {

// A timer's wait: who armed it, and since which step it lasts (earlier, if it goes on under another name).
struct Armed {
    StepId by = 0, since = 0;
    Wait wait{};
};

class Walk final : private Listener {
public:
    explicit Walk(const Config& config);  // Requires: config outlives the walk

    // Does the move. Returns false, and does nothing, if it is not possible now.
    bool take(Move move) {
        if (!is_possible(move)) return false;
        make(move);
        return true;
    }
    // Does the move, whether or not its time has come. Requires: what it names is there.
    void make(Move move);
    // What the next move would be called: "p1 -> b1: Produce 0", "b2: restart", "crash of b1".
    std::string words(Move move) const;

    const World& world() const { return world_; }
    const Layout& layout() const { return layout_; }
    // The step that sent the head of a channel. Requires: there is one.
    StepId sender(Slot channel) const { return senders_[static_cast<std::size_t>(channel)].front(); }
    const Armed& armed(Slot timer) { return armed_[place_of(timer)]; }
    SimTime now() const { return {static_cast<std::int64_t>(trace_.steps.size() - 1) * 1000}; }
    const Trace& trace() const { return trace_; }
    Trace take_trace() { return std::move(trace_); }

private:
    void hear(const Happening& happening) override { trace_.steps.back().happenings.push_back(happening); }
    bool is_possible(Move move) const;
    void begin_step(const MoveParts& m, std::string label);
    void note_touched();
    std::size_t place_of(Slot timer);

    const Config& config_;
    Layout layout_;
    World world_;
    Answers answers_;
    Turn turn_;
    Trace trace_;
    std::vector<std::deque<StepId>> senders_;  // by channel slot: the steps that sent what is in it
    std::vector<Armed> armed_;                 // by slot
};

std::string node_name(NodeId node, const Config& config);  // "b1", "controller", "p1"

}  // namespace acksim
