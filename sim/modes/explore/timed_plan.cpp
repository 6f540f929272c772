#include "modes/explore/timed_plan.hpp"

#include <algorithm>

#include "modes/explore/trail_triggers.hpp"

namespace acksim {

namespace {

constexpr std::size_t most_mixtures = 40;  // of triggers of all faults
constexpr std::uint64_t other_seeds = 4;

class Planner {
public:
    Planner(const Scenario& scenario, const TrailSteps& trail) : scenario_(scenario), trail_(trail), layout_(scenario.config) {}

    std::vector<TimedPlan> all() {
        std::vector<TimedPlan> out;
        for (Late late : lates())
            for (const std::vector<Pace>& pace : all_paces(late)) {
                std::vector<std::vector<Trigger>> triggers;
                for (std::size_t i = 0; i < trail_.faults.size(); ++i) triggers.push_back(triggers_of(i, late, trail_, layout_));
                for (const std::vector<std::size_t>& mixture : mixtures(triggers)) {
                    TimedPlan plan;
                    plan.seed = scenario_.seed;
                    for (std::size_t i = 0; i < trail_.faults.size(); ++i) add_fault(i, triggers[i].empty() ? Trigger{} : triggers[i][mixture[i]], late, plan);
                    make_late(late, plan);
                    plan.paces = pace;
                    out.push_back(std::move(plan));
                }
            }
        std::size_t plans = out.size();
        for (std::uint64_t more = 1; more <= other_seeds; ++more)
            for (std::size_t i = 0; i < plans; ++i) {
                out.push_back(out[i]);
                out.back().seed += more;
            }
        return out;
    }

private:
    bool runs_on(ConnectionId c, TrailStep::Link link) const {
        bool controller = layout_.server(c) == layout_.nodes().controller();
        return link == TrailStep::Link::produce ? layout_.is_producers(c) : (link == TrailStep::Link::metadata) == controller && !layout_.is_producers(c);
    }
    bool any(TrailStep::Link link) const {
        return std::any_of(
            trail_.on_their_way.begin(), trail_.on_their_way.end(), [&](ConnectionId c) { return runs_on(c, link); });
    }
    // What may be late: nothing, then more and more of what was on its way when a fault struck.
    std::vector<Late> lates() const {
        std::vector<Late> out;
        bool fetch = any(TrailStep::Link::fetch), produce = any(TrailStep::Link::produce), metadata = any(TrailStep::Link::metadata);
        for (bool m : {false, true})
            for (bool p : {false, true})
                for (bool f : {false, true})
                    if ((!f || fetch) && (!p || produce) && (!m || metadata)) out.push_back({f, p, m});
        return out;
    }

    // One trigger a fault, those with the smallest places in their lists first.
    std::vector<std::vector<std::size_t>> mixtures(const std::vector<std::vector<Trigger>>& triggers) const {
        std::vector<std::vector<std::size_t>> out;
        std::size_t most = 0;
        for (const auto& t : triggers) most += t.size();
        std::vector<std::size_t> mixture;
        auto choose = [&](auto&& self, std::size_t left) -> void {
            if (out.size() >= most_mixtures) return;
            if (mixture.size() == triggers.size()) {
                if (left == 0) out.push_back(mixture);
                return;
            }
            std::size_t choices = std::max<std::size_t>(triggers[mixture.size()].size(), 1);
            for (std::size_t i = 0; i < choices && i <= left; ++i) {
                mixture.push_back(i);
                self(self, left - i);
                mixture.pop_back();
            }
        };
        for (std::size_t sum = 0; sum <= most; ++sum) choose(choose, sum);
        return out;
    }

    Duration until(std::size_t fault, Late late, Duration never, auto&& ends) const {
        for (std::size_t i = trail_.faults[fault].step + 1; i < trail_.steps.size(); ++i)
            if (ends(trail_.steps[i])) return trail_.at(i, late) - trail_.at(trail_.faults[fault].step, late);
        return never;
    }

