#include "support/same_world.hpp"

#include <algorithm>

#include "modes/explore/forget.hpp"

namespace acksim::testing {

namespace {

// Each connection's next request gets this number: no connection of a test has more behind it.
constexpr std::int32_t next_number = 1 << 20;

void disarm(World& w, const Timer& timer, const Layout& layout) {
    if (w.timers.has(layout.slot(timer))) w.timers.clear(layout.slot(timer));
}

template <class Queue> void shift_numbers(Queue& queue, std::int32_t by) {
    for (std::size_t i = 0; i < queue.size(); ++i) {
        std::visit(
            [&](auto& m) {
                if constexpr (
                    requires { m.number; })
                    m.number += by;
            },
            queue[i]);
    }
}

void shift_numbers(World& w, ProducerIndex self, BrokerId b, const Layout& layout) {
    BrokerConnection& own = w.producer(self).connection(b);
    Connection& c = w.network[layout.to_broker(self, b)];
    std::int32_t by = next_number - own.next_number;
    auto timer = [&](std::int32_t number) { return Timer{TimerKind::request_timeout, layout.nodes().producer(self), b.value, number % layout.window()}; };
    std::vector<std::int32_t> timed;
    for (std::size_t i = 0; i < own.in_flight.size(); ++i) {
        InFlightRequest& request = own.in_flight[i];
        if (w.timers.has(layout.slot(timer(request.number)))) timed.push_back(request.number + by);
        request.number += by;
    }
    for (std::int32_t place = 0; place < layout.window(); ++place) disarm(w, timer(place), layout);
    for (std::int32_t number : timed) w.timers.set(layout.slot(timer(number)));
    own.next_number = next_number;
    shift_numbers(c.requests, by);
    shift_numbers(c.responses, by);
    shift_numbers(c.strays, by);
    if (c.muted()) c.working_on += by;
    for (PendingProduce& waiting : w.broker(b).waiting)
        if (waiting.producer == self) waiting.number += by;
}

template <class M, class Queue> bool holds(const Queue& queue) {
    for (std::size_t i = 0; i < queue.size(); ++i)
        if (std::holds_alternative<M>(queue[i])) return true;
    return false;
}

// What a process that has started again has not heard yet, and a forgetful world no longer knows.
void forget_hearsay(World& w, BrokerId id, const Layout& layout) {
    BrokerState& b = w.broker(id);
    if (b.listening) return;
    b.active = {};
    std::fill(b.broker_epochs.begin(), b.broker_epochs.end(), BrokerEpoch{});
    const Connection& c = w.network[layout.to_controller(id)];
    bool again = w.timers.has(layout.slot({TimerKind::register_again, layout.nodes().broker(id), 0, 0}));
    if (again || holds<RegisterRequest>(c.requests) || holds<RegisterResponse>(c.responses)) b.epoch = {};
}

}  // namespace

World in_common(World w, const Config& config, const Layout& layout) {
    Nodes nodes = layout.nodes();
    for (std::int16_t p = 0; p < nodes.producers; ++p)
        for (std::int16_t b = 0; b < nodes.brokers; ++b) shift_numbers(w, {p}, {b}, layout);
    for (std::int16_t b = 0; b < nodes.brokers; ++b) {
        disarm(w, {TimerKind::restart, nodes.broker({b}), 0, 0}, layout);
        forget_hearsay(w, {b}, layout);
    }
    std::sort(w.blocked.begin(), w.blocked.end(),
              [](const BlockedLink& a, const BlockedLink& b) { return a.from.value != b.from.value ? a.from.value < b.from.value : a.to.value < b.to.value; });
    w.blocked.erase(std::unique(w.blocked.begin(), w.blocked.end()), w.blocked.end());
    for (auto& pauses : w.paused) pauses = pauses > 0;
    forget_what_does_not_matter(w, no_node, config, layout);
    // A connection that nothing names counts from 0 after that, whatever it had counted to.
    return w;
}

Slot counterpart(Slot slot, const World& here, const World& there, const Layout& layout) {
    if (layout.is_channel(slot)) return slot;
    Timer t = layout.timer(slot);
    if (t.kind != TimerKind::request_timeout) return slot;
    ProducerIndex self = layout.nodes().producer_of(t.node);
    auto broker = static_cast<std::size_t>(t.a);
    const auto& own = here.producers[static_cast<std::size_t>(self.value)].connections[broker].in_flight;
    const auto& others = there.producers[static_cast<std::size_t>(self.value)].connections[broker].in_flight;
    for (std::size_t i = 0; i < own.size() && i < others.size(); ++i) {
        if (own[i].number % layout.window() == t.b) {
            t.b = others[i].number % layout.window();
            return layout.slot(t);
        }
    }
    return slot;
}

}  // namespace acksim::testing
