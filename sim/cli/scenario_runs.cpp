#include "cli/scenario_runs.hpp"

#include <algorithm>
#include <filesystem>

#include "base/check.hpp"
#include "cli/cli.hpp"
#include "cli/options.hpp"
#include "modes/expect.hpp"
#include "modes/explore.hpp"
#include "modes/run.hpp"
#include "scenario/exploration_words.hpp"
#include "scenario/load.hpp"

namespace acksim {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_below(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error))
        if (entry->path().extension() == ".json" && entry->is_regular_file(error)) files.push_back(entry->path().generic_string());
    if (error) throw UsageError("cannot read " + folder + ": " + error.message());
    if (files.empty()) throw UsageError("there is no scenario (*.json) in " + folder);
    std::sort(files.begin(), files.end());
    return files;
}

RunResult run_one(const Scenario& scenario, Depth depth) {
    RunResult result = run(scenario, {std::nullopt, depth == Depth::all, depth == Depth::all});
    if (depth == Depth::reasons && !broken_expectations(scenario, result).empty()) result = run(scenario, {std::nullopt, true, true});
    result.trace = Trace();
    return result;
}

// Tells what is wrong, and keeps it for the report.
NotRun not_run(const std::string& file, const ScenarioError& error, std::ostream& err) {
    NotRun wrong{file, fs::path(file).stem().string(), {}};
    for (const Problem& problem : error.problems()) {
        wrong.problems.push_back(problem.message());
        err << wrong.problems.back() << "\n";
    }
    return wrong;
}

void add_exploration(const Scenario& scenario, RunReport& report) {
    if (!scenario.explore || (scenario.explore->expect.empty() && scenario.explore->sometimes == Conditions{})) return;
    ExploreOptions options;
    options.threads = 2;            // as acksim explore
    options.states_to_shorten = 0;  // only answers are asked, not the shortest way
    const Exploration question = question_of(scenario);
    set_reproduction_line("acksim explore " + scenario.file);
    const ExploreResult result = explore(scenario, question, options);
    Unmet unmet = unmet_expectations(question, result);
    if (!result.broken_invariant.empty()) unmet = {{"a bug of acksim: " + result.broken_invariant}, true};
    report.only_undecided = report.broken.empty() && !unmet.sentences.empty() && !unmet.definite;
    report.explored = {result.states, result.guarantees, unmet.sentences.empty()};
    for (const std::string& sentence : unmet.sentences) report.broken.push_back("explore: " + sentence);
}

}  // namespace

std::vector<std::string> scenario_files(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        std::error_code error;
        for (const std::string& file : fs::is_directory(path, error) ? files_below(path) : std::vector<std::string>{path})
            if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
    }
    return files;
}

void print_warnings(const Scenario& scenario, std::ostream& err) {
    for (const Warning& warning : scenario.warnings) err << warning.message() << "\n";
}

std::deque<Scenario> load_scenarios(const std::vector<std::string>& files, std::ostream& err, std::vector<NotRun>& bad) {
    std::deque<Scenario> scenarios;
    for (const std::string& file : files) {
        try {
            scenarios.push_back(load_scenario(file));
        } catch (const ScenarioError& error) {
            bad.push_back(not_run(file, error, err));
        }
    }
    return scenarios;
}

int ScenarioRuns::exit_code() const {
    const auto any = [&](RunVerdict verdict) {
        return std::any_of(reports.begin(), reports.end(), [&](const RunReport& r) { return r.verdict() == verdict; });
    };
    if (!not_run.empty()) return exit_bad_scenario;
    return any(RunVerdict::broken) ? exit_broken : any(RunVerdict::undecided) ? exit_undecided : exit_as_expected;
}

ScenarioRuns run_scenarios(const std::vector<std::string>& files, Depth depth, std::ostream& err) {
    ScenarioRuns runs;
    runs.scenarios = load_scenarios(files, err, runs.not_run);
    for (const Scenario& scenario : runs.scenarios) {
        runs.results.push_back(run_one(scenario, depth));
        const RunResult& result = runs.results.back();
        runs.reports.push_back({scenario, result, broken_expectations(scenario, result)});
    }
    return runs;
}

void explore_scenarios(ScenarioRuns& runs, std::ostream& err) {
    std::vector<RunReport> reports;
    for (RunReport& report : runs.reports) {
        try {
            add_exploration(report.scenario, report);
            reports.push_back(std::move(report));
        } catch (const ScenarioError& error) {  // too large
            runs.not_run.push_back(not_run(report.scenario.file, error, err));
        }
    }
    runs.reports = std::move(reports);
}

}  // namespace acksim
