#include <boost/program_options/value_semantic.hpp>

#include "cli/output.hpp"
#include "cli/scenario_runs.hpp"
#include "cli/verbs.hpp"
#include "report/results.hpp"

namespace acksim {

namespace {

namespace po = boost::program_options;

OptionTable check_options() {
    OptionTable table("options", 80, 44);
    table.add_options()("format", po::value<std::string>()->value_name("F"), "text (default), json or junit");
    table.add_options()("output", po::value<std::string>()->value_name("FILE"), "write the report into FILE");
    table.add_options()("fingerprints", "print scenario,seed,fingerprint as CSV and nothing else");
    table.add_options()("help", "print this");
    return table;
}

Depth depth_for(const Format& format) { return format.name == "json" ? Depth::all : format.name == "junit" ? Depth::reasons : Depth::outcome; }

int check(const Options& options, Console& console) {
    const Format& format = chosen_format(options);
    const bool fingerprints = options.has("fingerprints");
    if (fingerprints && options.has("format")) throw UsageError("--fingerprints is a format of its own; leave --format out");
    const std::optional<std::string> output = options.text("output");
    const std::vector<std::string> files = scenario_files(options.paths);
    refuse_to_overwrite(output ? std::vector{*output} : std::vector<std::string>{}, files);

    ScenarioRuns runs = run_scenarios(files, fingerprints ? Depth::outcome : depth_for(format), console.err);
    if (!fingerprints) explore_scenarios(runs, console.err);
    for (const Scenario& scenario : runs.scenarios)
        if (!fingerprints) print_warnings(scenario, console.err);
    const ReportOptions layout = layout_of(std::nullopt, output.has_value(), console);
    const auto write = [&](std::ostream& out) {
        if (fingerprints) out << fingerprints_csv(runs.reports);
        else format.write_check(out, {runs.reports, runs.not_run}, layout);
    };
    if (output) write_files({{*output, "", write}});
    else write(console.out);
    if (!runs.not_run.empty())
        console.err << "acksim: " << runs.not_run.size() << " of " << files.size() << " scenarios are wrong and were not run or not explored\n";
    return runs.exit_code();
}

}  // namespace

const Verb check_verb{"check",
                      {"PATH", 1, static_cast<std::size_t>(-1)},
                      "PATH... [options]",
                      "run scenarios, or all in a folder, against what they expect",
                      "acksim check scenarios/ --format junit --output acksim.xml",
                      check_options,
                      check};

}  // namespace acksim
