// A trail: the moves of one run of an exploration, from the start to the state where a guarantee was broken. It is what exploration
// finds, what is kept in a file, and what replay follows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modes/explore/moves.hpp"
#include "scenario/exploration.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

struct Trail {
    std::string scenario;               // path of its file
    std::uint64_t fingerprint = 0;      // of the scenario as it was explored
    std::vector<std::string> settings;  // --set
    std::int32_t records = -1;          // --records
    BrokerSet down;                     // --down; their crashes are no moves of the trail
    Guarantee guarantee = Guarantee::no_acked_loss;
    std::vector<Move> moves;
};

// Of everything in a scenario that decides what can happen.
std::uint64_t fingerprint_of(const Scenario& scenario);

// A trail as text: a header line a fact, a line a move with its words, and a last line that holds a check sum of all before it.
// Requires: the trail is one of `scenario`, as for_exploration() made it.
std::string written(const Trail& trail, const Scenario& scenario);

// Throws: ScenarioError with FILE:LINE if the text is no trail, is of another version of acksim, or was cut off or altered.
Trail read_trail(const std::string& text, const std::string& file);

}  // namespace acksim
