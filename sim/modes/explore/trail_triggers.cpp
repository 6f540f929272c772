#include "modes/explore/trail_triggers.hpp"

#include <algorithm>

namespace acksim {

namespace {

constexpr std::size_t most_triggers = 8;  // of one fault

bool is_election(What what) { return what == What::leader_elected || what == What::unclean_leader_elected; }

// How often the trail has said the same, up to and including this time.
template <class F> std::int32_t times(const Happening& h, std::size_t step, const TrailSteps& trail, F&& same) {
    std::int32_t n = 0;
    for (std::size_t i = 0; i <= step; ++i)
        for (const Happening& o : trail.steps[i].said) {
            n += (o.what == h.what || (is_election(o.what) && is_election(h.what))) && o.partition == h.partition && same(o);
            if (&o == &h) return n;
        }
    return n;
}

// States that speak of a record.
Trigger::Kind record_kind(What what) {
    if (what == What::sent) return Trigger::Kind::sent;
    if (what == What::requested) return Trigger::Kind::requested;
    if (what == What::appended) return Trigger::Kind::appended;
    if (what == What::replicated) return Trigger::Kind::replicated;
    if (what == What::told_ok) return Trigger::Kind::acknowledged;
    return what == What::told_error ? Trigger::Kind::told_error : Trigger::Kind::at;
}

}  // namespace

Trigger trigger_of(const Happening& h, std::size_t step, const TrailSteps& trail, const Layout& layout) {
    using Kind = Trigger::Kind;
    Trigger t;
    if (h.partition.value >= 0) t.partition = h.partition;
    if (Kind kind = record_kind(h.what); kind != Kind::at) {
        t.kind = kind;
        t.record = first_of(h.records, h.partition, trail.ledger);
        if (kind == Kind::replicated) t.broker = layout.nodes().broker_of(h.node);
        t.times = times(h, step, trail, [&](const Happening& o) {
            return o.records.producer == h.records.producer && o.records.has(h.records.first) && (kind != Kind::replicated || o.node == h.node);
        });
    } else if (h.what == What::isr_changed) {
        t.kind = Kind::isr_is;
        t.brokers = h.set;
        t.times = times(h, step, trail, [&](const Happening& o) { return o.set == h.set; });
    } else if (is_election(h.what)) {
        t.kind = Kind::leader_changed;
        t.number = times(h, step, trail, [](const Happening&) { return true; });
    }
    return t;
}

// In this order: the last things before the fault that a trigger can name, at once or after the time that the moves in between take; the
// fault before it; an OK that a producer is told only after the fault; the time.
std::vector<Trigger> triggers_of(std::size_t fault, Late late, const TrailSteps& trail, const Layout& layout) {
    std::vector<Trigger> out;
    std::size_t step = trail.faults[fault].step;
    Duration at = step == 0 ? Duration{} : trail.at(step - 1, late);
    auto add = [&](Trigger t, std::size_t said) {
        out.push_back(t);
        t.after = at - trail.at(said, late);
        if (t.after.us > 0) out.push_back(t);
    };
    for (std::size_t i = step; i-- > 0 && out.size() < 4;)
        for (auto h = trail.steps[i].said.rbegin(); h != trail.steps[i].said.rend(); ++h)
            if (Trigger t = trigger_of(*h, i, trail, layout); t.kind != Trigger::Kind::at) add(t, i);
    if (fault > 0) add({.kind = Trigger::Kind::fault_started, .number = static_cast<std::int32_t>(fault - 1)}, trail.faults[fault - 1].step);
    for (std::size_t i = step + 1; i < trail.steps.size() && out.size() < most_triggers; ++i)
        for (const Happening& h : trail.steps[i].said)
            if (h.what == What::told_ok && out.size() < most_triggers) out.push_back(trigger_of(h, i, trail, layout));
    out.push_back({.kind = Trigger::Kind::at, .at = SimTime{} + at});
    if (step == 0) std::rotate(out.begin(), out.end() - 1, out.end());  // before anything else happened: at the start
    return out;
}

}  // namespace acksim
