// What an exploration asks: which faults may strike, how many of them, and which guarantees must hold in every run. The "explore" part of
// a scenario, and what the command line makes of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/broker_set.hpp"

namespace acksim {

// The faults that exploration may let strike at any step. Each costs one of the budget.
enum class FreeFault : std::int8_t {
    crash,          // a broker's process dies; its disk and page cache stay
    power_loss,     // a machine loses power: each of its logs keeps any prefix that holds what was flushed
    lost_request,   // a producer's connection breaks with a produce request on its way
    lost_response,  // a producer's connection breaks with an answer on its way, or with a request that the broker works on
    pause,          // a broker's process freezes; act two wakes it
    partition,      // a broker and another node (broker, controller or producer) do not hear each other; act two heals the link
    early_timer,    // an armed timer fires although what it waits for may still come by itself
    count,
};
inline constexpr std::size_t free_faults = static_cast<std::size_t>(FreeFault::count);

// "crash", "power-loss", "lost-request", …: as --allow and a scenario write them.
inline constexpr std::array<std::string_view, free_faults> free_fault_names = {"crash", "power-loss", "lost-request", "lost-response",
                                                                               "pause", "partition",  "early-timer"};
constexpr std::string_view name_of(FreeFault fault) { return free_fault_names[static_cast<std::size_t>(fault)]; }

enum class Guarantee : std::int8_t {
    no_acked_loss,   // a record that was told OK is stored after healing
    no_duplicates,   // no record is stored more than once
    producer_order,  // the records of one producer and partition are stored in the order of their sends
    log_agreement,   // replicas in sync hold the same batches below the smaller of their high watermarks
    count,
};
inline constexpr std::size_t guarantees = static_cast<std::size_t>(Guarantee::count);
inline constexpr std::array<std::string_view, guarantees> guarantee_names = {"no-acked-loss", "no-duplicates", "producer-order", "log-agreement"};
constexpr std::string_view name_of(Guarantee guarantee) { return guarantee_names[static_cast<std::size_t>(guarantee)]; }

enum class Answer : std::int8_t { possible, impossible, undecided };
inline constexpr std::array<std::string_view, 3> answer_names = {"possible", "impossible within bounds", "undecided"};
constexpr std::string_view name_of(Answer answer) { return answer_names[static_cast<std::size_t>(answer)]; }

// What a good exploration gets to see somewhere; one that never does has asked less than it seems.
enum class Condition : std::int8_t {
    leader_change,
    unclean_election,
    isr_change,
    fenced_broker,
    truncation,
    lost_page_cache,
    retry,
    refused_write,
    suppressed_duplicate,
    told_error,
    no_leader,
    count,
};
inline constexpr std::size_t conditions = static_cast<std::size_t>(Condition::count);
inline constexpr std::array<std::string_view, conditions> condition_names = {"leader-change",        "unclean-election", "isr-change", "fenced-broker",
                                                                             "truncation",           "lost-page-cache",  "retry",      "refused-write",
                                                                             "suppressed-duplicate", "told-error",       "no-leader"};
constexpr std::string_view name_of(Condition condition) { return condition_names[static_cast<std::size_t>(condition)]; }

// One line of "expect": {"no-acked-loss": "possible", "faults": 1}.
struct ExpectedAnswer {
    Guarantee guarantee = Guarantee::no_acked_loss;
    Answer answer = Answer::impossible;
};

struct Exploration {
    int faults = 1;                                                            // at most so many together
    std::array<bool, free_faults> allowed{};                                   // kinds that may strike
    std::array<std::int8_t, free_faults> at_most{-1, -1, -1, -1, -1, -1, -1};  // of one kind; -1: only `faults` bounds it
    BrokerSet down;                                                            // crashed, and their sessions over, before the run begins; they cost no fault
    std::array<bool, guarantees> asked{};
    std::int32_t records = -1;                 // of each producer, instead of the workload's number; -1: the workload's
    std::array<bool, conditions> sometimes{};  // what must be seen in some run
    std::vector<ExpectedAnswer> expect;
    std::optional<int> expected_faults;  // the fewest with which the guarantees that are expected to break do break

    bool has_budgets_per_kind() const {
        for (std::int8_t n : at_most)
            if (n >= 0) return true;
        return false;
    }
};

}  // namespace acksim
