#include "modes/explore/trail_steps.hpp"

#include <algorithm>

#include "modes/explore/late_instead.hpp"
#include "modes/explore/outset.hpp"
#include "modes/explore/walk.hpp"
#include "world/due.hpp"

namespace acksim {

namespace {

constexpr Duration a_little = milliseconds(1);

class Follow {
public:
    Follow(const Scenario& scenario, const Trail& trail) : scenario_(scenario), walk_(scenario.config), trail_(trail) {}

    TrailSteps all() {
        for (Move move : outset(scenario_.config, walk_.layout(), trail_.down)) follow(move);
        out_.outset = out_.steps.size();
        for (Move move : trail_.moves) follow(move);
        out_.ledger = walk_.world().ledger;
        return std::move(out_);
    }

private:
    void follow(Move move) {
        MoveParts m = parts_of(move);
        TrailStep step;
        step.parts = m;
        if (m.kind == MoveParts::Kind::fault) begin_fault(m);
        const Duration at = earliest(m);
        if (m.kind == MoveParts::Kind::event) note_outlasted(m.slot, at);
        // An event takes as long as its message or timer, a fault no time, a wake or a healing a second.
        step.takes = m.kind == MoveParts::Kind::event ? time_of(m.slot, step) : m.kind == MoveParts::Kind::fault ? Duration{} : seconds(1);
        // A second restart waits long enough that the first one is over in any timing: who comes back first may lead.
        if (step.timer == TimerKind::restart && restarts_++ > 0) step.takes = longest_session(scenario_.config.broker) + seconds(2);
        walk_.make(move);
        step.said = walk_.trace().steps.back().happenings;
        if (m.kind == MoveParts::Kind::fault && m.fault == FreeFault::power_loss && move.answer > 0) out_.faults.back().keep = kept(m.node);
        earliest_.push_back(at);
        note_blocked();
        for (const Happening& h : step.said)
            if (h.what == What::appended && out_.first_fetches.empty()) note_first_fetches(h.node);
        if (step.link != TrailStep::Link::none) note_held_back(m.slot, step.takes);
        out_.steps.push_back(std::move(step));
    }

    const World& world() const { return walk_.world(); }

    // No sooner than what came before, and than its message or its wait allows. Whatever the scenario may time (sends, restarts, what
    // wakes and heals) comes at once.
    Duration earliest(const MoveParts& m) {
        const Layout& layout = walk_.layout();
        Duration at = earliest_.back();
        if (m.kind != MoveParts::Kind::event) return at;
        if (layout.is_channel(m.slot)) return std::max(at, earliest_[static_cast<std::size_t>(walk_.sender(m.slot))] + latency_of(m.slot).min);
        if (is_free(layout.timer(m.slot).kind)) return at;
        const Armed& armed = walk_.armed(m.slot);
        return std::max(at, earliest_[static_cast<std::size_t>(armed.since)] + armed.wait.min);
    }
    static bool is_free(TimerKind kind) { return kind == TimerKind::send || kind == TimerKind::resend || kind == TimerKind::restart; }
    static bool is_time_out(TimerKind kind) {
        return kind == TimerKind::request_timeout || kind == TimerKind::connect_timeout || kind == TimerKind::delivery_timeout ||
               kind == TimerKind::max_block || kind == TimerKind::produce_timeout || kind == TimerKind::session;
    }
    Wait latency_of(Slot slot) const {
        Channel c = walk_.layout().channel(slot);
        bool update = std::holds_alternative<MetadataUpdate>(world().network[c.connection].head(c.direction));
        return update ? scenario_.network.metadata : scenario_.network.latency;
    }

    // Periodic and harmless timers do not count: a trail leaves them out.
    void note_outlasted(Slot fired, Duration at) {
        const Layout& layout = walk_.layout();
        if (!out_.outlasted.empty() || layout.is_channel(fired) || is_free(layout.timer(fired).kind)) return;
        for (Slot s = 0; s < static_cast<Slot>(world().timers.armed.size()) * 64; ++s) {
            if (layout.is_channel(s) || s == fired || !may_happen(world(), s, layout) || !is_time_out(layout.timer(s).kind)) continue;
            const Armed& other = walk_.armed(s);
            if (earliest_[static_cast<std::size_t>(other.since)] + other.wait.max >= at) continue;
            out_.outlasted =
                walk_.words(event_move(s)) + ", begun at move " + std::to_string(other.since) + " and not over by move " + std::to_string(earliest_.size());
            return;
        }
    }

