// Scenarios that nobody would write: clusters, producers and faults drawn at random, the same for the same seed.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/dice.hpp"
#include "scenario/exploration.hpp"
#include "scenario/node.hpp"

namespace acksim::testing {

class Picker {
public:
    explicit Picker(std::uint64_t seed) : seed_(seed) {}

    std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(acksim::below(roll(seed_, 0, index_++), static_cast<std::uint64_t>(n))); }
    bool one_in(std::int64_t n) { return below(n) == 0; }
    template <class T> T of(std::initializer_list<T> choices) { return choices.begin()[below(static_cast<std::int64_t>(choices.size()))]; }
    const char* word(std::initializer_list<const char*> choices) { return of(choices); }
    // From 1 ms to `most` ms, as often short as long.
    std::string duration(std::int64_t most) {
        std::int64_t longest = 1;
        while (longest < most && !one_in(12)) longest *= 2;
        return std::to_string(1 + below(longest < most ? longest : most)) + "ms";
    }

private:
    std::uint64_t seed_, index_ = 0;
};

// A cluster, a topic and one or two producers that send `most_records` each at most; no faults.
JsonValue random_cluster(Picker& pick, std::int64_t most_records);
// One to ten faults for it: of every kind but those that lose what a disk holds.
JsonValue random_faults(Picker& pick, const JsonValue& scenario);

// One producer's scenario with two brokers and two records at most, and a question about it with one or two faults of two kinds at most.
struct RandomQuestion {
    JsonValue scenario;
    std::vector<std::string> kinds;
    Exploration exploration;
};
RandomQuestion random_question(Picker& pick, bool early_timers);
// The same where messages outrun time-outs, as explorations suppose: the network is quick, and clients wait as long as they do by default.
RandomQuestion random_quick_question(Picker& pick);
// So many faults of the question's kinds as it allows, for a timed run. Requires: the question is a quick one.
JsonValue random_plan(Picker& pick, const RandomQuestion& question);

}  // namespace acksim::testing
