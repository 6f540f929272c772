#include "cli/cli.hpp"

#include <array>
#include <exception>
#include <ostream>
#include <sstream>

#include "base/check.hpp"
#include "cli/verbs.hpp"
#include "report/layout.hpp"
#include "report/output_file.hpp"
#include "scenario/load.hpp"
#include "scenario/problems.hpp"

#ifndef ACKSIM_VERSION
#define ACKSIM_VERSION "unknown"
#endif

namespace acksim {

namespace {

constexpr std::array<const Verb*, 8> table{&run_verb, &explore_verb, &replay_verb, &check_verb, &list_verb, &describe_verb, &schema_verb, &results_verb};

constexpr std::string_view exit_codes = "exit codes:\n"
                                        "   0  as expected; of replay: the trail was followed, whatever it shows\n"
                                        "   1  an expectation is broken; without one, a promise (acksim describe\n"
                                        "      expect), or a guarantee can be broken\n"
                                        "   2  undecided: a bound was reached\n"
                                        "  64  the command line is wrong, or an output file cannot be written\n"
                                        "  65  a scenario is wrong or cannot be read, a question cannot be explored,\n"
                                        "      or a trail cannot be read or written\n"
                                        "  70  a broken invariant: a bug of acksim\n";

constexpr int help_columns = 80;

std::string overview() {
    std::string text = "acksim simulates what Kafka promises of a record, and what becomes of it.\n\nusage: acksim VERB [ARGUMENT...]\n\n";
    for (const Verb* verb : table) text += hanging("  " + pad_right(verb->name, 10), verb->summary, help_columns);
    return text +
           "\nacksim VERB --help explains a verb. acksim --version prints the version.\n\nexample:\n"
           "  acksim run scenarios/acks-1-leader-crash.json\n\n" +
           std::string(exit_codes);
}

// Boost leaves a space at the end of a line that it breaks.
std::string options_text(const Verb& verb) {
    std::stringstream lines;
    lines << verb.options();
    std::string text;
    for (std::string line; std::getline(lines, line);) {
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

void print_help(const Verb& verb, std::ostream& out) {
    out << "usage: acksim " << verb.name << " " << verb.usage << "\n\n" << hanging("", verb.summary, help_columns) << "\n";
    out << options_text(verb) << "\nexample:\n  " << verb.example << "\n\n" << exit_codes;
}

const Verb* verb_named(const std::string& name) {
    for (const Verb* verb : table)
        if (verb->name == name) return verb;
    return nullptr;
}

std::string unknown_verb(const std::string& name) {
    std::vector<std::string_view> known;
    for (const Verb* verb : table) known.push_back(verb->name);
    const auto nearest = nearest_names(name, known, 1);
    const std::string kind = name.starts_with('-') ? "option " : "verb ";
    return "unknown " + kind + name + (nearest.empty() ? "; acksim --help lists the verbs" : "; did you mean " + std::string(nearest.front()) + "?");
}

int complain(std::ostream& err, const std::string& message, int code) {
    err << "acksim: " << message << "\n";
    return code;
}

// As a shell takes it.
std::string command_line(const std::string& name, const std::vector<std::string>& args) {
    std::string line = "acksim " + name;
    for (const std::string& arg : args) {
        const bool plain = arg.find_first_of(" \t\n'\"\\$&|;<>()*?[]{}!#~`") == std::string::npos && !arg.empty();
        line += plain ? " " + arg : " '" + arg + "'";
    }
    return line;
}

int run_verb_named(const std::string& name, const std::vector<std::string>& args, Console& console) {
    const Verb* verb = verb_named(name);
    if (!verb) return complain(console.err, unknown_verb(name), exit_usage);
    try {
        const Options options = parse_options(args, verb->options(), verb->positional);
        if (options.has("help")) {
            print_help(*verb, console.out);
            return exit_as_expected;
        }
        set_reproduction_line(command_line(name, args));
        return verb->run(options, console);
    } catch (const UsageError& error) {
        const int code = dynamic_cast<const BadQuestion*>(&error) ? exit_bad_scenario : exit_usage;
        return complain(console.err, std::string(error.what()) + " (acksim " + name + " --help explains)", code);
    }
}

int dispatch(const std::vector<std::string>& args, Console& console) {
    if (args.empty()) {
        console.err << overview();
        return exit_usage;
    }
    const std::string& first = args.front();
    const bool asks_help = first == "--help" || first == "-h" || first == "help";
    if (asks_help && args.size() > 1) return run_verb_named(args[1], {"--help"}, console);
    if (asks_help) {
        console.out << overview();
        return exit_as_expected;
    }
    if (first == "--version") {
        console.out << "acksim " << ACKSIM_VERSION << "\n";
        return exit_as_expected;
    }
    return run_verb_named(first, {args.begin() + 1, args.end()}, console);
}

}  // namespace

std::span<const Verb* const> verbs() { return table; }

int run_cli(std::vector<std::string> args, std::ostream& out, std::ostream& err, bool terminal) {
    Console console{out, err, terminal};
    int code = exit_bug;
    try {
        code = dispatch(args, console);
    } catch (const ScenarioError& error) {
        for (const Problem& problem : error.problems()) err << problem.message() << "\n";
        code = exit_bad_scenario;
    } catch (const OutputError& error) {
        code = complain(err, error.what(), exit_usage);
    } catch (const std::exception& error) {
        code = complain(err, std::string("this should not happen: ") + error.what(), exit_bug);
    }
    out.flush();
    return out ? code : complain(err, "cannot write to standard output", exit_usage);
}

}  // namespace acksim
