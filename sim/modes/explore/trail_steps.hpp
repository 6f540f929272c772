// A trail walked through and taken apart: what each move said, how long such a move takes, and for each fault what was on its way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "faults/plan.hpp"
#include "modes/trail.hpp"
#include "protocol/happening.hpp"

namespace acksim {

// Messages that are made late in a timed run, by what they travel on.
struct Late {
    bool fetches = false, produces = false, metadata = false;
};
inline constexpr Duration late_fetch = milliseconds(200), late_produce = milliseconds(50), late_metadata = milliseconds(500);

struct TrailStep {
    enum class Link : std::int8_t { none, produce, fetch, metadata };
    MoveParts parts;
    Link link = Link::none;  // of the message that arrived
    TimerKind timer = TimerKind::count;
    NodeId node = no_node;  // the timer's
    Duration takes{};       // at most, if nothing else happens
    std::vector<Happening> said;
};

struct TrailFault {
    std::size_t step = 0;
    MoveParts parts;
    RecordName record{};           // lost_request, lost_response: the first one that it carried
    std::int64_t keep = -1;        // power_loss
    std::optional<Fault> instead;  // early_timer

    // Whether a scenario can ask for it.
    bool has_counterpart() const { return parts.fault != FreeFault::early_timer || instead; }
};

struct TrailSteps {
    std::vector<TrailStep> steps;  // those of the outset, then the trail's
    std::size_t outset = 0;        // so many
    std::vector<TrailFault> faults;
    std::vector<ConnectionId> on_their_way;  // connections with something on its way when a fault struck, or longer than messages take
    std::string held_back;                   // the message that is held back longest, in words; empty: none
    std::string first_fetches;               // followers whose fetch came only after a record, though a timed run begins with it; empty: none
    std::string outlasted;                   // a time-out that runs longer than it is set to, in words; empty: none
    std::string without_counterpart;         // an early timer, in words: no scenario can ask for it
    Ledger ledger;

    // The time of a step: the sum of what the steps up to it take.
    Duration at(std::size_t step, Late late) const;
};

// The name of the range's first record.
RecordName first_of(const RecordRange& records, PartitionId partition, const Ledger& ledger);

// Requires: `scenario` is the trail's, as for_exploration() made it, and the trail is possible in it.
TrailSteps walk_through(const Scenario& scenario, const Trail& trail);

}  // namespace acksim
