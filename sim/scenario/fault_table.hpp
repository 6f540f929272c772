// The table of faults and of the states that can start them. The loader, `describe` and `schema` read it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "faults/plan.hpp"
#include "scenario/language.hpp"

namespace acksim {

struct FaultRow {
    FaultKind kind;
    std::string_view name;
    std::string_view needs;  // keys, separated by spaces; "a|b": one of them
    std::string_view takes;  // further keys
    std::string_view meaning;
    std::string_view example;
};

struct TriggerRow {
    Trigger::Kind kind;
    std::string_view name;
    Form form;
    std::string_view takes;  // keys besides it, "partition", "times" and "after"
    std::string_view meaning;
    std::string_view example;
};

std::span<const FaultRow> fault_table();
std::span<const TriggerRow> trigger_table();
const FaultRow* find_fault(std::string_view name);

// Every key that a fault can have, with its meaning; each fault takes "do", "name", "when", "at", "from", "partition" and what its row
// says.
std::span<const LanguageKey> fault_keys();
std::span<const LanguageKey> trigger_modifiers();     // "on", "partition", "times", "after"
const LanguageKey& fault_key(std::string_view name);  // Requires: it exists

std::vector<std::string_view> words_of(std::string_view list, char separator = ' ');
std::vector<LanguageKey> keys_of(const FaultRow& row);
// "a|b" for each thing that must be there, split.
std::vector<std::vector<std::string_view>> needs_of(const FaultRow& row);

}  // namespace acksim
