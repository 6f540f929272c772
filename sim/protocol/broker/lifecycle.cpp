// What a broker hears from the controller and what it does about it: leadership, registration, shutdown
// (BrokerMetadataPublisher, BrokerLifecycleManager).
#include <algorithm>

#include "base/check.hpp"
#include "protocol/broker/broker.hpp"
#include "protocol/rules/backoff.hpp"
#include "protocol/rules/truncate.hpp"

namespace acksim {

Happening Broker::happening(What what, PartitionId partition) const {
    Happening h{what, node()};
    h.partition = partition;
    return h;
}

bool Broker::hosts(PartitionId p) const {
    const auto& replicas = turn_.config.partition(p).replicas;
    return std::find(replicas.begin(), replicas.end(), self_) != replicas.end();
}

void Broker::on_request(ConnectionId c, Direction direction, Message& message) {
    NodeId client = turn_.layout.client(c);
    if (auto* produce = std::get_if<ProduceRequest>(&message)) return on_produce(c, direction == Direction::requests, *produce);
    if (auto* fetched = std::get_if<FetchRequest>(&message))
        return on_fetch(turn_.layout.nodes().broker_of(client), direction == Direction::requests, *fetched);
    if (direction == Direction::strays) return;  // nobody waits for the answer
    if (auto* asked = std::get_if<OffsetsForLeaderEpochRequest>(&message)) return on_offsets_for_leader_epoch(turn_.layout.nodes().broker_of(client), *asked);
    if (std::holds_alternative<Connect>(message)) turn_.respond(c, Connected{});
    else if (auto* metadata = std::get_if<MetadataRequest>(&message)) {
        MetadataResponse response{metadata->number, {}};
        for (const Replica& r : state_.replicas) response.partitions.push_back({r.leader, r.leader_epoch});
        turn_.respond(c, std::move(response));
    } else if (auto* id = std::get_if<InitProducerIdRequest>(&message)) {
        // Simplified: a broker hands out producer ids by itself at once; in Kafka it takes them in blocks from the controller.
        Nodes nodes = turn_.layout.nodes();
        turn_.respond(c, InitProducerIdResponse{id->number, nodes.producer_id(nodes.producer_of(client), id->incarnation)});
    } else ACKSIM_CHECK(!"a request that no broker understands");
}

void Broker::on_response(NodeId from, Message& message) {
    if (auto* fetched = std::get_if<FetchResponse>(&message)) on_fetched(turn_.layout.nodes().broker_of(from), *fetched);
    else if (auto* ended = std::get_if<OffsetsForLeaderEpochResponse>(&message)) on_end_of_epoch(turn_.layout.nodes().broker_of(from), *ended);
    else if (auto* altered = std::get_if<AlterPartitionResponse>(&message)) on_alter_partition(*altered);
    else if (auto* update = std::get_if<MetadataUpdate>(&message)) apply(*update);
    else if (auto* registered = std::get_if<RegisterResponse>(&message)) {
        // While the controller still believes in the previous incarnation, a new one is refused (ClusterControlManager.registerBroker) and tries again
        // (BrokerLifecycleManager.resendExponentialBackoff).
        if (registered->error != ErrorCode::none)
            return turn_.arm(timer(TimerKind::register_again),
                             exponential_backoff(milliseconds(100), turn_.config.broker.broker_session_timeout, state_.refusals++, 2));
        state_.refusals = 0;
        state_.epoch = registered->epoch;
        beat();
    } else if (auto* beaten = std::get_if<HeartbeatResponse>(&message)) {
        if (beaten->should_shut_down && state_.shutting_down) state_.clean_shutdown = true;
    } else if (std::holds_alternative<Disconnected>(message)) {
        if (!turn_.layout.nodes().is_broker(from)) return;
        BrokerId leader = turn_.layout.nodes().broker_of(from);
        for (std::size_t i = 0; i < state_.replicas.size(); ++i)
            if (state_.replicas[i].leader == leader && state_.replicas[i].fetching) back_off({static_cast<std::int16_t>(i)});
    } else ACKSIM_CHECK(!"an answer that no broker understands");
}

void Broker::on_timer(const Timer& t) {
    turn_.cancel(t);
    PartitionId partition{static_cast<std::int16_t>(t.a)};
    if (t.kind == TimerKind::fetch_backoff) fetch(partition);
    else if (t.kind == TimerKind::fetch_wait) on_fetch_wait(partition, {static_cast<std::int16_t>(t.b)});
    else if (t.kind == TimerKind::isr_check) on_isr_check();
    else if (t.kind == TimerKind::produce_timeout) on_produce_timeout({static_cast<std::int16_t>(t.a)});
    else if (t.kind == TimerKind::forget_producer) forget_producer(partition, {static_cast<std::int16_t>(t.b)});
    else if (t.kind == TimerKind::register_again) turn_.request(turn_.layout.to_controller(self_), RegisterRequest{state_.clean_shutdown});
    else ACKSIM_CHECK(!"somebody else's timer in a broker");
}

void Broker::restart() {
    state_.running = true;
    state_.refusals = 0;
    state_.shutting_down = false;
    turn_.request(turn_.layout.to_controller(self_), RegisterRequest{state_.clean_shutdown});
    state_.clean_shutdown = false;
    for (std::size_t p = 0; p < state_.replicas.size(); ++p) time_loaded_producers({static_cast<std::int16_t>(p)});
}

// Simplified: a controlled shutdown never gives up; in Kafka it does after five minutes.
void Broker::beat() { turn_.request(turn_.layout.to_controller(self_), HeartbeatRequest{state_.epoch, state_.shutting_down}); }

void Broker::apply(const MetadataUpdate& update) {
    state_.active = update.active;
    if (update.active.has(self_) && state_.epoch == update.broker_epochs[static_cast<std::size_t>(self_.value)]) state_.listening = true;
    state_.broker_epochs = update.broker_epochs;
    for (const PartitionChange& change : update.partitions) {
        Replica& r = state_.replica(change.partition);
        if (change.state.partition_epoch < r.partition_epoch) continue;
        if (!hosts(change.partition)) {
            r.leader = change.state.leader;
            r.leader_epoch = change.state.leader_epoch;
            r.partition_epoch = change.state.partition_epoch;
        } else if (change.state.leader == self_) become_leader(change.partition, change.state);
        else become_follower(change.partition, change.state);
    }
    // Who was fenced and is not any more may join an ISR now.
    for (std::size_t p = 0; p < state_.replicas.size(); ++p) consider_fetch_waits({static_cast<std::int16_t>(p)});
}

// Partition.makeLeader: a new leader does not truncate; it notes where its epoch starts, and knows nothing yet of its followers' progress.
void Broker::become_leader(PartitionId partition, const PartitionState& news) {
    Replica& r = state_.replica(partition);
    bool led_before = r.leader == self_, new_epoch = news.leader_epoch > r.leader_epoch, new_isr = r.isr != news.isr;
    if (led_before && new_epoch && fences_fetches(turn_.config.rules.truncation)) answer_parked(partition, ErrorCode::fenced_leader_epoch);
    r.leader = self_;
    r.leader_epoch = news.leader_epoch;
    r.partition_epoch = news.partition_epoch;
    r.isr = news.isr;
    r.pending = PendingIsr::none;
    r.fetching = r.truncating = false;
    turn_.cancel(timer(TimerKind::fetch_backoff, partition.value));
    if (new_epoch) {
        r.epoch_start = r.log.end;
        r.log.assign_epoch(news.leader_epoch);
        if (!led_before) r.followers.assign(static_cast<std::size_t>(turn_.config.brokers), Follower{});
        for (std::size_t b = 0; b < r.followers.size(); ++b) {
            Follower& f = r.followers[b];
            f.looks_behind = r.isr.has({static_cast<std::int16_t>(b)}) ? std::int8_t{0} : looks_until_lagging;
            if (!led_before) continue;
            f.last_fetch_leader_end = r.log.end;
            f.looks_since_fetch = f.looks_behind;
        }
        Happening h = happening(What::became_leader, partition);
        h.epoch = news.leader_epoch;
        h.offset = r.log.end.value;
        turn_.say(h);
    }
    // News of the ELR alone move nothing, even if min.insync.replicas was lowered: that counts from the next append or fetch (measured on
    // Kafka 4.4: tests/truth/broker/b04_isr_shrinks_while_waiting).
    if (!new_epoch && !new_isr) return;
    advance_high_watermark(partition);
    recheck_waiting(partition);
    watch_followers();
}

void Broker::become_follower(PartitionId partition, const PartitionState& news) {
    Replica& r = state_.replica(partition);
    bool new_epoch = news.leader_epoch > r.leader_epoch;
    if (r.leader == self_) {
        answer_parked(partition, ErrorCode::not_leader_or_follower);
        r.followers.clear();
    }
    r.leader = news.leader;
    r.leader_epoch = news.leader_epoch;
    r.partition_epoch = news.partition_epoch;
    r.isr = news.isr;
    r.pending = PendingIsr::none;
    if (!new_epoch) return;
    recheck_waiting(partition);
    Happening h = happening(What::became_follower, partition);
    h.epoch = news.leader_epoch;
    h.other = news.leader == nobody ? no_node : node(news.leader);
    turn_.say(h);
    r.fetching = false;
    turn_.cancel(timer(TimerKind::fetch_backoff, partition.value));
    start_to_follow(partition);
}

// Fetches that wait here belong to an epoch that is over. They are answered, so that their followers look for the new leader.
void Broker::answer_parked(PartitionId partition, ErrorCode error) {
    Replica& r = state_.replica(partition);
    for (std::size_t b = 0; b < r.followers.size(); ++b) {
        if (!r.followers[b].parked) continue;
        r.followers[b].parked = false;
        BrokerId follower{static_cast<std::int16_t>(b)};
        turn_.cancel(timer(TimerKind::fetch_wait, partition.value, follower.value));
        FetchResponse response{partition, error, r.followers[b].log_end, r.leader_epoch, {}, r.high_watermark, r.log.end, {}};
        turn_.respond(turn_.layout.to_leader(follower, self_), std::move(response));
    }
}

}  // namespace acksim
