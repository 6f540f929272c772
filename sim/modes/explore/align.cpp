#include "modes/explore/align.hpp"

#include <algorithm>
#include <optional>

namespace acksim {

namespace {

constexpr Duration a_little = milliseconds(5);

// Whether trail and run say the same: who, what, and of which record. Batches, offsets and epochs may differ.
bool alike(const Happening& a, const Happening& b) {
    return a.what == b.what && a.node == b.node && a.other == b.other && a.partition == b.partition && a.set == b.set &&
           a.records.producer == b.records.producer && (a.records.count == 0 || b.records.has(a.records.first));
}

class Aligner {
public:
    Aligner(TimedPlan plan, Close close, const TrailSteps& trail, const Layout& layout, const std::function<Trace(const TimedPlan&)>& run)
        : plan_(std::move(plan)), close_(close), trail_(trail), layout_(layout), run_(run), sends_(plan_.paces.size()) {}

    TimedPlan all() {
        for (std::size_t i = 0; i < trail_.steps.size(); ++i) {
            const TrailStep& s = trail_.steps[i];
            if (s.timer == TimerKind::send) time_send(i, static_cast<std::size_t>(layout_.nodes().producer_of(s.node).value));
            for (std::size_t f = 0; f < trail_.faults.size(); ++f)
                if (ends(trail_.faults[f], i)) time_end(f, i);
        }
        return std::move(plan_);
    }

private:
    bool ends(const TrailFault& f, std::size_t step) const {
        const TrailStep& s = trail_.steps[step];
        if (step <= f.step) return false;
        if (s.parts.kind == MoveParts::Kind::resume) return f.parts.fault == FreeFault::pause && s.parts.node == f.parts.node;
        if (s.parts.kind == MoveParts::Kind::heal_link)
            return f.parts.fault == FreeFault::partition && s.parts.node == f.parts.node && s.parts.other == f.parts.other;
        bool crash = f.parts.fault == FreeFault::crash || f.parts.fault == FreeFault::power_loss;
        return crash && s.timer == TimerKind::restart && s.node == f.parts.node;
    }

    // When the run has come as far as the trail before the step: right behind the last thing said there that the run says as well.
    Duration time_of(std::size_t step, const Trace& trace) const {
        for (std::size_t i = step; i-- > 0;)
            for (auto h = trail_.steps[i].said.rbegin(); h != trail_.steps[i].said.rend(); ++h)
                if (const TraceStep* same = find(*h, trace))
                    return same->at - SimTime{} + (close_ != Close::behind_in_its_time ? microseconds(1) : trail_.at(step - 1, {}) - trail_.at(i, {}));
        return {};
    }
    std::optional<Duration> time_before_next(std::size_t step, NodeId producer, const Trace& trace) const {
        for (std::size_t i = step + 1; i < trail_.steps.size(); ++i)
            for (const Happening& h : trail_.steps[i].said)
                if (const TraceStep* same = h.node == producer ? nullptr : find(h, trace)) return std::max(same->at - SimTime{} - a_little, Duration{});
        return std::nullopt;
    }
    // If the trail says it here for the nth time: where the run says it for the nth time.
    const TraceStep* find(const Happening& said, const Trace& trace) const {
        int left = times(said);
        for (const TraceStep& s : trace.steps)
            for (const Happening& h : s.happenings)
                if (alike(said, h) && --left == 0) return &s;
        return nullptr;
    }
    int times(const Happening& said) const {
        int n = 0;
        for (const TrailStep& s : trail_.steps)
            for (const Happening& h : s.said) {
                n += alike(said, h);
                if (&h == &said) return n;
            }
        return n;
    }
    // The fault's place in the plan, which leaves out faults that no scenario can ask for.
    std::size_t place(std::size_t fault) const {
        auto end = trail_.faults.begin() + static_cast<std::ptrdiff_t>(fault);
        return static_cast<std::size_t>(std::count_if(trail_.faults.begin(), end, [](const TrailFault& f) { return f.has_counterpart(); }));
    }

    void time_send(std::size_t step, std::size_t producer) {
        Pace& pace = plan_.paces[producer];
        Sends& sends = sends_[producer];
        const Trace trace = run_(plan_);
        Duration goal = time_of(step, trace);
        if (close_ == Close::ahead) goal = std::max(goal, time_before_next(step, trail_.steps[step].node, trace).value_or(goal));
        if (sends.count == 0) pace.start = goal;
        else if (sends.count <= pace.pauses.size()) pace.pauses[sends.count - 1] = std::max(goal - sends.last, Duration{});
        sends.last = std::max(goal, sends.last);
        ++sends.count;
    }
    void time_end(std::size_t fault, std::size_t step) {
        const std::size_t in_plan = place(fault);
        Trace trace = run_(plan_);
        auto start = std::find_if(trace.steps.begin(), trace.steps.end(), [&](const TraceStep& s) { return s.fault == static_cast<std::int16_t>(in_plan); });
        if (start == trace.steps.end()) return;
        Duration lasts = std::max(time_of(step, trace) - (start->at - SimTime{}), milliseconds(1));
        Fault& f = plan_.faults[in_plan];
        (f.kind == FaultKind::crash || f.kind == FaultKind::power_loss ? f.restart_after : f.duration) = lasts;
    }

    struct Sends {
        std::size_t count = 0;
        Duration last{};
    };
    TimedPlan plan_;
    Close close_;
    const TrailSteps& trail_;
    const Layout& layout_;
    const std::function<Trace(const TimedPlan&)>& run_;
    std::vector<Sends> sends_;  // by producer: those that are timed
};

}  // namespace

TimedPlan align(TimedPlan plan, Close close, const TrailSteps& trail, const Layout& layout, const std::function<Trace(const TimedPlan&)>& run) {
    return Aligner(std::move(plan), close, trail, layout, run).all();
}

}  // namespace acksim
