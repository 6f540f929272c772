#include "modes/nemesis.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "faults/add_partitions.hpp"
#include "faults/alter_config.hpp"
#include "faults/break_connection.hpp"
#include "faults/crash.hpp"
#include "faults/disk_loss.hpp"
#include "faults/heal.hpp"
#include "faults/kill_producer.hpp"
#include "faults/move_leader.hpp"
#include "faults/partition.hpp"
#include "faults/pause.hpp"
#include "faults/power_loss.hpp"
#include "faults/stop.hpp"
#include "modes/fault_kinds.hpp"
#include "modes/strikes.hpp"

namespace acksim {

Nemesis::Nemesis(const std::vector<Fault>& plan, Timed& timed, StepListener* steps)
    : plan_(plan), timed_(timed), steps_(steps), progress_(plan.size()), counted_(static_cast<std::size_t>(timed.layout().connections())),
      requests_of_(timed.world().producers.size()) {
    for (std::size_t i = 0; i < plan.size(); ++i) {
        on_requests_ |= hits_requests(plan[i].kind);
        if (plan[i].when.kind == Trigger::Kind::at) schedule(plan[i].when.at + plan[i].when.after, static_cast<int>(i), false, -1);
    }
}

void Nemesis::schedule(SimTime at, int fault, bool ends, StepId cause) {
    Planned p{at, planned_++, fault, ends, cause};
    auto later = [&](const Planned& o) { return o.at > p.at; };
    agenda_.insert(std::find_if(agenda_.begin(), agenda_.end(), later), p);
}

bool Nemesis::carries(const RecordRange& records, PartitionId partition, RecordName record) const {
    if (records.producer != record.producer || records.count == 0) return false;
    const auto& sends = timed_.world().ledger.sends(records.producer, partition);
    for (std::int32_t i = records.first; i < records.end() && i < static_cast<std::int32_t>(sends.size()); ++i)
        if (sends[static_cast<std::size_t>(i)].record == record.index) return true;
    return false;
}

bool Nemesis::carries(const Happening& h, RecordName record) const { return carries(h.records, h.partition, record); }

std::int64_t Nemesis::behind(PartitionId partition, BrokerId broker) const {
    const World& w = timed_.world();
    BrokerId leader = w.partition(partition).leader;
    if (leader == nobody) return 0;
    return w.broker(leader).replica(partition).log.end - w.broker(broker).replica(partition).log.end;
}

bool Nemesis::comes_true(const Trigger& t, const Happening& h) const {
    using Kind = Trigger::Kind;
    auto on_broker = [&] { return t.broker == nobody || h.node == timed_.layout().nodes().broker(t.broker); };
    switch (t.kind) {
        case Kind::at:
        case Kind::fault_started:
        case Kind::fault_ended:
            return false;  // not said by the protocol
        // send() appends first and says so; its record is in the ledger by then.
        case Kind::sent: return h.what == What::sent && carries(h, t.record);
        case Kind::requested: return h.what == What::requested && carries(h, t.record);
        case Kind::appended: return h.what == What::appended && carries(h, t.record) && on_broker();
        case Kind::replicated: return h.what == What::replicated && carries(h, t.record) && on_broker();
        case Kind::acknowledged: return h.what == What::told_ok && carries(h, t.record);
        case Kind::told_error:
            return (h.what == What::told_error && carries(h, t.record)) ||
                   (h.what == What::send_refused && h.offset == t.record.index && h.node == timed_.layout().nodes().producer(t.record.producer));
        case Kind::follower_behind:
            return (h.what == What::appended || h.what == What::replicated) && h.partition == t.partition && behind(t.partition, t.broker) >= t.number;
        case Kind::isr_is: return h.what == What::isr_changed && h.partition == t.partition && h.set == t.brokers;
        case Kind::isr_size: return h.what == What::isr_changed && h.partition == t.partition && h.set.size() == t.number;
        case Kind::leader_changed: return (h.what == What::leader_elected || h.what == What::unclean_leader_elected) && h.partition == t.partition;
    }
    return false;
}

void Nemesis::hear(const Happening& h) {
    if (beginning_ && is_strike(h.what)) beginning_->struck = true;
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        Progress& p = progress_[i];
        if (p.started || !comes_true(plan_[i].when, h)) continue;
        int needed = plan_[i].when.kind == Trigger::Kind::leader_changed ? std::max(plan_[i].when.number, 1) : plan_[i].when.times;
        if (++p.matches == needed) schedule(timed_.now() + plan_[i].when.after, static_cast<int>(i), false, timed_.step_number());
    }
    if (h.what != What::unfenced) return;
    // A process that was started again is back when the controller lets it in.
    for (std::size_t i = 0; i < plan_.size(); ++i)
        if (stops_a_process(plan_[i].kind) && std::find(progress_[i].hit.begin(), progress_[i].hit.end(), h.other) != progress_[i].hit.end())
            fault_began_or_ended(Trigger::Kind::fault_ended, static_cast<int>(i));
}