    // A frozen or busy server, a cut link: what waits for them is not late.
    void note_blocked() {
        const Layout& layout = walk_.layout();
        blocked_until_.resize(static_cast<std::size_t>(layout.connections()) * 3);
        for (Slot s = 0; s < layout.connections() * 3; ++s)
            if (const Channel& c = layout.channel(s); world().network[c.connection].waiting(c.direction) > 0 && !may_happen(world(), s, layout))
                blocked_until_[static_cast<std::size_t>(s)] = earliest_.back();
    }

    // A timed run begins with every fetch waiting at its leader, where a record finds it.
    void note_first_fetches(NodeId leader) {
        const Layout& layout = walk_.layout();
        std::string late;
        for (int i = 0; i < layout.connections(); ++i) {
            const ConnectionId c{i};
            const Slot requests = layout.slot(c, Direction::requests);
            if (layout.is_producers(c) || layout.server(c) != leader || world().network[c].waiting(Direction::requests) == 0) continue;
            if (walk_.sender(requests) == 0) late += (late.empty() ? "" : ", ") + node_name(layout.client(c), scenario_.config);
        }
        if (!late.empty()) out_.first_fetches = late + " at move " + std::to_string(earliest_.size() - 1);
    }

    // What has just arrived later than the network lets anything be: the latest of all is told, all are made late.
    void note_held_back(Slot slot, Duration takes) {
        const TraceStep& step = walk_.trace().steps.back();
        if (step.cause < 0) return;
        Duration sent = std::max(earliest_[static_cast<std::size_t>(step.cause)], blocked_until_[static_cast<std::size_t>(slot)]);
        Duration late = earliest_.back() - sent - takes;
        if (late.us <= 0) return;
        out_.on_their_way.push_back(walk_.layout().channel(slot).connection);
        if (late <= latest_) return;
        latest_ = late;
        out_.held_back = node_name(step.from, scenario_.config) + " -> " + node_name(step.to, scenario_.config) + ": " + step.label +
                         ", on its way from move " + std::to_string(step.cause) + " to move " + std::to_string(earliest_.size() - 1);
    }

    // How long it takes at most until the event comes: a message its latency, a timer its wait.
    Duration time_of(Slot slot, TrailStep& step) const {
        const Layout& layout = walk_.layout();
        if (!layout.is_channel(slot)) {
            Timer timer = layout.timer(slot);
            step.timer = timer.kind;
            step.node = timer.node;
            return wait_of(timer) + a_little;
        }
        Channel c = layout.channel(slot);
        const Message& message = world().network[c.connection].head(c.direction);
        if (layout.is_producers(c.connection)) step.link = TrailStep::Link::produce;
        else if (std::holds_alternative<FetchResponse>(message)) step.link = TrailStep::Link::fetch;
        else if (layout.server(c.connection) == layout.nodes().controller()) step.link = TrailStep::Link::metadata;
        return latency_of(slot).max + a_little;
    }

    Duration wait_of(const Timer& t) const {
        const BrokerConfig& broker = scenario_.config.broker;
        switch (t.kind) {
            case TimerKind::linger: return scenario_.config.producer(walk_.layout().nodes().producer_of(t.node)).config.linger;
            case TimerKind::request_timeout:
            case TimerKind::connect_timeout:
            case TimerKind::produce_timeout:
            case TimerKind::delivery_timeout:
            case TimerKind::max_block:
            case TimerKind::metadata_age:
            case TimerKind::close_timeout: return time_out_of(t, scenario_.config, walk_.layout());
            case TimerKind::fetch_backoff: return broker.replica_fetch_backoff;
            case TimerKind::fetch_wait: return broker.replica_fetch_wait_max;
            case TimerKind::isr_check: return broker.replica_lag_time_max;
            case TimerKind::session: return longest_session(broker);
            case TimerKind::send:
            case TimerKind::resend: return {};
            case TimerKind::restart:
            case TimerKind::reconnect_backoff:
            case TimerKind::metadata_backoff:
            case TimerKind::producer_id_backoff:
            case TimerKind::retry_backoff:
            case TimerKind::register_again:
            case TimerKind::forget_producer:
            case TimerKind::count: break;
        }
        return seconds(1);
    }

