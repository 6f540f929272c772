#include "scenario/exploration_words.hpp"

#include <algorithm>

#include "scenario/node.hpp"
#include "scenario/problems.hpp"

namespace acksim {

namespace {

std::optional<std::size_t> place_of(std::string_view word, std::span<const std::string_view> names, std::string_view noun, WordProblem& problem) {
    auto found = std::find(names.begin(), names.end(), word);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    problem = {in_quotes(word) + " is no " + std::string(noun), instead_of(word, {names.begin(), names.end()})};
    return std::nullopt;
}

std::string_view without_blanks(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

// Words between commas as their places among `names`; nothing, and a problem, if one is unknown, missing or written twice.
std::optional<std::vector<std::size_t>> places_of(std::string_view list, std::span<const std::string_view> names, std::string_view noun, WordProblem& problem) {
    std::vector<std::size_t> places;
    for (std::string_view rest = list;;) {
        std::size_t comma = rest.find(',');
        std::string_view word = without_blanks(rest.substr(0, comma));
        std::optional<std::size_t> place = place_of(word, names, noun, problem);
        if (!place) return std::nullopt;
        if (std::find(places.begin(), places.end(), *place) != places.end()) {
            problem = {in_quotes(word) + " is written twice", "write it once"};
            return std::nullopt;
        }
        places.push_back(*place);
        if (comma == std::string_view::npos) return places;
        rest.remove_prefix(comma + 1);
    }
}

template <std::size_t N>
std::optional<std::array<bool, N>> parse_list(std::string_view list, const std::array<std::string_view, N>& names, std::string_view noun,
                                              WordProblem& problem) {
    std::array<bool, N> ticked{};
    if (without_blanks(list) == "all") {
        ticked.fill(true);
        return ticked;
    }
    std::optional<std::vector<std::size_t>> places = places_of(list, names, noun, problem);
    if (!places) return std::nullopt;
    for (std::size_t place : *places) ticked[place] = true;
    return ticked;
}

constexpr std::string_view fault_noun = "fault that exploration knows", guarantee_noun = "guarantee", condition_noun = "condition that exploration watches";

}  // namespace

Exploration default_exploration() {
    Exploration standard;
    for (FreeFault fault : {FreeFault::crash, FreeFault::power_loss, FreeFault::lost_request, FreeFault::lost_response})
        standard.allowed[static_cast<std::size_t>(fault)] = true;
    standard.asked.fill(true);
    return standard;
}

std::optional<FaultKinds> parse_allow(std::string_view list, WordProblem& problem) { return parse_list(list, free_fault_names, fault_noun, problem); }

std::optional<Guarantees> parse_guarantees(std::string_view list, WordProblem& problem) { return parse_list(list, guarantee_names, guarantee_noun, problem); }

std::optional<BrokerSet> parse_brokers(std::string_view list, std::int16_t brokers, WordProblem& problem) {
    std::vector<std::string> names;
    for (std::int16_t b = 1; b <= brokers; ++b) names.push_back("b" + std::to_string(b));
    std::optional<std::vector<std::size_t>> places = places_of(list, std::vector<std::string_view>(names.begin(), names.end()), "broker here", problem);
    if (!places) return std::nullopt;
    BrokerSet set;
    for (std::size_t place : *places) set = set.with({static_cast<std::int16_t>(place)});
    return set;
}

std::optional<FreeFault> read_free_fault(std::string_view word, WordProblem& problem) {
    std::optional<std::size_t> place = place_of(word, free_fault_names, fault_noun, problem);
    return place ? std::optional(static_cast<FreeFault>(*place)) : std::nullopt;
}

std::optional<Guarantee> read_guarantee(std::string_view word, WordProblem& problem) {
    std::optional<std::size_t> place = place_of(word, guarantee_names, guarantee_noun, problem);
    return place ? std::optional(static_cast<Guarantee>(*place)) : std::nullopt;
}

std::optional<Conditions> parse_conditions(std::string_view list, WordProblem& problem) { return parse_list(list, condition_names, condition_noun, problem); }

std::optional<Condition> read_condition(std::string_view word, WordProblem& problem) {
    std::optional<std::size_t> place = place_of(word, condition_names, condition_noun, problem);
    return place ? std::optional(static_cast<Condition>(*place)) : std::nullopt;
}

}  // namespace acksim
