#include "world/step.hpp"

#include "protocol/broker/broker.hpp"
#include "protocol/producer/producer.hpp"
#include "world/process.hpp"

namespace acksim {

namespace {

// A stopped process cannot be reached: whoever asks gets word that the connection is gone. Nobody tells a dead client anything.
void bounce(World& w, const Channel& channel, const Message& message, Turn& turn) {
    if (channel.direction != Direction::requests) return;
    if (!w.is_up(turn.layout.client(channel.connection), turn.layout.nodes())) return;
    const auto& answers = w.network[channel.connection].responses;
    bool told = !answers.empty() && std::holds_alternative<Disconnected>(answers[answers.size() - 1]);
    if (!told || std::holds_alternative<Connect>(message)) turn.respond(channel.connection, Disconnected{});
}

void hand_over(World& w, const Channel& channel, Message& message, Turn& turn) {
    const Connection& connection = w.network[channel.connection];
    Nodes nodes = turn.layout.nodes();
    bool to_server = channel.direction != Direction::responses;
    NodeId client = to_server ? channel.from : channel.to, server = to_server ? channel.to : channel.from, to = channel.to;
    if (to_server ? connection.requests_swallowed && channel.direction == Direction::requests : connection.responses_swallowed) return;
    bool refused = to_server && nodes.is_broker(to) && !w.broker(nodes.broker_of(to)).listening;
    if (!w.is_up(to, nodes) || refused) return bounce(w, channel, message, turn);
    if (nodes.is_producer(to)) {
        ProducerIndex p = nodes.producer_of(to);
        Producer(w.producer(p), p, w.ledger, turn).on_message(nodes.broker_of(server), message);
    } else if (to == nodes.controller()) {
        BrokerId b = nodes.broker_of(client);
        Controller(w.controller, turn).on_request(b, message, channel.direction == Direction::requests);
        // Who is unfenced by the last heartbeat for long has a session that ends (BrokerHeartbeatTracker).
        if (!heartbeats_arrive(w, b, nodes)) heartbeats_stop(w, b, turn);
    } else {
        BrokerId b = nodes.broker_of(to);
        Broker broker(w.broker(b), b, w.ledger, turn);
        if (to_server) broker.on_request(channel.connection, channel.direction, message);
        else broker.on_response(server, message);
        // A controlled shutdown ends when the controller lets the broker go: everything is flushed, then the process ends
        // (BrokerLifecycleManager).
        if (w.broker(b).clean_shutdown && w.broker(b).shutting_down) {
            for (Replica& r : w.broker(b).replicas) r.log.flushed = r.log.end;
            end_broker(w, b, turn);
        }
    }
}

// The receiver works on the message where it lies: it is out of the queue, and nobody pushes anything into that queue meanwhile.
void deliver(World& w, const Channel& channel, Turn& turn) {
    MessageQueue& queue = w.network[channel.connection].queue(channel.direction);
    hand_over(w, channel, queue.take(), turn);
    queue.let_go();
}

}  // namespace

void step(World& w, Slot slot, Turn& turn) {
    if (turn.layout.is_channel(slot)) return deliver(w, turn.layout.channel(slot), turn);
    Timer timer = turn.layout.timer(slot);
    Nodes nodes = turn.layout.nodes();
    if (timer.kind == TimerKind::session) Controller(w.controller, turn).on_session_timeout({static_cast<std::int16_t>(timer.a)});
    else if (timer.kind == TimerKind::restart) start_broker(w, nodes.broker_of(timer.node), turn);
    else if (nodes.is_producer(timer.node)) {
        ProducerIndex p = nodes.producer_of(timer.node);
        Producer(w.producer(p), p, w.ledger, turn).on_timer(timer);
    } else {
        BrokerId b = nodes.broker_of(timer.node);
        Broker(w.broker(b), b, w.ledger, turn).on_timer(timer);
    }
}

}  // namespace acksim
