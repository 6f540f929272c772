#include "report/sample.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

#include "report/output_file.hpp"
#include "report/results.hpp"

using namespace acksim;
using namespace acksim::testing;
namespace fs = std::filesystem;

TEST_CASE("files are written whole and replace what was there", "[report]") {
    const fs::path folder = empty_folder("written_files/whole");
    write_files({{(folder / "a").string(), "one"}, {(folder / "b").string(), ""}});
    write_files({{(folder / "a").string(), "two"}});
    CHECK(content(folder / "a") == "two");
    CHECK(names_in(folder) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("when one of several files cannot be written, none is", "[report]") {
    const fs::path folder = empty_folder("written_files/none");
    write_files({{(folder / "a").string(), "old"}});
    CHECK_THROWS_WITH(write_files({{(folder / "a").string(), "new"}, {(folder / "no/such/b").string(), "new"}}),
                      contains_text("cannot write") && contains_text("No such file or directory"));
    CHECK_THROWS_AS(write_files({{folder.string(), "new"}}), OutputError);
    CHECK(content(folder / "a") == "old");
    CHECK(names_in(folder) == std::vector<std::string>{"a"});
}

TEST_CASE("a link stays a link, and what is no file is written to directly", "[report]") {
    const fs::path folder = empty_folder("written_files/special");
    write_files({{(folder / "target").string(), "old"}});
    fs::create_symlink("target", folder / "link");
    write_files({{(folder / "link").string(), "new"}, {"/dev/null", "gone"}});
    CHECK(content(folder / "target") == "new");
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(fs::is_character_file("/dev/null"));
    CHECK_THROWS_WITH(write_files({{"/dev/full", "x"}}), contains_text("No space left on device"));
}

TEST_CASE("what cannot be written is refused before the work, and nothing is touched", "[report]") {
    const fs::path folder = empty_folder("written_files/refused");
    write_files({{(folder / "old").string(), "old"}});
    const auto written = fs::last_write_time(folder / "old");
    refuse_unwritable({(folder / "old").string(), (folder / "new").string(), "/dev/null"});
    CHECK(content(folder / "old") == "old");
    CHECK(fs::last_write_time(folder / "old") == written);
    CHECK_THROWS_WITH(refuse_unwritable({(folder / "no/such/b").string()}), contains_text("No such file or directory"));
    CHECK_THROWS_WITH(refuse_unwritable({folder.string()}), contains_text("it is a directory"));
    CHECK_THROWS_WITH(refuse_unwritable({""}), contains_text("a file needs a name"));
    CHECK(names_in(folder) == std::vector<std::string>{"old"});
}

TEST_CASE("results hold a report a scenario, a table of lessons and the fingerprints", "[report]") {
    const fs::path folder = empty_folder("written_files/results");
    Scenario scenario = sample_scenario();
    scenario.title = "a | b";
    scenario.file = (folder.parent_path() / "scenarios/sample.json").string();
    const RunResult result = sample_result();
    const RunReport run{scenario, result, {}};
    write_files(result_files({&run, 1}, folder.string()));
    CHECK(names_in(folder) == std::vector<std::string>{"README.md", "fingerprints.csv", "sample.json"});
    CHECK(content(folder / "fingerprints.csv") == "scenario,seed,fingerprint\nsample,1,0123456789abcdef\n");
    CHECK_THAT(content(folder / "README.md"),
               contains_text("| [a \\| b](../scenarios/sample.json) | 1 lost (p1#2), 3 delivered | `producers/p1/acks=all` (was `1`) | 1.8 ms / 1.8 ms "
                             "| 3 | [sample.json](sample.json) |\n"));
    CHECK(stale_results({&run, 1}, folder.string()).empty());
}

TEST_CASE("results are stale when a file is missing, differs or belongs to no scenario", "[report]") {
    const fs::path folder = empty_folder("written_files/stale");
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    const RunReport run{scenario, result, {}};
    write_files(result_files({&run, 1}, folder.string()));
    fs::copy(folder / "sample.json", folder / "old.json");
    std::ofstream(folder / "other.json") << "{\"benchmark\": 1}";
    std::ofstream(folder / "fingerprints.csv", std::ios::app) << "more,1,0\n";
    fs::remove(folder / "README.md");
    CHECK(stale_results({&run, 1}, folder.string()) == std::vector<std::string>{(folder / "README.md").string() + " is missing",
                                                                                (folder / "fingerprints.csv").string() + " is stale",
                                                                                (folder / "old.json").string() + " belongs to none of these scenarios"});
}
