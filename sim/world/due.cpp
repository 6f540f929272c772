#include "world/due.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "protocol/rules/deduplicate.hpp"
#include "protocol/rules/sequence_error.hpp"

namespace acksim {

namespace {

bool answers(const World& w, BrokerId b) { return b != nobody && w.broker(b).running && w.broker(b).listening && !w.is_paused({b.value}); }

// The same for a producer, whom a cut link may keep from asking.
bool answers(const World& w, BrokerId b, NodeId producer) { return answers(w, b) && !w.is_cut(producer, {b.value}); }

const ProducerState& producer_of(NodeId producer, const World& w, const Layout& layout) {
    return w.producers[static_cast<std::size_t>(layout.nodes().producer_of(producer).value)];
}

// Whoever the producer asks next for metadata will have news. Brokers that cannot hear the controller do not count: they have none.
bool metadata_has_news(NodeId producer, const World& w, const Layout& layout) {
    const ProducerState& p = producer_of(producer, w, layout);
    NodeId controller = layout.nodes().controller();
    for (std::size_t i = 0; i < p.metadata.size(); ++i) {
        bool any = false, all = true;
        for (std::int16_t b = 0; b < layout.nodes().brokers; ++b) {
            if (!answers(w, {b}, producer) || w.is_cut(controller, {b})) continue;
            any = true;
            all = all && w.broker({b}).replicas[i].leader_epoch > p.metadata[i].epoch;
        }
        if (any && all) return true;
    }
    return false;
}

// A producer that does not ask already would be told who leads now.
bool asking_helps(NodeId producer, const World& w, const Layout& layout) {
    const ProducerState& p = producer_of(producer, w, layout);
    return !p.metadata_needed && !p.metadata_in_flight && metadata_has_news(producer, w, layout);
}

// The producer waits before it connects to the broker again, and that wait is over first.
bool reconnects(NodeId producer, BrokerId broker, const World& w, const Layout& layout) {
    return broker != nobody && w.timers.has(layout.slot(Timer{TimerKind::reconnect_backoff, producer, broker.value, 0}));
}

// The leader would refuse the batch for its sequence number, and the producer would only try again, for ever: no earlier batch is left that
// could be what is missing.
bool is_refused_for_ever(BatchId id, const ProducerState& p, const Replica& leader) {
    const Batch& b = p.batch(id);
    const Sequencing& s = p.partitions[static_cast<std::size_t>(b.partition.value)].sequencing;
    if (s.tracked.empty() || s.tracked.front() != id) return false;
    RecordBatch batch{b.records, b.bytes, b.producer_id, b.producer_epoch, b.base_sequence};
    ErrorCode error = deduplicate(leader.log.find(batch.producer_id), batch).error;
    return error == ErrorCode::out_of_order_sequence_number &&
           decide_on_sequence_error({b.base_sequence, b.sequence_reset, s.last_acked, s.unresolved}, error) == SequenceDecision::retry;
}

// retry.backoff.ms waits for the reason of the failure to pass: the partition's leader, as the producer knows it, leads, listens, has an ISR
// that is large enough, and takes the batch's sequence number; or another one leads, and the next attempt fails and makes the producer ask.
bool retry_is_due(const Timer& t, const World& w, const Config& config, const Layout& layout) {
    const ProducerState& p = producer_of(t.node, w, layout);
    const ProducerConfig& c = config.producer(layout.nodes().producer_of(t.node)).config;
    if (c.retries < ProducerConfig::retries_without_end) return true;  // a try that fails changes something as well
    const Batch& b = p.batch({t.a});
    BrokerId leader = p.leader_of(b.partition).leader;
    bool leads = answers(w, leader, t.node) && w.broker(leader).replica(b.partition).leader == leader;
    if (!leads) return !reconnects(t.node, leader, w, layout) && asking_helps(t.node, w, layout);
    const Replica& r = w.broker(leader).replica(b.partition);
    if (is_refused_for_ever({t.a}, p, r)) return false;
    return c.acks != Acks::all || r.isr.size() >= min_isr_now(config, w.topics, b.partition);
}

// reconnect.backoff.ms waits for the broker to listen, or for news: the attempt fails, and the producer asks for them.
bool reconnect_is_due(const Timer& t, const World& w, const Layout& layout) {
    return answers(w, {static_cast<std::int16_t>(t.a)}, t.node) || asking_helps(t.node, w, layout);
}

// retry.backoff.ms between metadata requests, and metadata.max.age.ms, wait for news.
bool metadata_is_due(const Timer& t, const World& w, const Layout& layout) { return metadata_has_news(t.node, w, layout); }

// replica.fetch.backoff.ms waits for the leader to lead.
bool fetch_backoff_is_due(const Timer& t, const World& w, const Layout& layout) {
    BrokerId leader = w.broker(layout.nodes().broker_of(t.node)).replicas[static_cast<std::size_t>(t.a)].leader;
    return answers(w, leader) && w.broker(leader).replicas[static_cast<std::size_t>(t.a)].leader == leader;
}

// A broker tries to register until its previous incarnation is fenced.
bool register_is_due(const Timer& t, const World& w, const Layout& layout) { return w.controller.fenced.has(layout.nodes().broker_of(t.node)); }

const ProducerSetup& setup_of(const Timer& t, const Config& config, const Layout& layout) {
    return config.producer(t.kind == TimerKind::produce_timeout ? ProducerIndex{static_cast<std::int16_t>(t.a)} : layout.nodes().producer_of(t.node));
}

// The time-out of a produce request, at its producer or its broker.
bool carries_a_retry(const Timer& t, const World& w, const Layout& layout) {
    const bool at_broker = t.kind == TimerKind::produce_timeout;
    if (!at_broker && t.kind != TimerKind::request_timeout) return false;
    const ProducerState& p = at_broker ? w.producers[static_cast<std::size_t>(t.a)] : producer_of(t.node, w, layout);
    const auto& in_flight = p.connections[static_cast<std::size_t>(at_broker ? layout.nodes().broker_of(t.node).value : t.a)].in_flight;
    for (std::size_t i = 0; i < in_flight.size(); ++i)
        for (BatchId id : in_flight[i].batches)
            if (p.batch(id).attempts > 0) return true;
    return false;
}

}  // namespace

Duration longest_session(const BrokerConfig& broker) { return broker.broker_session_timeout * 9 / 8; }
Duration longest_lag(const BrokerConfig& broker) { return broker.replica_lag_time_max * 3 / 2; }

Duration time_out_of(const Timer& t, const Config& config, const Layout& layout) {
    const ProducerSetup& setup = setup_of(t, config, layout);
    switch (t.kind) {
        case TimerKind::connect_timeout: return setup.config.socket_connection_setup_timeout;
        case TimerKind::delivery_timeout: return setup.config.delivery_timeout;
        case TimerKind::metadata_age: return setup.config.metadata_max_age;
        case TimerKind::max_block: return setup.config.max_block;
        case TimerKind::close_timeout: return setup.workload.close_timeout;
        default: return setup.config.request_timeout;
    }
}

Patience patience_of_application(Duration lasts, const ProducerConfig& producer, const BrokerConfig& broker) {
    if (lasts >= broker.broker_session_timeout) return Patience::any;
    Duration shortest = std::min({producer.reconnect_backoff, producer.retry_backoff, broker.replica_fetch_wait_max, broker.replica_fetch_backoff});
    return lasts >= shortest ? Patience::unhurried : Patience::none;
}

Patience patience_of(const Timer& t, const Config& config, const Layout& layout) {
    auto setup = [&]() -> const ProducerSetup& { return setup_of(t, config, layout); };
    auto application = [&](Duration lasts) { return patience_of_application(lasts, setup().config, config.broker); };
    switch (t.kind) {
        case TimerKind::send: return application(length_of(setup().workload));
        case TimerKind::resend: return application(std::max(length_of(setup().workload), setup().workload.resend_after.max));
        case TimerKind::linger: return application(setup().config.linger);
        case TimerKind::reconnect_backoff:
        case TimerKind::metadata_backoff:
        case TimerKind::producer_id_backoff:
        case TimerKind::retry_backoff:
        case TimerKind::fetch_backoff:
        case TimerKind::fetch_wait:
        case TimerKind::register_again: return Patience::wait;
        case TimerKind::session: return Patience::session;
        case TimerKind::isr_check: return Patience::isr_check;
        case TimerKind::restart: return Patience::repair;
        case TimerKind::request_timeout:
        case TimerKind::produce_timeout:
        case TimerKind::connect_timeout:
        case TimerKind::delivery_timeout:
        case TimerKind::metadata_age:
        case TimerKind::max_block:
        case TimerKind::close_timeout:
        case TimerKind::forget_producer:
        case TimerKind::count: break;
    }
    return Patience::client;
}

bool is_due(const Timer& t, const World& w, const Config& config, const Layout& layout) {
    switch (t.kind) {
        case TimerKind::retry_backoff: return retry_is_due(t, w, config, layout);
        case TimerKind::reconnect_backoff: return reconnect_is_due(t, w, layout);
        case TimerKind::metadata_backoff:
        case TimerKind::metadata_age: return metadata_is_due(t, w, layout);
        case TimerKind::fetch_backoff: return fetch_backoff_is_due(t, w, layout);
        case TimerKind::register_again: return register_is_due(t, w, layout);
        // Nothing but the passing of time: what else they wait for would have cancelled them.
        case TimerKind::send:
        case TimerKind::resend:
        case TimerKind::linger:
        case TimerKind::producer_id_backoff:
        case TimerKind::fetch_wait:
        case TimerKind::session:
        case TimerKind::isr_check:
        case TimerKind::restart:
        case TimerKind::request_timeout:
        case TimerKind::connect_timeout:
        case TimerKind::max_block:
        case TimerKind::close_timeout:
        case TimerKind::delivery_timeout:
        case TimerKind::produce_timeout: return true;
        // A day without the producer: nothing that is explored lasts so long.
        case TimerKind::forget_producer:
        case TimerKind::count: break;
    }
    return false;
}

DueEvents due_events(const World& w, const Config& config, const Layout& layout, bool waits_race) {
    DueEvents out;
    for (int i = 0; i < layout.connections(); ++i) {
        const Connection& c = w.network.connections[static_cast<std::size_t>(i)];
        if (c.requests.empty() && c.responses.empty() && c.strays.empty()) continue;
        for (Direction d : {Direction::requests, Direction::responses, Direction::strays})
            if (Slot s = layout.slot(ConnectionId{i}, d); may_happen(w, s, layout)) out.slots.push_back(s);
    }
    add_due_timers(w, config, layout, waits_race, out);
    return out;
}

void add_due_timers(const World& w, const Config& config, const Layout& layout, bool waits_race, DueEvents& out) {
    const bool messages = !out.slots.empty();
    std::array<Slots, static_cast<std::size_t>(Patience::count)> due;
    Duration shortest{std::numeric_limits<std::int64_t>::max()};  // of clients' time-outs
    for (std::size_t word = 0; word < w.timers.armed.size(); ++word)
        for (std::uint64_t left = w.timers.armed[word]; left != 0; left &= left - 1) {
            Slot s = static_cast<Slot>(word * 64) + std::countr_zero(left);
            if (!may_happen(w, s, layout)) continue;
            Timer t = layout.timer(s);
            Patience patience = patience_of(t, config, layout);
            bool at_any_moment = patience == Patience::none || patience == Patience::unhurried || patience == Patience::any;
            bool may_come = at_any_moment || (patience == Patience::wait && waits_race) || !messages;
            if (!may_come || !is_due(t, w, config, layout)) continue;
            if (carries_a_retry(t, w, layout)) patience = Patience::patient;
            if (patience == Patience::client) {
                Duration time_out = time_out_of(t, config, layout);
                if (time_out > shortest) continue;
                if (time_out < shortest) due[static_cast<std::size_t>(Patience::client)].clear();
                shortest = time_out;
            }
            due[static_cast<std::size_t>(patience)].push_back(s);
        }
    auto slots_of = [&](Patience p) -> const Slots& { return due[static_cast<std::size_t>(p)]; };
    auto add = [&](Patience p) { out.slots.insert(out.slots.end(), slots_of(p).begin(), slots_of(p).end()); };
    add(Patience::none);
    const bool waits_come = out.slots.empty() || waits_race;
    add(Patience::unhurried);
    if (waits_come) add(Patience::wait);
    if (out.slots.empty()) {
        out.heals = true;
        const bool session = !slots_of(Patience::session).empty(), isr_check = !slots_of(Patience::isr_check).empty();
        for (Patience p : {Patience::session, Patience::isr_check, Patience::repair}) add(p);
        if ((!session || shortest < longest_session(config.broker)) && (!isr_check || shortest < longest_lag(config.broker))) add(Patience::client);
        if (!session && !isr_check && slots_of(Patience::repair).empty() && !w.is_held_up()) add(Patience::patient);
    }
    add(Patience::any);
}

}  // namespace acksim
