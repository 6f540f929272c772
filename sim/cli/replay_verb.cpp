#include <algorithm>
#include <filesystem>

#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "modes/expect.hpp"
#include "report/as_scenario.hpp"
#include "report/explore_report.hpp"
#include "report/json.hpp"
#include "report/layout.hpp"
#include "report/output_file.hpp"
#include "report/trace_text.hpp"
#include "scenario/load.hpp"
#include "scenario/text_file.hpp"

namespace acksim {

namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

OptionTable replay_options() {
    OptionTable table("options", 80, 44);
    table.add_options()("trace", "print every step after the report");
    table.add_options()("as-scenario", po::value<std::string>()->value_name("FILE"),
                        "write it into FILE as an ordinary scenario, with faults that states trigger");
    table.add_options()("format", po::value<std::string>()->value_name("F"), "text (default) or json, as of acksim run");
    table.add_options()("output", po::value<std::string>()->value_name("FILE"), "write the report into FILE");
    table.add_options()("columns", po::value<std::string>()->value_name("N"), "width of the text report");
    table.add_options()("help", "print this");
    return table;
}

[[noreturn]] void refuse(const std::string& file, const std::string& what, const std::string& remedy) { throw ScenarioError({{file, 1, "", what, remedy}}); }

Trail load_trail(const std::string& path) {
    const TextFile file = read_text_file(path);
    if (!file.failure.empty()) refuse(path, "it cannot be read: " + file.failure, "write the path of a file that acksim explore --trail has written");
    return read_trail(file.text, path);
}

// As the trail names it, from here or from where the trail lies.
std::string scenario_of(const Trail& trail, const std::string& path) {
    const fs::path beside = fs::path(path).parent_path() / trail.scenario;
    for (const fs::path& place : {fs::path(trail.scenario), beside})
        if (std::error_code error; fs::exists(place, error)) return place.generic_string();
    refuse(path, "its scenario " + trail.scenario + " is neither here nor beside it", "run acksim replay where acksim explore was run");
}

std::string counterpart_sentence(const std::string& file, const TimedCounterpart& timed) {
    const std::string end = timed.agrees ? "run with its times it ends in the same word" : "run with its times it ends otherwise";
    return file + ": " + end + (timed.note.empty() ? "" : "; " + timed.note);
}

// Nobody expected anything of this run but that nothing goes wrong.
RunReport report_of(const Scenario& scenario, const RunResult& result) { return {scenario, result, broken_expectations(scenario, result)}; }

int replay_it(const Options& options, Console& console) {
    const std::string& path = options.paths.front();
    const std::optional<std::string> output = options.text("output"), as_scenario_file = options.text("as-scenario");
    const std::optional<std::uint64_t> columns = options.number("columns", 60, 400);
    const bool json = asks_for_json(options);
    if (json && options.has("trace")) throw UsageError("--trace goes with --format text only");
    const Trail trail = load_trail(path);
    const std::string file = scenario_of(trail, path);
    refuse_to_overwrite(those_of({output, as_scenario_file}), {path, file});
    Exploration question;
    question.records = trail.records;
    const Scenario loaded = load_scenario(file, trail.settings), scenario = for_exploration(loaded, question);
    if (const std::uint64_t now = fingerprint_of(scenario); now != trail.fingerprint) {
        refuse(path,
               "it is a trail of another scenario: its fingerprint is " + fingerprint_text(trail.fingerprint) + ", that of " + scenario.file + " is " +
                   fingerprint_text(now),
               "explore the scenario again with --trail");
    }
    const RunResult result = replay(scenario, trail);
    const ReportOptions layout = layout_of(columns, output.has_value(), console);
    std::string text;
    if (json) text = format_named("json")->of_run(report_of(scenario, result), layout);
    else text = replay_text(scenario, trail, result, layout) + (options.has("trace") ? "\n" + trace_text({scenario, result, {}}) : "");
    std::vector<OutputFile> files;
    if (as_scenario_file) {
        const TimedCounterpart timed = as_scenario(loaded, trail);
        files.push_back({*as_scenario_file, timed.text});
        const std::string sentence = counterpart_sentence(*as_scenario_file, timed);
        if (json) console.err << "acksim: " << sentence << "\n";
        else text += "\n" + hanging("As a scenario  ", sentence, std::max(60, layout.columns));
    }
    if (output) files.push_back({*output, text});
    write_files(files);
    console.out << (output ? "" : text);
    return exit_as_expected;
}

}  // namespace

const Verb replay_verb{"replay",
                       {"TRAIL", 1, 1},
                       "TRAIL [options]",
                       "a counterexample that explore has found, again: diagram, what became of every record, and why",
                       "acksim replay lost.trail --trace",
                       replay_options,
                       replay_it};

}  // namespace acksim
