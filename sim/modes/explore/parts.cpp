#include "modes/explore/parts.hpp"

namespace acksim {

namespace {

// Calls f with the part's piece of each of the worlds, which may be const.
template <class F, class... W> void with_part(const Parts& parts, PartNumber part, F&& f, W&... worlds) {
    int first_producer = parts.controller() + 1;
    if (part < parts.controller()) f(worlds.brokers[part]...);
    else if (part == parts.controller()) f(worlds.controller...);
    else if (part < parts.first_connection()) f(worlds.producers[static_cast<std::size_t>(part - first_producer)]...);
    else if (part < parts.timers()) f(worlds.network.connections[static_cast<std::size_t>(part - parts.first_connection())]...);
    else if (part == parts.timers()) f(worlds.timers...);
    else if (part == parts.ledger()) f(worlds.ledger...);
    else if (part == parts.ledger() + 1) f(worlds.topics...);
    else if (part == parts.blocked()) f(worlds.blocked...);
    else f(worlds.paused...);
}

// The members of World, in order: one that is added makes this line not compile, and needs a part above.
[[maybe_unused]] void know_all_members(const World& world) {
    [[maybe_unused]] auto& [brokers, controller, producers, network, timers, ledger, topics, blocked, paused] = world;
}

}  // namespace

Parts::Parts(const World& w)
    : brokers_(static_cast<int>(w.brokers.size())), producers_(static_cast<int>(w.producers.size())),
      connections_(static_cast<int>(w.network.connections.size())), count_(brokers_ + 1 + producers_ + connections_ + 5) {}

std::vector<PartNumber> Parts::all_but_connections() const {
    std::vector<PartNumber> out;
    for (PartNumber p = 0; p < count_; ++p)
        if (!is_connection(p)) out.push_back(p);
    return out;
}

std::vector<PartNumber> Parts::replicas_and_ledger() const {
    std::vector<PartNumber> out;
    for (PartNumber p = 0; p <= controller(); ++p) out.push_back(p);
    out.push_back(ledger());
    return out;
}

void Parts::pack(const World& w, PartNumber part, ByteWriter& out) const {
    with_part(
        *this, part, [&](const auto& piece) { acksim::pack(out, piece); }, w);
}

void Parts::unpack(std::span<const std::uint8_t> bytes, World& w, PartNumber part) const {
    ByteReader in(bytes);
    with_part(
        *this, part, [&](auto& piece) { acksim::unpack(in, piece); }, w);
}

void Parts::copy(const World& from, World& to, PartNumber part) const {
    with_part(
        *this, part, [&](const auto& source, auto& piece) { piece = source; }, from, to);
}

}  // namespace acksim
