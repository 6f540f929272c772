// Exploration: every order of events within a budget of faults. It drives the same step as the timed run; it knows no times. It finds the
// run that breaks a guarantee with the fewest faults and then the fewest steps, or says that there is none within the bounds.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "modes/run_result.hpp"
#include "modes/trail.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

// What is left out because it cannot change an answer, or is believed not to. sim/modes/README.md has the arguments.
enum class Reduction : std::int8_t {
    none,        // every order of everything that is due; waits may end at any moment
    waits_last,  // a wait (backoff, fetch wait) ends only when no message can arrive: fast, but it can miss a run
};

struct ExploreProgress {
    int faults = 0;  // level of the search
    int depth = 0;
    std::uint64_t states = 0;
    std::uint64_t estimate = 0;  // of states when runs with so many faults are done; 0: too early to say
    std::uint64_t bytes = 0;     // memory in use
    double seconds = 0;
};

struct ExploreOptions {
    std::uint64_t memory = std::uint64_t{4} << 30;  // bytes
    int threads = 1;
    Reduction reduction = Reduction::waits_last;
    std::uint64_t max_states = ~std::uint64_t{0};
    // States that may be spent on asking the whole question again with every order, where the reduced search has shown it to be small: what
    // that decides stands, and is proved.
    std::uint64_t states_to_confirm = 500000;
    // States that may be spent on a shorter trail: every order, as many faults as the one that was found, fewer steps.
    std::uint64_t states_to_shorten = 200000;
    // States that may be spent on looking for settings that keep a promise that was found broken; 0: none is sought.
    std::uint64_t states_to_cure = 0;
    std::function<void(const ExploreProgress&)> progress;  // if set: called now and then, by one thread at a time
    const std::atomic<bool>* stop = nullptr;               // set from outside: ends with what is known
};

// Settings with which no run with as many faults breaks what a counterexample breaks.
struct ExploredCures {
    bool sought = false;
    Cures cures;
    int not_covered = 0;      // settings and pairs that took too many states
    bool every_order = true;  // the cures rest on every order, on no reduction
};

struct GuaranteeAnswer {
    Guarantee guarantee = Guarantee::no_acked_loss;
    Answer answer = Answer::undecided;
    std::vector<FreeFault> faults;  // possible: those of the trail, in its order
    bool every_order = false;       // it rests on every order of everything that is due, on no reduction
    bool shortest = true;           // possible: no run that was looked at and breaks it has fewer faults, or as many and fewer steps
    int steps = 0;                  // possible: moves of the trail
    Trail trail;                    // possible
    ExploredCures cured;            // possible
    double seconds = 0;             // until the answer was known
};

struct ExploreResult {
    std::vector<GuaranteeAnswer> guarantees;  // those asked, in the order of Guarantee
    std::uint64_t states = 0, transitions = 0, at_rest = 0;
    int depth = 0;            // longest shortest way to a state
    int faults_covered = -1;  // every run with so many faults was covered; -1: none
    double seconds = 0;
    double bytes_per_state = 0;
    std::uint64_t bytes = 0;                   // at most in use
    std::string_view reduction;                // of the search that the numbers are of
    bool reduction_proved = true;              // every answer rests on every order
    std::uint64_t every_order_states = 0;      // of the search that then asked again with every order; 0: there was none
    std::string why_undecided;                 // "memory", "interrupted", …; empty: everything was covered or decided
    std::array<bool, conditions> seen{};       // the conditions that some run met
    std::vector<std::uint64_t> final_ledgers;  // ledger_hash of each distinct outcome at rest, sorted: what reductions must not change

    std::string broken_invariant;  // a bug of acksim: the sentence; `bug` leads there
    Trail bug;

    bool complete() const { return why_undecided.empty(); }
};

// What a scenario asks by itself: its "explore", or the standard question; of three records at most where it names no number.
Exploration question_of(const Scenario& scenario);

// Throws: ScenarioError if the scenario is too large to explore.
ExploreResult explore(const Scenario& scenario, const Exploration& question, const ExploreOptions& options);

// What a question expects, held against its answers. Guarantees of which nothing is expected do not count.
struct Unmet {
    std::vector<std::string> sentences;  // one for each part that is not true, or that is not known to be; empty: as expected
    bool definite = false;               // one of them is not true, however far the search had gone on
};
Unmet unmet_expectations(const Exploration& question, const ExploreResult& result);

// The scenario that is explored: without its own plan of faults, and with so many records.
Scenario for_exploration(const Scenario& scenario, const Exploration& question);

// Follows a trail, with a trace whose times count moves (one a millisecond). Throws: ScenarioError if a move is not possible.
RunResult replay(const Scenario& scenario, const Trail& trail);

}  // namespace acksim
