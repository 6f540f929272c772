#include <boost/program_options/value_semantic.hpp>
#include <filesystem>
#include <set>

#include "cli/scenario_runs.hpp"
#include "cli/verbs.hpp"
#include "report/results.hpp"

namespace acksim {

namespace {

namespace po = boost::program_options;

OptionTable results_options() {
    OptionTable table("options", 80, 44);
    table.add_options()("output", po::value<std::string>()->value_name("FOLDER"), "where the results lie; default: results");
    table.add_options()("check", "write nothing; say which files are stale, and exit 1 if any is");
    table.add_options()("help", "print this");
    return table;
}

// Two scenarios with one name would share a file.
void refuse_same_names(const ScenarioRuns& runs) {
    std::set<std::string> names;
    for (const Scenario& scenario : runs.scenarios)
        if (!names.insert(scenario.name).second) throw UsageError("two scenarios are called " + scenario.name + "; the second one is " + scenario.file);
}

void create_folder(const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw OutputError("cannot create " + folder + ": " + error.message());
}

int results(const Options& options, Console& console) {
    const std::string folder = options.text("output").value_or("results");
    const ScenarioRuns runs = run_scenarios(scenario_files(options.paths), Depth::all, console.err);
    if (!runs.not_run.empty()) return exit_bad_scenario;  // half of the results would be worse than the old ones
    refuse_same_names(runs);
    if (options.has("check")) {
        const std::vector<std::string> stale = stale_results(runs.reports, folder);
        for (const std::string& each : stale) console.out << each << "\n";
        console.out << (stale.empty() ? folder + " is up to date\n" : "acksim results (./dev results) writes them again\n");
        return stale.empty() ? exit_as_expected : exit_broken;
    }
    create_folder(folder);
    write_files(result_files(runs.reports, folder));
    console.out << "wrote " << runs.reports.size() << " reports, README.md and fingerprints.csv to " << folder << "\n";
    for (const std::string& left : stale_results(runs.reports, folder)) console.err << left << "\n";
    for (const RunReport& report : runs.reports)
        if (report.verdict() != RunVerdict::as_expected) console.err << report.scenario.file << ": " << verdict_name(report.verdict()) << "\n";
    return runs.exit_code();
}

}  // namespace

const Verb results_verb{"results",
                        {"PATH", 1, static_cast<std::size_t>(-1)},
                        "PATH... [options]",
                        "write what every scenario yields into a folder, to be kept beside the source",
                        "acksim results --output results scenarios/",
                        results_options,
                        results};

}  // namespace acksim
