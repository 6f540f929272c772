// A trail: the moves of one run of an exploration, from the start to the state where a guarantee was broken. It is what exploration
// finds, what is kept in a file, and what replay follows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/timers.hpp"
#include "scenario/exploration.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

// One move: an event of the protocol (the head of a channel is delivered, a timer fires) or a fault.
struct Move {
    bool fault = false;
    Slot slot = 0;                     // event: its place in the agenda; early_timer: the timer's
    FreeFault kind = FreeFault::count; // fault
    std::int16_t target = -1;          // fault: the broker, or the connection
    bool heal = false;                 // act two begins: everything heals
    std::vector<std::int64_t> answers; // to the questions inside the step, in their order

    bool operator==(const Move&) const = default;
};

struct Trail {
    std::string scenario;            // name of its file
    std::uint64_t fingerprint = 0;   // of the scenario as it was explored: settings and number of records included
    std::vector<std::string> settings;  // --set
    std::int32_t records = -1;       // --records
    Guarantee guarantee = Guarantee::no_acked_loss;
    std::vector<Move> moves;
};

// Of everything in a scenario that decides what can happen.
std::uint64_t fingerprint_of(const Scenario& scenario);

// A trail as text: one header line a fact, one line a move, and a last line that holds a check sum of all before it.
std::string written(const Trail& trail, const Scenario& scenario);

// Throws: ScenarioError with FILE:LINE if the text is no trail, is of another version of acksim, was cut off or altered.
Trail read_trail(const std::string& text, const std::string& file);

}  // namespace acksim
