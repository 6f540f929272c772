#include "cli/explore_options.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenario/exploration_words.hpp"
#include "scenario/problems.hpp"

namespace acksim {

namespace {

namespace po = boost::program_options;

constexpr std::uint64_t most_faults = 8;
constexpr std::uint64_t states_to_cure = 1000000;  // one or two seconds

// By kind of fault, in the order of FreeFault.
constexpr std::array<const char*, free_faults> budget_options = {"crashes", "power-losses", "lost-requests", "lost-responses",
                                                                 "pauses",  "partitions",   "early-timers"};

[[noreturn]] void refuse(const std::string& option, const WordProblem& problem) {
    throw UsageError("--" + option + ": " + problem.what + "; " + problem.remedy);
}

// "4G", "4GiB", "512M", "1000000".
std::uint64_t bytes_of(const std::string& text) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    const std::string unit = text.substr(digits);
    const auto is = [&](const std::string& letter) { return unit == letter || unit == letter + "iB"; };
    const int shift = unit.empty() ? 0 : is("K") ? 10 : is("M") ? 20 : is("G") ? 30 : -1;
    if (digits == 0 || digits > 9 || shift < 0) throw UsageError("--memory " + text + " is no size; write one such as 4G, 4GiB or 512M");
    const std::uint64_t bytes = std::stoull(text.substr(0, digits)) << shift;
    if (bytes < std::uint64_t{32} << 20) throw UsageError("--memory " + text + " is too little; write at least 32M");
    return bytes;
}

// Budgets per kind: what is given one is allowed, and only these are if nothing else is said.
void read_budgets(const Options& options, Exploration& question) {
    const std::uint64_t all = options.number("faults", 0, most_faults).value_or(most_faults);
    bool any = false;
    int sum = 0;
    for (std::size_t kind = 0; kind < free_faults; ++kind) {
        const std::optional<std::uint64_t> n = options.number(budget_options[kind], 0, most_faults);
        if (!n) continue;
        if (*n > all) throw UsageError(fmt::format("--{} {} is more than --faults {} allows; write at most {}", budget_options[kind], *n, all, all));
        if (!any && !options.has("allow")) question.allowed.fill(false);
        any = true;
        question.allowed[kind] = *n > 0 || question.allowed[kind];
        question.at_most[kind] = static_cast<std::int8_t>(*n);
        sum += static_cast<int>(*n);
    }
    if (any && !options.has("faults")) question.faults = std::min<int>(sum, most_faults);
}

bool is_another_question(const Options& options) {
    const auto given = [&](const char* option) { return options.has(option); };
    constexpr std::array others{"guarantee", "allow", "faults", "down", "records", "set"};
    return std::any_of(others.begin(), others.end(), given) || std::any_of(budget_options.begin(), budget_options.end(), given);
}

}  // namespace

void add_explore_options(OptionTable& table) {
    const auto number = [] { return po::value<std::string>()->value_name("N"); };
    table.add_options()("guarantee", po::value<std::string>()->value_name("LIST"), "no-acked-loss, no-duplicates, producer-order, log-agreement, or all");
    table.add_options()("faults", number(), "at most so many faults in one run, 0 to 8");
    table.add_options()("allow", po::value<std::string>()->value_name("LIST"),
                        "crash, power-loss, lost-request, lost-response, pause, partition, early-timer, or all");
    for (std::size_t kind = 0; kind < free_faults; ++kind) {
        const std::string meaning = "at most so many faults of the kind " + std::string(free_fault_names[kind]);
        table.add_options()(budget_options[kind], number(), meaning.c_str());
    }
    table.add_options()("down", po::value<std::string>()->value_name("LIST"), "brokers that are down before the run begins, such as b2,b3; they cost no fault");
    table.add_options()("records", number(), "records of each producer; the workload's, but at most 3");
    table.add_options()("reduction", po::value<std::string>()->value_name("R"),
                        "waits-last (default; small questions then with every order) or none: every order");
    table.add_options()("memory", po::value<std::string>()->value_name("SIZE"), "as much at most (4G)");
    table.add_options()("threads", number(), "work with so many threads (2); the answer does not depend on it");
    table.add_options()("max-states", number(), "give up after so many states");
    table.add_options()("no-cures", "do not look for settings that keep what can be broken");
}

Exploration question_of(const Scenario& scenario, const Options& options) {
    Exploration question = question_of(scenario);
    WordProblem problem;
    if (const auto list = options.text("guarantee")) {
        const auto asked = parse_guarantees(*list, problem);
        if (!asked) refuse("guarantee", problem);
        question.asked = *asked;
    }
    if (const auto list = options.text("allow")) {
        const auto allowed = parse_allow(*list, problem);
        if (!allowed) refuse("allow", problem);
        question.allowed = *allowed;
    }
    if (const auto n = options.number("faults", 0, most_faults)) question.faults = static_cast<int>(*n);
    read_budgets(options, question);
    if (const auto list = options.text("down")) {
        const auto down = parse_brokers(*list, scenario.config.brokers, problem);
        if (!down) refuse("down", problem);
        question.down = *down;
    }
    if (const auto n = options.number("records", 1, 1000000)) question.records = static_cast<std::int32_t>(*n);
    // Another question has another answer: what the scenario expects is of its own.
    if (is_another_question(options)) {
        question.expect.clear();
        question.expected_faults.reset();
        question.sometimes.fill(false);
    }
    return question;
}

ExploreOptions explore_options_of(const Options& options) {
    ExploreOptions explore;
    const std::string reduction = options.text("reduction").value_or("waits-last");
    if (reduction != "none" && reduction != "waits-last") throw UsageError("unknown reduction " + reduction + "; write none or waits-last");
    explore.reduction = reduction == "none" ? Reduction::none : Reduction::waits_last;
    if (const auto size = options.text("memory")) explore.memory = bytes_of(*size);
    explore.threads = static_cast<int>(options.number("threads", 1, 64).value_or(2));
    explore.max_states = options.number("max-states", 1, ~std::uint64_t{0}).value_or(~std::uint64_t{0});
    explore.states_to_cure = options.has("no-cures") ? 0 : std::min(states_to_cure, explore.max_states);
    return explore;
}

}  // namespace acksim