    void begin_fault(const MoveParts& m) {
        TrailFault f{out_.steps.size(), m};
        if (m.fault == FreeFault::early_timer) {
            f.instead = late_instead(walk_.layout().timer(m.slot), world(), walk_.layout(), scenario_.config);
            if (f.instead) f.record = f.instead->record;
            else if (out_.without_counterpart.empty()) out_.without_counterpart = walk_.words(move_of(m));
        }
        if (m.fault == FreeFault::lost_request || m.fault == FreeFault::lost_response) f.record = carried(m);
        out_.faults.push_back(f);
        note_on_their_way(m);
    }

    // The first record of the request that the fault destroys, or whose answer it destroys.
    RecordName carried(const MoveParts& m) const {
        Nodes nodes = walk_.layout().nodes();
        const ProducerState& p = world().producers[static_cast<std::size_t>(nodes.producer_of(walk_.layout().client(m.connection)).value)];
        const Connection& c = world().network[m.connection];
        if (m.fault == FreeFault::lost_request)
            for (std::size_t i = 0; i < c.requests.size(); ++i)
                if (auto* request = std::get_if<ProduceRequest>(&c.requests[i]))
                    return first_of(request->batches.front().batch.records, request->batches.front().partition, world().ledger);
        const auto& in_flight = p.connections[static_cast<std::size_t>(nodes.broker_of(walk_.layout().server(m.connection)).value)].in_flight;
        for (std::size_t i = 0; i < in_flight.size(); ++i)
            if (!in_flight[i].batches.empty()) {
                const Batch& batch = p.batch(in_flight[i].batches.front());
                return first_of(batch.records, batch.partition, world().ledger);
            }
        return {};
    }

    void note_on_their_way(const MoveParts& fault) {
        const Layout& layout = walk_.layout();
        for (int i = 0; i < layout.connections(); ++i)
            for (Direction d : {Direction::requests, Direction::responses}) {
                const Connection& c = world().network[ConnectionId{i}];
                if (c.waiting(d) == 0) continue;
                out_.on_their_way.push_back({i});
                if (!out_.held_back.empty()) continue;
                out_.held_back = walk_.words(event_move(layout.slot(ConnectionId{i}, d))) + ", on its way at the " + walk_.words(move_of(fault));
            }
    }
    std::int64_t kept(NodeId node) const {
        Offset end{-1};
        for (const Replica& r : world().broker(walk_.layout().nodes().broker_of(node)).replicas) end = std::max(end, r.log.end);
        return end.value;
    }

    const Scenario& scenario_;
    Walk walk_;
    const Trail& trail_;
    TrailSteps out_;
    int restarts_ = 0;
    std::vector<Duration> earliest_{Duration{}};  // by move; 0: the start
    std::vector<Duration> blocked_until_;         // by channel
    Duration latest_{};
};

}  // namespace

Duration TrailSteps::at(std::size_t step, Late late) const {
    Duration sum{};
    for (std::size_t i = 0; i <= step && i < steps.size(); ++i) {
        sum = sum + steps[i].takes;
        if (late.fetches && steps[i].link == TrailStep::Link::fetch) sum = sum + late_fetch;
        if (late.produces && steps[i].link == TrailStep::Link::produce) sum = sum + late_produce;
        if (late.metadata && steps[i].link == TrailStep::Link::metadata) sum = sum + late_metadata;
    }
    return sum;
}

RecordName first_of(const RecordRange& records, PartitionId partition, const Ledger& ledger) {
    return {records.producer, ledger.sends(records.producer, partition)[static_cast<std::size_t>(records.first)].record};
}

TrailSteps walk_through(const Scenario& scenario, const Trail& trail) { return Follow(scenario, trail).all(); }

}  // namespace acksim
