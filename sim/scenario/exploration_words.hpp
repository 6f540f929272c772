// The words of an exploration, as a scenario's "explore" and the command line write them: kinds of faults and guarantees, one by one or as a
// list between commas, or "all".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scenario/exploration.hpp"

namespace acksim {

using FaultKinds = std::array<bool, free_faults>;
using Guarantees = std::array<bool, guarantees>;

struct WordProblem {
    std::string what;
    std::string remedy;
};

// What is explored if nobody says more: one fault, be it a crash, a power loss, a lost request or a lost response; every guarantee.
Exploration default_exploration();

// "crash,power-loss" or "all". Returns nothing, and fills `problem`, if a word is unknown, written twice or missing.
std::optional<FaultKinds> parse_allow(std::string_view list, WordProblem& problem);
// "no-acked-loss,no-duplicates" or "all". The same.
std::optional<Guarantees> parse_guarantees(std::string_view list, WordProblem& problem);

// "b2,b3", of so many brokers. The same.
std::optional<BrokerSet> parse_brokers(std::string_view list, std::int16_t brokers, WordProblem& problem);

// One kind of fault, one guarantee.
std::optional<FreeFault> read_free_fault(std::string_view word, WordProblem& problem);
std::optional<Guarantee> read_guarantee(std::string_view word, WordProblem& problem);

using Conditions = std::array<bool, conditions>;
std::optional<Conditions> parse_conditions(std::string_view list, WordProblem& problem);
std::optional<Condition> read_condition(std::string_view word, WordProblem& problem);

}  // namespace acksim
