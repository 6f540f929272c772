// The driver that owns time: it gives each message a time of arrival and each timer a time to fire, and takes the earliest. The times lie
// beside the World, one ring a channel and one key a timer; after a step only the touched slots are keyed anew.
// Simplified: brokers and clients work in no time; what takes time is messages and timers.
#pragma once

#include <cstdint>
#include <vector>

#include "base/dice.hpp"
#include "base/time.hpp"
#include "modes/agenda.hpp"
#include "scenario/scenario.hpp"
#include "world/step.hpp"
#include "world/trace.hpp"

namespace acksim {

// A link that is slower than the network: every message from `from` to `to`, or only answers to fetches.
struct SlowLink {
    NodeId from;
    NodeId to;
    Duration extra;
    bool fetches_only = false;
};

class Timed final : private Chooser {
public:
    // Requires: config, network outlive the driver.
    Timed(const Config& config, const NetworkSetup& network, std::uint64_t seed);
    Timed(const Timed&) = delete;
    Timed& operator=(const Timed&) = delete;

    // Back to the start, with another seed; keeps all memory.
    void reset(std::uint64_t seed);

    // When the next event is due; SimTime{Agenda::never} if there is none.
    SimTime next() const { return {agenda_.key(agenda_.first())}; }
    Slot next_slot() const { return agenda_.first(); }
    // Does the next event. Requires: there is one.
    void do_next();
    // Lets something happen that is no event of the protocol: a fault. Requires: at >= now(). f(World&, Turn&)
    template <class F> void intervene(SimTime at, F&& f) {
        now_ = at;
        ++steps_;
        f(world_, turn_);
        settle();
        rekey_all();
    }
    // The head of the next channel arrives so much later.
    void postpone(Slot slot, Duration by);

    SimTime now() const { return now_; }
    std::uint64_t events() const { return events_; }
    std::uint64_t fingerprint() const { return fingerprint_; }
    // The number of the step that is happening, and of the one that caused it (what sent the message or armed the timer).
    StepId step_number() const { return steps_; }
    StepId cause_of(Slot slot) const;
    SimTime begun_at(Slot slot) const;
    void set_listener(Listener* listener) { turn_.listener = listener; }

    World& world() { return world_; }
    const World& world() const { return world_; }
    const Layout& layout() const { return layout_; }
    const Config& config() const { return config_; }
    std::vector<SlowLink>& slow_links() { return slow_links_; }

private:
    struct Due {
        std::int64_t at = 0;
        std::int64_t begun = 0;
        StepId cause = -1;
    };
    // Arrival times of what is in a channel, in its order.
    struct Ring {
        std::vector<Due> items;
        std::size_t head = 0;
        std::int64_t line_free = 0;  // when the last byte sent so far has left

        bool empty() const { return head == items.size(); }
        Due& front() { return items[head]; }
        const Due& front() const { return items[head]; }
        void push(Due d) { items.push_back(d); }
        Due pop() {
            Due d = items[head++];
            if (head == items.size()) clear();
            return d;
        }
        void clear() {
            items.clear();
            head = 0;
        }
    };

    std::int64_t choose(std::int64_t options) override;
    void start();
    void settle();
    void on_pushed(Slot slot);
    void on_armed(Slot slot, const Wait& w);
    void on_armed_like(Slot slot, Slot other);
    void rekey(Slot slot);
    void rekey_all();
    Wait latency_of(const Channel& channel, const Message& message) const;
    // How long this time. Each slot has dice of its own; where there is nothing to draw they are put aside unrolled.
    Duration wait(Slot slot, const Wait& w) {
        std::uint64_t index = rolls_[static_cast<std::size_t>(slot)]++;
        return w.max <= w.min ? w.min : draw(w, roll(seed_, static_cast<std::uint64_t>(slot), index));
    }
    void make_room(Slot slot);

    const Config& config_;
    const NetworkSetup& network_;
    Layout layout_;
    std::uint64_t seed_;
    World fresh_;  // the start of every run
    World world_;
    Turn turn_;
    Agenda agenda_;
    std::vector<Ring> rings_;           // by channel slot
    std::vector<Due> timers_;           // by slot
    std::vector<std::uint64_t> rolls_;  // by slot: how often its dice were rolled
    std::vector<SlowLink> slow_links_;
    bool held_ = false;  // something is paused or cut off; only interventions pause and cut
    std::uint64_t inner_questions_ = 0;
    SimTime now_{};
    std::uint64_t events_ = 0;
    std::uint64_t fingerprint_ = 0;
    StepId steps_ = 0;
};

}  // namespace acksim
