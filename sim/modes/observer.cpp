#include "modes/observer.hpp"

#include <algorithm>

#include "modes/label.hpp"

namespace acksim {

Observer::Observer(Timed& timed, bool trace) : timed_(timed), tracing_(trace) {
    const World& w = timed.world();
    sent_.resize(w.producers.size());
    for (auto& p : sent_) p.resize(w.controller.partitions.size());
    leaderless_.resize(w.controller.partitions.size());
    refusing_.resize(w.controller.partitions.size());
    if (tracing_) trace_.steps.push_back({});
}

RecordName Observer::name(const Happening& h, std::int32_t send) const {
    return {h.records.producer, timed_.world().ledger.sends(h.records.producer, h.partition)[static_cast<std::size_t>(send)].record};
}

std::int64_t& Observer::sent_at(const Happening& h, std::int32_t send) {
    auto& lane = sent_[static_cast<std::size_t>(h.records.producer.value)][static_cast<std::size_t>(h.partition.value)];
    if (lane.size() <= static_cast<std::size_t>(send)) lane.resize(static_cast<std::size_t>(send) + 1, -1);
    return lane[static_cast<std::size_t>(send)];
}

void Observer::hear(const Happening& h) {
    SimTime now = timed_.now();
    if (tracing_) trace_.steps.back().happenings.push_back(h);
    if (h.what == What::sent) {
        if (first_send_ < 0) first_send_ = now.us;
        sent_at(h, h.records.first) = now.us;
    } else if (h.what == What::send_refused) {
        callbacks_.push_back({timed_.layout().nodes().producer_of(h.node), static_cast<std::int32_t>(h.offset)});
        failed_.push_back({callbacks_.back(), {-1}, h.error, now});
    } else if (h.what == What::told_ok || h.what == What::told_error) on_told(h);
    else if (h.what == What::requested) retries_ += h.offset > 0;
    else watch_partitions(h);
    if (nemesis_) nemesis_->hear(h);
}

void Observer::watch_partitions(const Happening& h) {
    SimTime now = timed_.now();
    auto partition = static_cast<std::size_t>(h.partition.value);
    auto refuses = [&] {
        if (h.error == ErrorCode::not_enough_replicas) return true;
        // A broker that has been deposed refuses what another one takes.
        BrokerId leader = timed_.world().controller.partitions[partition].leader;
        return h.error == ErrorCode::not_leader_or_follower && (leader == nobody || leader.value == h.node.value);
    };
    if (h.what == What::refused && refuses()) refusing_[partition].begin(now);
    else if (h.what == What::appended) refusing_[partition].end(now);
    else if (h.what == What::leaderless) leaderless_[partition].begin(now);
    else if (h.what == What::became_leader)
        if (is_served_by(partition, timed_.layout().nodes().broker_of(h.node))) leaderless_[partition].end(now);
        else leaderless_[partition].begin(now);
    else if (h.what == What::paused || h.what == What::resumed || h.what == What::link_cut || h.what == What::link_healed) watch_leaders();
    else if (h.what == What::crashed || h.what == What::lost_power || h.what == What::lost_disk)
        // From the leader's death on nobody serves the partition, whatever the controller still believes.
        for (std::size_t p = 0; p < leaderless_.size(); ++p)
            if (timed_.world().controller.partitions[p].leader.value == h.node.value) leaderless_[p].begin(now);
}

// A leader that is frozen, or that none of its topic's producers can talk to, serves nobody, though it may still think that it leads.
bool Observer::is_served_by(std::size_t partition, BrokerId leader) const {
    const World& w = timed_.world();
    Nodes nodes = timed_.layout().nodes();
    NodeId node = nodes.broker(leader);
    if (!w.is_up(node, nodes) || w.is_paused(node)) return false;
    const Config& config = timed_.config();
    bool any = false;
    for (std::size_t i = 0; i < config.producers.size(); ++i) {
        if (config.producers[i].topic != config.partitions[partition].topic) continue;
        any = true;
        NodeId producer = nodes.producer({static_cast<std::int16_t>(i)});
        if (!w.is_cut(producer, node)) return true;
    }
    return !any;
}

// A fault has taken a leader away from its producers, or given it back to them before another one was elected.
void Observer::watch_leaders() {
    const World& w = timed_.world();
    for (std::size_t p = 0; p < leaderless_.size(); ++p) {
        BrokerId leader = w.controller.partitions[p].leader;
        if (leader == nobody) continue;
        if (!is_served_by(p, leader)) leaderless_[p].begin(timed_.now());
        else if (w.brokers[static_cast<std::size_t>(leader.value)].replicas[p].leader == leader) leaderless_[p].end(timed_.now());
    }
}

void Observer::on_told(const Happening& h) {
    const auto& sends = timed_.world().ledger.sends(h.records.producer, h.partition);
    last_callback_ = timed_.now().us;
    for (std::int32_t i = h.records.first; i < h.records.end(); ++i) {
        callbacks_.push_back(name(h, i));
        if (h.what == What::told_ok) latencies_.push_back(timed_.now().us - sent_at(h, i));
        else failed_.push_back({name(h, i), h.partition, sends[static_cast<std::size_t>(i)].error, timed_.now()});
    }
}

void Observer::fault_step(SimTime at, StepId cause, int fault, NodeId node, const std::string& label) {
    if (!tracing_) return;
    TraceStep s;
    s.kind = TraceStep::Kind::fault;
    s.at = s.sent_at = at;
    s.cause = cause;
    s.from = node;
    s.fault = static_cast<std::int16_t>(fault);
    s.label = label;
    trace_.steps.push_back(s);
}

void Observer::event_step(Slot slot) {
    if (!tracing_) return;
    TraceStep s;
    s.at = timed_.next();
    s.cause = timed_.cause_of(slot);
    s.sent_at = timed_.begun_at(slot);
    const Layout& layout = timed_.layout();
    if (layout.is_channel(slot)) {
        const Channel& c = layout.channel(slot);
        s.kind = TraceStep::Kind::message;
        s.from = c.from;
        s.to = c.to;
        s.label = message_label(timed_.world(), layout, c);
    } else {
        Timer t = layout.timer(slot);
        s.kind = TraceStep::Kind::timer;
        s.from = t.node;
        s.label = timer_label(t);
    }
    trace_.steps.push_back(s);
}

void Observer::finish(RunResult& r) {
    Cost& c = r.cost;
    c.elapsed = {first_send_ < 0 ? 0 : std::max<std::int64_t>(last_callback_ - first_send_, 0)};
    c.acknowledged = static_cast<std::int64_t>(latencies_.size());
    if (c.elapsed.us > 0) c.records_per_second = c.acknowledged * 1000000 / c.elapsed.us;
    std::sort(latencies_.begin(), latencies_.end());
    auto percentile = [&](std::size_t p) {
        if (latencies_.empty()) return Duration{};
        return Duration{latencies_[std::min(latencies_.size() - 1, latencies_.size() * p / 100)]};
    };
    c.latency_p50 = percentile(50);
    c.latency_p95 = percentile(95);
    c.latency_p99 = percentile(99);
    c.retries = retries_;
    for (Spell& s : leaderless_) {
        s.end(timed_.now());
        c.without_leader = std::max(c.without_leader, Duration{s.longest});
    }
    for (Spell& s : refusing_) {
        s.end({std::max(s.since, last_callback_)});  // nobody writes any more
        c.refusing_writes = std::max(c.refusing_writes, Duration{s.longest});
    }
    r.failed = failed_;
    r.callbacks = callbacks_;
    r.trace = std::move(trace_);
}

}  // namespace acksim