void Nemesis::fault_began_or_ended(Trigger::Kind kind, int fault) {
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        const Trigger& t = plan_[i].when;
        if (progress_[i].started || t.kind != kind || t.number != fault) continue;
        if (++progress_[i].matches == t.times) schedule(timed_.now() + t.after, static_cast<int>(i), false, timed_.step_number());
    }
}

void Nemesis::act() {
    Planned p = agenda_.front();
    agenda_.erase(agenda_.begin());
    agenda_time_ = p.at;
    if (p.ends) end(p.fault, p.cause);
    else start(p.fault, p.cause);
}

void Nemesis::start(int index, StepId cause) {
    const Fault& fault = plan_[static_cast<std::size_t>(index)];
    Progress& p = progress_[static_cast<std::size_t>(index)];
    p.started = p.active = true;
    p.left = fault.times;
    p.already = requests_of_[static_cast<std::size_t>(std::max<std::int16_t>(fault.record.producer.value, 0))];
    p.hit = resolve(fault.target);
    SimTime at = std::max(timed_.now(), agenda_time_);
    if (fault.kind == FaultKind::partition || fault.kind == FaultKind::delay) p.links = links_of(fault);
    if (hits_requests(fault.kind)) return fault_began_or_ended(Trigger::Kind::fault_started, index);
    if (steps_)
        steps_->fault_step(at, cause, index, p.hit.empty() ? no_node : p.hit.front(),
                           fault_label(fault, timed_.layout().nodes(), p.hit.empty() ? no_node : p.hit.front()));
    const BrokerId led = timed_.world().partition(fault.partition).leader;
    beginning_ = &p;
    timed_.intervene(at, [&](World& world, Turn& turn) {
        for (NodeId node : p.hit) begin(fault, p, node, world, turn);
        for (const BlockedLink& l : p.links)
            if (fault.kind == FaultKind::partition) cut_link(world, l.from, l.to, turn, fault.one_way);
            else p.slowed.push_back({l.from, l.to, fault.by, false});
        if (fault.kind == FaultKind::move_leader && !p.hit.empty()) move_leader(world, fault.partition, timed_.layout().nodes().broker_of(p.hit.front()), turn);
        if (fault.kind == FaultKind::alter_config)
            alter_config(world, timed_.config().topic_of(fault.partition), version_of(plan_, timed_.config(), index), turn);
        if (fault.kind == FaultKind::add_partitions) add_partitions(world, timed_.config().topic_of(fault.partition), fault.partitions, turn);
    });
    beginning_ = nullptr;
    if (fault.kind == FaultKind::delay) p.struck = !p.slowed.empty();
    if (fault.kind == FaultKind::move_leader) p.struck = timed_.world().partition(fault.partition).leader != led;
    if (!p.struck) p.missed = why_missed(fault, p);
    for (const SlowLink& s : p.slowed) timed_.slow_links().push_back(s);
    if (fault.duration.us >= 0 && lasts(fault.kind)) schedule(at + fault.duration, index, true, timed_.step_number());
    fault_began_or_ended(Trigger::Kind::fault_started, index);
}

