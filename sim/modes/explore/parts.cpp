#include "modes/explore/parts.hpp"

#include <algorithm>

namespace acksim {

namespace {

// Calls f(member) for the part's piece of `world`; both a World and a const World will do.
template <class W, class F> void with_part(const Parts& parts, W& world, PartNumber part, int brokers, int producers, F&& f) {
    // The members of World, in order; one that is added makes this line not compile.
    auto& [brokers_, controller, producers_, network, timers, ledger, topics, blocked, paused] = world;
    if (part < brokers) f(brokers_[part]);
    else if (part == parts.controller()) f(controller);
    else if (part < brokers + 1 + producers) f(producers_[static_cast<std::size_t>(part - brokers - 1)]);
    else if (parts.is_connection(part)) f(network.connections[static_cast<std::size_t>(part - parts.first_connection())]);
    else if (part == parts.timers()) f(timers);
    else if (part == parts.ledger()) f(ledger);
    else if (part == parts.ledger() + 1) f(topics);
    else if (part == parts.ledger() + 2) f(blocked);
    else f(paused);
}

}  // namespace

Parts::Parts(const World& w)
    : brokers_(static_cast<int>(w.brokers.size())), producers_(static_cast<int>(w.producers.size())),
      connections_(static_cast<int>(w.network.connections.size())), count_(brokers_ + 1 + producers_ + connections_ + 5) {}

void Parts::pack(const World& w, PartNumber part, ByteWriter& out) const {
    with_part(*this, w, part, brokers_, producers_, [&](const auto& piece) { acksim::pack(out, piece); });
}

void Parts::unpack(std::span<const std::uint8_t> bytes, World& w, PartNumber part) const {
    ByteReader in(bytes);
    with_part(*this, w, part, brokers_, producers_, [&](auto& piece) { acksim::unpack(in, piece); });
}

void Parts::copy(const World& from, World& to, PartNumber part) const {
    with_part(*this, from, part, brokers_, producers_, [&](const auto& source) {
        with_part(*this, to, part, brokers_, producers_, [&](auto& piece) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(piece)>, std::remove_cvref_t<decltype(source)>>) piece = source;
        });
    });
}

namespace {

// Whether anything still names a request of this connection by its number.
bool is_named(const World& w, const ProducerState& p, ConnectionId c, ProducerIndex self, BrokerId b) {
    const Connection& connection = w.network[c];
    const BrokerState& broker = w.broker(b);
    return !p.connections[static_cast<std::size_t>(b.value)].in_flight.empty() || !connection.requests.empty() || !connection.responses.empty() ||
           !connection.strays.empty() || connection.muted() ||
           std::any_of(broker.waiting.begin(), broker.waiting.end(), [&](const PendingProduce& x) { return x.producer == self; });
}

}  // namespace

void forget_what_does_not_matter(World& w, BrokerId id) {
    BrokerState& b = w.broker(id);
    for (Replica& r : b.replicas)
        if (r.pending == PendingIsr::none) r.proposed_isr = {};  // read only while a change is pending
    if (b.running) return;
    // A process that starts again hears all of this anew before it asks for any of it (registration, then the whole metadata).
    b.active = {};
    b.epoch = {};
    std::fill(b.broker_epochs.begin(), b.broker_epochs.end(), BrokerEpoch{});
}

void forget_what_does_not_matter(World& w, ProducerIndex self, const Config& config, const Layout& layout) {
    ProducerState& p = w.producer(self);
    p.metadata_tries = 0;  // the length of a backoff
    for (std::int16_t b = 0; b < config.brokers; ++b) {
        BrokerConnection& c = p.connection({b});
        c.failures = 0;  // the length of a backoff
        if (!is_named(w, p, layout.to_broker(self, {b}), self, {b})) c.next_number = 0;
    }
    bool retries_without_end = config.producer(self).config.retries == 2147483647;
    for (Batch& b : p.batches) {
        if (!retries_without_end || b.attempts == 0) continue;
        // What is asked is whether there was an attempt, and whether the leader has changed since the last one (KIP-951).
        b.attempts_at_leader_change = b.attempts_at_leader_change == b.attempts ? 1 : 0;
        b.attempts = 1;
    }
    // Places at the end of the pool that are free are as good as none.
    while (!p.batches.empty() && !p.batches.back().live) p.batches.pop_back();
}

void forget_what_does_not_matter(Timers& timers) {
    while (!timers.armed.empty() && timers.armed.back() == 0) timers.armed.pop_back();
}

}  // namespace acksim
