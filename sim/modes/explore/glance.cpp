#include "modes/explore/glance.hpp"

#include <algorithm>
#include <bit>

namespace acksim {

namespace {

void list(const Timers& timers, const std::vector<std::uint64_t>& which, Slots& out) {
    for (std::size_t word = 0; word < std::min<std::size_t>(timers.armed.size(), which.size()); ++word)
        for (std::uint64_t left = timers.armed[word] & which[word]; left != 0; left &= left - 1)
            out.push_back(static_cast<Slot>(word * 64) + std::countr_zero(left));
}

std::uint64_t of_broker(const BrokerState& b) {
    std::uint64_t bits = std::uint64_t{b.running} | std::uint64_t{b.listening} << 1;
    for (const PendingProduce& p : b.waiting) bits |= std::uint64_t{1} << (2 + p.producer.value);
    return bits;
}

std::uint64_t of_connection(const Connection& c) {
    return std::uint64_t{!c.requests.empty() && !c.muted()} | std::uint64_t{!c.responses.empty()} << 1 | std::uint64_t{!c.strays.empty()} << 2;
}

}  // namespace

Glance::Glance(const Config& config, const Layout& layout, const Parts& parts, Unpacked& unpacked) : parts_(parts), unpacked_(unpacked) {
    first_.resize(static_cast<std::size_t>(layout.fixed()) / 64 + 1);
    second_.resize(first_.size());
    last_.resize(first_.size());
    // These patiences are a matter of configuration alone, and no batch's timer has them.
    for (Slot s = 0; s < layout.fixed(); ++s) {
        if (layout.is_channel(s)) continue;
        Patience patience = patience_of(layout.timer(s), config, layout);
        if (patience == Patience::none) first_[static_cast<std::size_t>(s) / 64] |= std::uint64_t{1} << (s % 64);
        if (patience == Patience::unhurried) second_[static_cast<std::size_t>(s) / 64] |= std::uint64_t{1} << (s % 64);
        if (patience == Patience::any) last_[static_cast<std::size_t>(s) / 64] |= std::uint64_t{1} << (s % 64);
    }
}

std::uint64_t Glance::look_at(PartNumber part, const World& w) const {
    if (part < parts_.controller()) return of_broker(w.brokers[part]);
    if (parts_.is_connection(part)) return of_connection(w.network[ConnectionId{part - parts_.first_connection()}]);
    return w.producers[static_cast<std::size_t>(part - parts_.controller() - 1)].application.phase != Application::Phase::dead;
}

void Glance::add_prompt_timers(const Timers& timers, Slots& out) const {
    list(timers, first_, out);
    list(timers, second_, out);
    list(timers, last_, out);
}

}  // namespace acksim
