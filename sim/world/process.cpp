#include "world/process.hpp"

#include "protocol/broker/broker.hpp"

namespace acksim {

namespace {

void cancel_timers(World& w, BrokerId b, Turn& turn) {
    NodeId node = turn.layout.nodes().broker(b);
    for (TimerKind kind : {TimerKind::isr_check, TimerKind::register_again}) turn.cancel({kind, node, 0, 0});
    for (std::size_t p = 0; p < w.controller.partitions.size(); ++p) {
        turn.cancel({TimerKind::fetch_backoff, node, static_cast<std::int32_t>(p), 0});
        for (std::int16_t f = 0; f < turn.config.brokers; ++f) turn.cancel({TimerKind::fetch_wait, node, static_cast<std::int32_t>(p), f});
    }
    for (std::size_t p = 0; p < w.producers.size(); ++p) turn.cancel({TimerKind::produce_timeout, node, static_cast<std::int32_t>(p), 0});
}

// A connection that the dead broker had opened. What it had sent still arrives where a process is left to read it, and nobody hears the answer;
// what waits for it there is forgotten.
void close_own(World& w, BrokerId b, ConnectionId c, Turn& turn) {
    NodeId server = turn.layout.server(c);
    if (!w.is_up(server, turn.layout.nodes())) turn.empty(c, Direction::requests);
    turn.close(c);
    if (!turn.layout.nodes().is_broker(server)) return;
    BrokerState& leader = w.broker(turn.layout.nodes().broker_of(server));
    for (std::size_t p = 0; p < leader.replicas.size(); ++p) {
        Replica& r = leader.replicas[p];
        if (r.followers.empty()) continue;
        r.follower(b).parked = false;
        turn.cancel({TimerKind::fetch_wait, server, static_cast<std::int32_t>(p), b.value});
    }
}

// Whether the client has reason to notice that its server is gone: it waits for something, or it has an open connection.
bool in_use(const World& w, ConnectionId c, const Turn& turn) {
    NodeId client = turn.layout.client(c);
    BrokerId server = turn.layout.nodes().broker_of(turn.layout.server(c));
    if (turn.layout.is_producers(c)) {
        const ProducerState& p = w.producers[static_cast<std::size_t>(turn.layout.nodes().producer_of(client).value)];
        return p.connections[static_cast<std::size_t>(server.value)].in_use();
    }
    const BrokerState& follower = w.broker(turn.layout.nodes().broker_of(client));
    if (!follower.running) return false;
    for (const Replica& r : follower.replicas)
        if (r.leader == server && r.fetching) return true;
    return false;
}

}  // namespace

void end_broker(World& w, BrokerId b, Turn& turn) {
    BrokerState& broker = w.broker(b);
    if (!broker.running) return;
    Nodes nodes = turn.layout.nodes();
    NodeId node = nodes.broker(b);
    cancel_timers(w, b, turn);
    broker.running = broker.shutting_down = broker.listening = false;
    broker.epoch = unregistered;
    turn.free({TimerKind::restart, node, 0, 0});
    w.paused[static_cast<std::size_t>(node.value)] = 0;  // a frozen process can be killed, and the next one is not frozen
    broker.waiting.clear();
    for (Replica& r : broker.replicas) {
        r.leader = nobody;
        r.leader_epoch = {-1};
        r.partition_epoch = {-1};
        r.isr = r.proposed_isr = {};
        r.pending = PendingIsr::none;
        r.asking = false;
        r.followers.clear();
        r.fetching = r.truncating = false;
        r.log.forget_all_but_last_batches();
        // Loading a log drops epochs that start at its end (LogLoader).
        r.log.truncate_to(r.log.end);
    }
    w.controller.reachable = w.controller.reachable.without(b);
    for (int i = 0; i < turn.layout.connections(); ++i) {
        ConnectionId c{i};
        if (turn.layout.client(c) == node) close_own(w, b, c, turn);
        else if (turn.layout.server(c) == node) {
            turn.empty(c, Direction::strays);
            if (in_use(w, c, turn)) turn.disconnect(c);
            else turn.empty(c, Direction::requests);
        }
    }
    heartbeats_stop(w, b, turn);
}

void start_broker(World& w, BrokerId b, Turn& turn) {
    if (w.broker(b).running) return;
    turn.cancel({TimerKind::restart, turn.layout.nodes().broker(b), 0, 0});
    turn.say({What::restarted, turn.layout.nodes().broker(b)});
    Broker(w.broker(b), b, w.ledger, turn).restart();
}

bool heartbeats_arrive(const World& w, BrokerId b, Nodes nodes) {
    return w.broker(b).running && !w.is_paused(nodes.broker(b)) && !w.is_cut(nodes.broker(b), nodes.controller());
}

// Simplified: heartbeats are not messages of their own; the controller's session timer runs from the moment they stop.
void heartbeats_stop(World& w, BrokerId b, Turn& turn) {
    Timer session{TimerKind::session, turn.layout.nodes().controller(), b.value, 0};
    if (w.controller.fenced.has(b) || turn.armed(session)) return;
    const BrokerConfig& config = turn.config.broker;
    // The last heartbeat was up to one interval ago; since 4.0 sessions are looked at every eighth of their length
    // (BrokerHeartbeatTracker).
    Duration late = turn.config.rules.fencing_is_sampled ? config.broker_session_timeout / 8 : Duration{};
    Duration early =
        config.broker_heartbeat_interval < config.broker_session_timeout ? config.broker_session_timeout - config.broker_heartbeat_interval : Duration{1};
    turn.arm(session, {early, config.broker_session_timeout + late});
}

void heartbeats_resume(World& w, BrokerId b, Turn& turn) {
    // A process sends no heartbeat before it has registered: until then the session that may end is that of the process before it.
    if (w.broker(b).epoch == unregistered || !heartbeats_arrive(w, b, turn.layout.nodes())) return;
    turn.cancel({TimerKind::session, turn.layout.nodes().controller(), b.value, 0});
    Broker(w.broker(b), b, w.ledger, turn).beat();
}

}  // namespace acksim
