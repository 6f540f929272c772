// What acksim can be told to do: one row a verb, one file a verb.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"

namespace acksim {

struct Verb {
    std::string_view name;
    Positional positional;
    std::string_view usage;    // after the verb's name
    std::string_view summary;  // one line
    std::string_view example;
    OptionTable (*options)();
    int (*run)(const Options&, Console&);  // Throws: UsageError, ScenarioError, OutputError
};

extern const Verb run_verb, explore_verb, replay_verb, check_verb, list_verb, describe_verb, schema_verb, results_verb;

std::span<const Verb* const> verbs();

}  // namespace acksim