    void add_fault(std::size_t index, const Trigger& when, Late late, TimedPlan& plan) const {
        const TrailFault& f = trail_.faults[index];
        Fault out;
        out.when = when;
        out.target = {.kind = Target::Kind::node, .node = f.parts.node};
        auto restarts = [&](const TrailStep& s) { return s.timer == TimerKind::restart && s.node == f.parts.node; };
        auto resumes = [&](const TrailStep& s) { return s.parts.kind == MoveParts::Kind::resume && s.parts.node == f.parts.node; };
        auto heals = [&](const TrailStep& s) {
            return s.parts.kind == MoveParts::Kind::heal_link && s.parts.node == f.parts.node && s.parts.other == f.parts.other;
        };
        switch (f.parts.fault) {
            case FreeFault::crash:
            case FreeFault::power_loss:
                out.kind = f.parts.fault == FreeFault::crash ? FaultKind::crash : FaultKind::power_loss;
                out.keep = f.keep;
                out.restart_after = until(index, late, {-1}, restarts);
                break;
            case FreeFault::lost_request:
            case FreeFault::lost_response:
                out.kind = f.parts.fault == FreeFault::lost_request ? FaultKind::lose_request : FaultKind::lose_response;
                out.record = f.record;
                out.when = last_request(f);
                break;
            case FreeFault::pause:
                out.kind = FaultKind::pause;
                out.duration = until(index, late, {-1}, resumes);
                break;
            case FreeFault::partition:
                out.kind = FaultKind::partition;
                out.other = {.kind = Target::Kind::node, .node = f.parts.other};
                out.duration = until(index, late, {-1}, heals);
                break;
            case FreeFault::early_timer:
                if (!f.instead) return;
                out = *f.instead;
                out.when = out.kind == FaultKind::partition ? when : last_request(f);
                break;
            case FreeFault::count: return;
        }
        plan.faults.push_back(out);
    }
    // A fault on a request starts when that request leaves: it may be a second attempt.
    Trigger last_request(const TrailFault& f) const {
        for (std::size_t i = f.step; i-- > 0;)
            for (const Happening& h : trail_.steps[i].said)
                if (h.what == What::requested)
                    if (Trigger t = trigger_of(h, i, trail_, layout_); t.record == f.record) return t;
        return {};
    }

    void make_late(Late late, TimedPlan& plan) const {
        std::vector<bool> done(static_cast<std::size_t>(layout_.connections()));
        auto add = [&](FaultKind kind, NodeId one, NodeId other, Duration by) {
            Fault f;
            f.kind = kind;
            f.target = {.kind = Target::Kind::node, .node = one};
            f.other = {.kind = Target::Kind::node, .node = other};
            f.by = by;
            auto same = [&](const Fault& o) { return o.kind == kind && o.target.node == one && (kind == FaultKind::slow_follower || o.other.node == other); };
            if (std::none_of(plan.faults.begin(), plan.faults.end(), same)) plan.faults.push_back(f);
        };
        for (ConnectionId c : trail_.on_their_way) {
            NodeId client = layout_.client(c), server = layout_.server(c);
            if (runs_on(c, TrailStep::Link::produce) && late.produces) add(FaultKind::delay, client, server, late_produce);
            if (runs_on(c, TrailStep::Link::metadata) && late.metadata) add(FaultKind::delay, client, server, late_metadata);
            if (runs_on(c, TrailStep::Link::fetch) && late.fetches) add(FaultKind::slow_follower, client, no_node, late_fetch);
        }
    }

    // The applications' own pace, if they need not wait for an outset; that of the trail; that of the trail with what is late.
    std::vector<std::vector<Pace>> all_paces(Late late) const {
        std::vector<std::vector<Pace>> out;
        if (trail_.outset == 0) out.push_back({});
        out.push_back(paces({}));
        if (late.fetches || late.produces || late.metadata) out.push_back(paces(late));
        return out;
    }
    // Sends as far apart as the moves between them take.
    std::vector<Pace> paces(Late late) const {
        std::vector<Pace> out(scenario_.config.producers.size());
        std::vector<bool> begun(out.size());
        std::vector<Duration> last(out.size());
        for (std::size_t i = 0; i < trail_.steps.size(); ++i) {
            const TrailStep& s = trail_.steps[i];
            if (s.timer != TimerKind::send) continue;
            auto p = static_cast<std::size_t>(layout_.nodes().producer_of(s.node).value);
            Duration now = trail_.at(i, late);
            if (begun[p]) out[p].pauses.push_back(now - last[p]);
            else if (now > seconds(1)) out[p].start = now;
            begun[p] = true;
            last[p] = now;
        }
        return out;
    }

    const Scenario& scenario_;
    const TrailSteps& trail_;
    Layout layout_;
};

}  // namespace

std::vector<TimedPlan> timed_plans(const Scenario& scenario, const TrailSteps& trail) { return Planner(scenario, trail).all(); }

}  // namespace acksim
