// Many scenarios at once: finding their files, running them, keeping what they yielded.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "report/report.hpp"

namespace acksim {

// Every *.json in the folders of `paths`, at any depth, sorted; every other path stands for itself, whether or not it can be loaded.
// Throws: UsageError if a folder holds no scenario.
std::vector<std::string> scenario_files(const std::vector<std::string>& paths);

// Loads all of them. What is wrong with some goes to `err` and into `bad`; the others are returned.
std::deque<Scenario> load_scenarios(const std::vector<std::string>& files, std::ostream& err, std::vector<NotRun>& bad);

void print_warnings(const Scenario& scenario, std::ostream& err);

enum class Depth : signed char {
    outcome,  // only what became of the records
    reasons,  // why, and what would have prevented it, of those that are broken
    all,      // the same of every scenario
};

struct ScenarioRuns {
    std::deque<Scenario> scenarios;
    std::deque<RunResult> results;   // without traces: the chains of causes hold what reports need
    std::vector<RunReport> reports;  // point into the two above
    std::vector<NotRun> not_run;

    // The worst that happened: a bad scenario before a broken one before an undecided one.
    int exit_code() const;
};

ScenarioRuns run_scenarios(const std::vector<std::string>& files, Depth depth, std::ostream& err);
// Scenarios that hold a question with expectations are explored as well; what is not as expected is said beside what the run broke.
// One that is too large to explore is a wrong one, and its run counts for nothing.
void explore_scenarios(ScenarioRuns& runs, std::ostream& err);

}  // namespace acksim
