#include "modes/explore/parts.hpp"

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

}  // namespace acksim
