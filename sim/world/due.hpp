// When a timer may fire if time is only logical: it is *due* when what it waits for can no longer come by itself. Firing earlier is a delay,
// hence a fault (early-timer). Without this every armed timer could fire at any moment, and no exploration would end.
//
// Timers differ in their patience. Messages take a millisecond or a few; backoffs and fetch waits 50 ms to a second; a session, an ISR
// check, a restart many seconds; a client gives up after half a minute. So a wait is due only when no message can arrive, a timer of the
// cluster only when no wait is due either, and a client's time-out only when the cluster has nothing left to do. What the application
// does (send, linger.ms) may come at any moment, and comes before any of these; but one that takes longer than a backoff lets waits pass,
// and one that takes longer than a session lets all pass. Each timer's condition is one function in due.cpp, by the timer's name.
#pragma once

#include "base/list.hpp"
#include "world/step.hpp"

namespace acksim {

enum class Patience : std::int8_t {
    none,     // at any moment: the application's send() and linger.ms
    unhurried, // at any moment, and waits do not wait for it: the same, where it lasts longer than a backoff
    wait,     // backoffs, fetch waits: when no message can arrive
    cluster,  // session, ISR check, restart: when no wait is due either
    client,   // request.timeout.ms, delivery.timeout.ms, …: when the cluster has nothing to do either
    any,      // at any moment, and nothing waits for it: the same, where it lasts longer than a session
};

using Slots = List<Slot, 64>;

// The events that may happen now: channels whose head can be delivered and timers that are due. Those with the least patience hide the
// others. `healings`: there is a frozen process to wake or a link to heal, which the cluster's patience waits for as well. `waits_race`:
// waits may end at any moment.
struct DueEvents {
    Slots slots;
    Patience patience = Patience::none;
};
DueEvents due_events(const World& world, const Config& config, const Layout& layout, bool healings, bool waits_race);
// The half of it that comes after the channels, which stand in `out`. It reads no connection.
void add_due_timers(const World& world, const Config& config, const Layout& layout, bool healings, bool waits_race, DueEvents& out);

// The patience of what the application does, if it takes so long.
Patience patience_of_application(Duration lasts, const ProducerConfig& producer, const BrokerConfig& broker);

// Requires: the timer is armed and may_happen.
Patience patience_of(const Timer& timer, const World& world, const Config& config, const Layout& layout);
bool is_due(const Timer& timer, const World& world, const Config& config, const Layout& layout);

}  // namespace acksim
