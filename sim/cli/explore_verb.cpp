#include <csignal>

#include "cli/explore_options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/scenario_runs.hpp"
#include "cli/verbs.hpp"
#include "report/explore_report.hpp"
#include "report/output_file.hpp"
#include "scenario/load.hpp"

namespace acksim {

namespace {

namespace po = boost::program_options;

std::atomic<bool> interrupted{false};

// While it lives, Ctrl-C or a time limit's SIGTERM ends the exploration and not the program.
class CatchInterrupt {
public:
    CatchInterrupt() : on_interrupt_(std::signal(SIGINT, interrupt)), on_termination_(std::signal(SIGTERM, interrupt)) { interrupted = false; }
    ~CatchInterrupt() {
        std::signal(SIGINT, on_interrupt_);
        std::signal(SIGTERM, on_termination_);
    }

private:
    using Handler = void (*)(int);
    static void interrupt(int) { interrupted = true; }

    Handler on_interrupt_, on_termination_;
};

OptionTable explore_options() {
    OptionTable table("options", 80, 44);
    add_explore_options(table);
    table.add_options()("set", po::value<std::vector<std::string>>()->composing()->value_name("P=V"), "change a setting, as in acksim run");
    table.add_options()("trail", po::value<std::string>()->value_name("FILE"), "write the first counterexample into FILE, for acksim replay");
    table.add_options()("format", po::value<std::string>()->value_name("F"), "text (default) or json");
    table.add_options()("output", po::value<std::string>()->value_name("FILE"), "write the report into FILE");
    table.add_options()("progress", "print a line now and then though standard error is no terminal");
    table.add_options()("columns", po::value<std::string>()->value_name("N"), "width of the text report");
    table.add_options()("help", "print this");
    return table;
}

// The sentence is there even where no file can be written.
int report_bug(const Scenario& explored, const ExploreResult& result, Console& console) {
    const std::string path = explored.name + ".bug.trail";
    console.err << "acksim: broken invariant: " << result.broken_invariant << "\n";
    try {
        write_files({{path, written(result.bug, explored)}});
        console.err << "reproduce with: acksim replay " << path << " --trace\n";
    } catch (const OutputError& error) {
        console.err << "acksim: " << error.what() << "\n";
    }
    return exit_bug;
}

ExploreResult explore_and_show(const Scenario& scenario, const Exploration& question, ExploreOptions explore_options, bool shows, Console& console) {
    CatchInterrupt catching;
    explore_options.stop = &interrupted;
    bool shown = false;
    if (shows) {
        explore_options.progress = [&](const ExploreProgress& p) {
            console.err << (console.terminal ? "\r\033[K" : "") << progress_line(p) << (console.terminal ? "" : "\n") << std::flush;
            shown = true;
        };
    }
    ExploreResult result = explore(scenario, question, explore_options);
    console.err << (shown && console.terminal ? "\r\033[K" : "") << std::flush;
    return result;
}

Exploration question_that_can_be_asked(const Scenario& scenario, const Options& options) {
    try {
        return question_of(scenario, options);
    } catch (const UsageError& error) {
        throw BadQuestion(error.what());
    }
}

// A search of an hour must not end in "cannot write".
void refuse_unwritable_files(const std::optional<std::string>& output, const std::optional<std::string>& trail) {
    refuse_unwritable(output ? std::vector{*output} : std::vector<std::string>{});
    try {
        refuse_unwritable(trail ? std::vector{*trail} : std::vector<std::string>{});
    } catch (const OutputError& error) {
        throw BadQuestion(error.what());
    }
}

int explore_it(const Options& options, Console& console) {
    const bool json = asks_for_json(options);
    const std::optional<std::string> output = options.text("output"), trail = options.text("trail");
    refuse_to_overwrite(those_of({output, trail}), options.paths);
    const std::optional<std::uint64_t> columns = options.number("columns", 60, 400);
    const ExploreOptions explore_options = explore_options_of(options);

    const Scenario scenario = load_scenario(options.paths.front(), options.texts("set"));
    const Exploration question = question_that_can_be_asked(scenario, options);
    refuse_unwritable_files(output, trail);
    const ExploreResult result = explore_and_show(scenario, question, explore_options, console.terminal || options.has("progress"), console);
    const Scenario explored = for_exploration(scenario, question);
    if (!result.broken_invariant.empty()) return report_bug(explored, result, console);
    ExploreReport report{explored, question, result, unmet_expectations(question, result), ""};
    print_warnings(scenario, console.err);
    std::vector<OutputFile> files;
    if (const GuaranteeAnswer* found = report.counterexample(); found && trail) {
        files.push_back({*trail, written(found->trail, explored)});
        report.trail_file = *trail;
    } else if (trail) {
        console.err << "acksim: no counterexample was found, so " << *trail << " was not written\n";
    }
    const ReportOptions layout = layout_of(columns, output.has_value(), console);
    const std::string text = json ? explore_json(report) : explore_text(report, layout);
    if (output) files.push_back({*output, text});
    write_files(files);
    console.out << (output ? "" : text);
    return exit_code(report.verdict());
}

}  // namespace

const Verb explore_verb{"explore",
                        {"FILE", 1, 1},
                        "FILE [options]",
                        "every order of events with a few faults at any step: the smallest run that breaks a guarantee, or that there is none",
                        "acksim explore scenarios/acks-1-leader-crash.json --faults 1 --allow crash --records 2 --trail lost.trail",
                        explore_options,
                        explore_it};

}  // namespace acksim
