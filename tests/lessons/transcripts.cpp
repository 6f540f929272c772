// What people see of each lesson, word for word: golden transcripts, and the committed results/. ACKSIM_UPDATE=1 rewrites the transcripts,
// ./dev results the results; the diff of either is part of the change that caused it.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/scenario_runs.hpp"
#include "report/report.hpp"
#include "report/results.hpp"

namespace {

using namespace acksim;

std::string content(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Tests run in the source folder, so these paths are those that ./dev results writes into the reports.
ScenarioRuns& lessons() {
    static std::ostringstream err;
    static ScenarioRuns runs = run_scenarios(scenario_files({"scenarios/"}), Depth::all, err);
    return runs;
}

}  // namespace

TEST_CASE("the report of every lesson is its golden transcript", "[lessons]") {
    const std::filesystem::path golden = "tests/lessons/golden";
    bool update = std::getenv("ACKSIM_UPDATE") != nullptr;
    for (const RunReport& r : lessons().reports) {
        std::filesystem::path file = golden / (r.scenario.name + ".txt");
        std::string text = format_named("text")->of_run(r, {100, false});
        if (update) std::ofstream(file, std::ios::binary) << text;
        INFO(file.string() << " (ACKSIM_UPDATE=1 rewrites it)");
        CHECK(content(file) == text);
    }
}

TEST_CASE("the committed results are those of today", "[lessons]") {
    for (const std::string& sentence : stale_results(lessons().reports, "results")) FAIL_CHECK(sentence << " (./dev results writes them)");
    CHECK(lessons().not_run.empty());
}
