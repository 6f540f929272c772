#include "modes/explore/forget.hpp"

#include <algorithm>

namespace acksim {

namespace {

// Whether anything still names a request of this connection by its number.
bool is_named(const World& w, const ProducerState& p, ConnectionId c, ProducerIndex self, BrokerId b) {
    const Connection& connection = w.network[c];
    const BrokerState& broker = w.broker(b);
    return !p.connections[static_cast<std::size_t>(b.value)].in_flight.empty() || !connection.requests.empty() || !connection.responses.empty() ||
           !connection.strays.empty() || connection.muted() ||
           std::any_of(broker.waiting.begin(), broker.waiting.end(), [&](const PendingProduce& x) { return x.producer == self; });
}

void forget(World& w, BrokerId id) {
    BrokerState& b = w.broker(id);
    for (Replica& r : b.replicas)
        if (r.pending == PendingIsr::none) r.proposed_isr = {};  // read only while a change is pending
    b.refusals = 0;                                              // the length of a backoff
    if (b.running) return;
    // A process that starts again hears all of this anew before it asks for any of it (registration, then the whole metadata).
    b.active = {};
    std::fill(b.broker_epochs.begin(), b.broker_epochs.end(), BrokerEpoch{});
}

void forget(World& w, ProducerIndex self, const Config& config, const Layout& layout) {
    ProducerState& p = w.producer(self);
    p.metadata_failures = p.metadata_repeats = 0;  // the length of a backoff
    for (std::int16_t b = 0; b < config.brokers; ++b) {
        BrokerConnection& c = p.connection({b});
        c.failures = 0;  // the length of a backoff
        if (!is_named(w, p, layout.to_broker(self, {b}), self, {b})) c.next_number = 0;
    }
    bool retries_without_end = config.producer(self).config.retries == ProducerConfig::retries_without_end;
    for (Batch& b : p.batches.places) {
        if (!retries_without_end || b.attempts == 0) continue;
        // What is asked is whether there was an attempt, and whether the leader has changed since the last one (KIP-951).
        b.attempts_at_leader_change = b.attempts_at_leader_change == b.attempts ? 1 : 0;
        b.attempts = 1;
    }
    p.batches.trim();
}

}  // namespace

void forget_what_does_not_matter(World& w, NodeId actor, const Config& config, const Layout& layout) {
    Nodes nodes = layout.nodes();
    for (std::int16_t n = 0; n < nodes.count(); ++n) {
        if (actor != no_node && actor != NodeId{n}) continue;
        if (nodes.is_broker({n})) forget(w, nodes.broker_of({n}));
        else if (nodes.is_producer({n})) forget(w, nodes.producer_of({n}), config, layout);
    }
    while (!w.timers.armed.empty() && w.timers.armed.back() == 0) w.timers.armed.pop_back();
}

void forget_flushes(World& w, const Config& config) {
    for (BrokerState& b : w.brokers)
        for (std::size_t p = 0; p < b.replicas.size(); ++p)
            if (config.topics[static_cast<std::size_t>(config.partitions[p].topic)].config.flush_messages == TopicConfig{}.flush_messages)
                b.replicas[p].log.flushed = {};
}

}  // namespace acksim