void Nemesis::begin(const Fault& fault, Progress& p, NodeId node, World& world, Turn& turn) {
    Nodes nodes = turn.layout.nodes();
    BrokerId b = nodes.broker_of(node);
    // A broker that is down can neither crash nor stop: what took it down says when it is back.
    if ((fault.kind == FaultKind::crash || fault.kind == FaultKind::stop) && !world.broker(b).running) return;
    switch (fault.kind) {
        case FaultKind::crash: crash(world, b, turn); break;
        case FaultKind::power_loss: lose_power(world, b, fault.keep, turn); break;
        case FaultKind::disk_loss: lose_disk(world, b, turn); break;
        case FaultKind::stop: stop(world, b, turn); break;
        case FaultKind::pause: pause(world, node, turn); break;
        case FaultKind::kill_producer: kill_producer(world, nodes.producer_of(node), turn); break;
        case FaultKind::slow_follower:
            turn.say({What::follower_slowed, node});
            for (std::int16_t leader = 0; leader < nodes.brokers; ++leader)
                if (NodeId{leader} != node) p.slowed.push_back({{leader}, node, fault.by, true});
            break;
        case FaultKind::break_connection:
            for (NodeId other : resolve(fault.other)) {
                if (!world.producer(nodes.producer_of(node)).connection(nodes.broker_of(other)).in_use()) continue;
                turn.say({What::connection_broken, node, other});
                break_connection(world, turn.layout.to_broker(nodes.producer_of(node), nodes.broker_of(other)), turn);
            }
            break;
        case FaultKind::partition:
        case FaultKind::delay:
        case FaultKind::move_leader:
        case FaultKind::alter_config:
        case FaultKind::add_partitions:
        case FaultKind::lose_request:
        case FaultKind::lose_response:
        case FaultKind::swallow_request:
        case FaultKind::swallow_response:
        case FaultKind::delay_request:
        case FaultKind::delay_response:
        case FaultKind::answer_error: break;  // not of one node: see start() and intercept()
    }
    if (stops_a_process(fault.kind) && fault.restart_after.us >= 0) turn.arm({TimerKind::restart, node, 0, 0}, fault.restart_after);
}

void Nemesis::end(int index, StepId cause) {
    const Fault& fault = plan_[static_cast<std::size_t>(index)];
    Progress& p = progress_[static_cast<std::size_t>(index)];
    if (steps_) steps_->fault_step(agenda_time_, cause, index, p.hit.empty() ? no_node : p.hit.front(), "the fault ends");
    timed_.intervene(std::max(timed_.now(), agenda_time_), [&](World& world, Turn& turn) {
        if (fault.kind == FaultKind::pause)
            for (NodeId node : p.hit) resume(world, node, turn);
        for (const BlockedLink& l : p.links)
            if (fault.kind == FaultKind::partition) heal_link(world, l.from, l.to, turn);
    });
    std::vector<SlowLink>& slow = timed_.slow_links();
    for (const SlowLink& s : p.slowed) {
        auto same = [&](const SlowLink& o) { return o.from == s.from && o.to == s.to && o.extra == s.extra && o.fetches_only == s.fetches_only; };
        slow.erase(std::find_if(slow.begin(), slow.end(), same));
    }
    p.slowed.clear();
    fault_began_or_ended(Trigger::Kind::fault_ended, index);
}

bool Nemesis::heal(SimTime at) {
    // Faults on requests that were to last for ever are over as well.
    bool any = !timed_.slow_links().empty();
    timed_.slow_links().clear();
    for (Progress& p : progress_) {
        p.active = false;
        p.slowed.clear();
    }
    std::erase_if(agenda_, [](const Planned& p) { return p.ends; });
    const World& w = timed_.world();
    Nodes nodes = timed_.layout().nodes();
    bool hurt = !w.blocked.empty();
    for (std::int16_t n = 0; n < nodes.count(); ++n) hurt |= w.is_paused({n}) || (nodes.is_broker({n}) && !w.is_up({n}, nodes));
    if (!hurt) return any;
    if (steps_) steps_->fault_step(at, -1, -1, no_node, "everything heals");
    timed_.intervene(at, [&](World& world, Turn& turn) { any |= acksim::heal(world, turn); });
    return any;
}

}  // namespace acksim
