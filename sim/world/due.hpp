// When a timer may fire if time is only logical: it is *due* when what it waits for can no longer come by itself. Firing earlier is a delay,
// hence a fault (early-timer). Without this every armed timer could fire at any moment, and no exploration would end.
//
// Timers differ in their patience (table: sim/modes/README.md). Messages take a millisecond or a few; backoffs and fetch waits 50 ms to a
// second; a session and an ISR check many seconds; a client gives up after half a minute or more. So a wait is due only when no message can
// arrive; sessions and ISR checks only when no wait is due either; a client's time-outs, the shortest first, only when no session and no
// ISR check is left that takes less.
// A fault may last any time. Restarts, wakes and healings are therefore due together with session time-outs, and no other timer waits for
// them. One exception: the time-out of a request that carries a retry waits until everything has healed; otherwise one long fault would
// allow endless retries.
// What the application does (send, linger.ms) may come at any moment, and timers wait for it. But backoffs do not wait for an application
// that takes longer than a backoff, and nothing waits for one that takes longer than a session.
// Each timer's condition is one function in due.cpp, by the timer's name.
#pragma once

#include "base/list.hpp"
#include "world/step.hpp"

namespace acksim {

enum class Patience : std::int8_t {
    none,       // at any moment: the application's send() and linger.ms
    unhurried,  // at any moment, and backoffs do not wait for it: the same, where it lasts longer than a backoff
    wait,       // backoffs, fetch waits: when no message can arrive
    session,    // when no wait is due either
    isr_check,  // the same
    repair,     // restarts: the same, but only `patient` waits for it
    client,     // request.timeout.ms, delivery.timeout.ms, …, the shortest first: when no session and no ISR check is left that takes less
    patient,    // request.timeout.ms of a request that carries a retry: when nothing starts again, wakes or heals either
    any,        // at any moment, and nothing waits for it: send() of an application that lasts longer than a session
    count,
};

using Slots = List<Slot, 64>;

// The events that may happen now: channels whose head can be delivered and timers that are due. Those with the least patience hide the
// others. `waits_race`: waits may end at any moment.
struct DueEvents {
    Slots slots;
    bool heals = false;  // what is frozen may wake and cut links may heal
};
DueEvents due_events(const World& world, const Config& config, const Layout& layout, bool waits_race);
// The half of it that comes after the channels, which stand in `out`. It reads no connection.
void add_due_timers(const World& world, const Config& config, const Layout& layout, bool waits_race, DueEvents& out);

// The patience of what the application does, if it takes so long.
Patience patience_of_application(Duration lasts, const ProducerConfig& producer, const BrokerConfig& broker);

// How long a session, and a follower's lag, may last until it is noticed: the controller looks every eighth of a session (since 4.0), a leader
// every half of replica.lag.time.max.ms.
Duration longest_session(const BrokerConfig& broker);
Duration longest_lag(const BrokerConfig& broker);
// What a client's time-out is set to; that of a request by default. Requires: the timer is a producer's, or waits for one of its requests.
Duration time_out_of(const Timer& timer, const Config& config, const Layout& layout);
// A matter of configuration alone.
Patience patience_of(const Timer& timer, const Config& config, const Layout& layout);
// Requires: the timer is armed and may_happen.
bool is_due(const Timer& timer, const World& world, const Config& config, const Layout& layout);

}  // namespace acksim
