// The command line as scripts see it: exit codes, where output goes, and messages that say what to write instead.
#include "support/acksim_says.hpp"
#include "support/catch.hpp"
#include "support/schema_subset.hpp"
#include "support/scratch.hpp"
#include "support/source_tree.hpp"

#include <cstdlib>

#include "cli/verbs.hpp"

using namespace acksim;
using namespace acksim::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* scenario_text = R"({
  "title": "three records", "question": "Do they arrive?", "kafka": "4.0", "cluster": {"brokers": 3},
  "topic": {"name": "orders", "partitions": 1, "replication.factor": 3},
  "producers": [{"name": "p1", "config": {"acks": "all"}, "workload": {"records": 3, "every": "5ms"}}],
  "expect": {"delivered": EXPECTED}
})";

std::string scenario_in(const fs::path& folder, const std::string& name, const std::string& expected) {
    std::string text = scenario_text;
    text.replace(text.find("EXPECTED"), 8, expected);
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
    return (folder / name).string();
}

}  // namespace

TEST_CASE("--help of acksim and of every verb goes to standard output, shows an example and ends with 0", "[cli]") {
    const Printed all = acksim_says({"--help"});
    CHECK(all.code == exit_as_expected);
    CHECK(acksim_says({"help"}).out == all.out);
    for (const char* code : {"   0  as", "   1  an", "   2  und", "  64  the", "  65  a", "  70  a"}) CHECK_THAT(all.out, contains_text(code));
    for (const Verb* verb : verbs()) {
        const std::string name(verb->name);
        CHECK_THAT(all.out, contains_text("  " + name + " "));
        for (const auto& args : {std::vector<std::string>{name, "--help"}, std::vector<std::string>{"help", name}}) {
            const Printed answer = acksim_says(args);
            CHECK(answer.code == exit_as_expected);
            CHECK(answer.err.empty());
            CHECK_THAT(answer.out, contains_text("usage: acksim " + name) && contains_text("example:\n  acksim " + name) && contains_text("exit codes:"));
            for (const std::string& line : split_lines(answer.out)) CHECK_FALSE(line.ends_with(' '));
        }
    }
}

TEST_CASE("a wrong command line is answered on standard error with what to write instead, and 64", "[cli]") {
    const fs::path folder = empty_folder("command_line/usage");
    const std::string file = scenario_in(folder, "a.json", "3");
    const std::vector<std::pair<std::vector<std::string>, std::string>> examples{
        {{"rum"}, "unknown verb rum; did you mean run?"},
        {{"frobnicate"}, "unknown verb frobnicate; acksim --help lists the verbs"},
        {{"--hlep"}, "unknown option --hlep"},
        {{"run"}, "FILE is missing"},
        {{"run", file, file}, "is one argument too many"},
        {{"run", file, "--sed", "1"}, "unknown option --sed; did you mean --seed?"},
        {{"run", file, "--seed", "-1"}, "--seed"},
        {{"run", file, "--seed", "1x"}, "--seed 1x: write a whole number from 0 to 18446744073709551615"},
        {{"run", file, "--seed", "18446744073709551616"}, "write a whole number"},
        {{"run", file, "--columns", "20"}, "--columns 20: write a whole number from 60 to 400"},
        {{"run", file, "--format", "xml"}, "unknown format xml; write one of text, json, junit"},
        {{"run", file, "--format", "json", "--trace"}, "--trace goes with --format text only"},
        {{"run", file, "--output", file}, "would overwrite what is read"},
        {{"run", file, "--output", (folder / "x").string(), "--failed", (folder / "x").string()}, "two outputs go to the same file"},
        {{"run", file, "--output", (folder / "no/such/folder").string()}, "cannot write"},
        {{"check", (folder / "empty").string()}, "there is no scenario (*.json) in"},
        {{"check", file, "--fingerprints", "--format", "json"}, "--fingerprints is a format of its own"},
        {{"describe", "no.such.thing.at.all"}, "nothing is known of no.such.thing.at.all"},
        {{"schema", "x"}, "\"x\" is one argument too many"},
    };
    fs::create_directories(folder / "empty");
    for (const auto& [args, message] : examples) {
        const Printed answer = acksim_says(args);
        CAPTURE(message, answer.err);
        CHECK(answer.code == exit_usage);
        CHECK_THAT(answer.err, contains_text(message));
        CHECK(answer.out.empty());
    }
    CHECK(acksim_says({}).code == exit_usage);
    CHECK_THAT(acksim_says({}).err, contains_text("usage: acksim VERB"));
}

TEST_CASE("run ends with 0 when all is as expected, 1 when it is not and 65 when the scenario is wrong", "[cli]") {
    const fs::path folder = empty_folder("command_line/run");
    CHECK(acksim_says({"run", scenario_in(folder, "good.json", "3")}).code == exit_as_expected);
    const Printed broken = acksim_says({"run", scenario_in(folder, "broken.json", "2")});
    CHECK(broken.code == exit_broken);
    CHECK_THAT(broken.out, contains_text("delivered: expected 2, got 3"));
    const Printed wrong = acksim_says({"run", scenario_in(folder, "wrong.json", "\"many\"")});
    CHECK(wrong.code == exit_bad_scenario);
    CHECK_THAT(wrong.err, contains_text("wrong.json:5: /expect/delivered"));
    CHECK(wrong.out.empty());
    CHECK(acksim_says({"run", (folder / "none.json").string()}).code == exit_bad_scenario);
    CHECK(acksim_says({"run", (folder / "good.json").string(), "--set", "producers/p1/akcs=all"}).code == exit_bad_scenario);
}

TEST_CASE("run takes settings and a seed, and writes reports and failed records into files", "[cli]") {
    const fs::path folder = empty_folder("command_line/files");
    const std::string file = scenario_in(folder, "good.json", "3");
    const std::string json = (folder / "report.json").string(), failed = (folder / "failed.jsonl").string();
    const Printed answer = acksim_says({"run", file, "--seed", "7", "--set", "producers/p1/acks=1", "--set", "producers/p1/enable.idempotence=false",
                                        "--format=json", "--output", json, "--failed", failed});
    CHECK(answer.code == exit_as_expected);
    CHECK(answer.out.empty());
    CHECK_THAT(content(json), contains_text("\"seed\": 7") && contains_text("\"verdict\": \"as expected\""));
    CHECK(fs::exists(failed));
    CHECK(content(failed).empty());
    CHECK_THAT(acksim_says({"run", file, "--set", "producers/p1/acks=1"}).out, contains_text("acks=1"));
    CHECK_THAT(acksim_says({"run", file, "--trace"}).out, contains_text("puts the record into the accumulator"));
}

TEST_CASE("warnings of a scenario never get lost and never get into a report that a machine reads", "[cli]") {
    const fs::path folder = empty_folder("command_line/warnings");
    const std::string file = scenario_in(folder, "good.json", "3");
    const Printed text = acksim_says({"run", file, "--set", "producers/p1/acks=1"});
    const Printed json = acksim_says({"run", file, "--set", "producers/p1/acks=1", "--format", "json"});
    CHECK_THAT(text.out, contains_text("warning "));
    CHECK_THAT(json.err, contains_text("warning: "));
    CHECK(json.out.starts_with("{"));
}

TEST_CASE("check runs every scenario below a folder in sorted order and ends with the worst", "[cli]") {
    const fs::path folder = empty_folder("command_line/check");
    scenario_in(folder, "b/second.json", "3");
    scenario_in(folder, "a/first.json", "3");
    const Printed good = acksim_says({"check", folder.string()});
    CHECK(good.code == exit_as_expected);
    CHECK(good.out.find("first") < good.out.find("second"));
    CHECK_THAT(good.out, Catch::Matchers::EndsWith("\n2 as expected, 0 broken, 0 undecided\n"));
    scenario_in(folder, "c.json", "2");
    CHECK(acksim_says({"check", folder.string()}).code == exit_broken);
    CHECK_THAT(acksim_says({"check", folder.string(), "--format", "junit"}).out, contains_text("tests=\"3\" failures=\"1\""));
    scenario_in(folder, "d.json", "\"x\"");
    const Printed bad = acksim_says({"check", folder.string()});
    CHECK(bad.code == exit_bad_scenario);
    CHECK_THAT(bad.err, contains_text("d.json:5: /expect/delivered") && contains_text("1 of 4 scenarios are wrong and were not run or not explored"));
    CHECK_THAT(bad.out, contains_text("2 as expected, 1 broken, 0 undecided, 1 not run\n"));
}

TEST_CASE("a scenario that is wrong stands in every report of a check", "[cli]") {
    const fs::path folder = empty_folder("command_line/wrong");
    scenario_in(folder, "good.json", "3");
    const std::string wrong = scenario_in(folder, "wrong.json", "\"x\"");
    const std::string problem = wrong + ":5: /expect/delivered: the text \"x\" is not ";
    const auto checked = [&](const std::string& format) { return acksim_says({"check", folder.string(), "--format", format}); };
    const Printed text = checked("text"), junit = checked("junit"), json = checked("json");
    for (const Printed* each : {&text, &junit, &json}) CHECK(each->code == exit_bad_scenario);
    CHECK_THAT(text.out, contains_text("wrong     not run      ") && contains_text("1 as expected, 0 broken, 0 undecided, 1 not run\n"));
    CHECK_THAT(junit.out, contains_text("tests=\"2\" failures=\"0\" errors=\"1\"") && contains_text("name=\"wrong\" file=\"" + wrong + "\" time=\"0\">\n") &&
                              contains_text("<error type=\"bad scenario\" message=\"" + wrong + ":5: /expect/delivered: "));
    const nlohmann::json list = nlohmann::json::parse(json.out);
    CHECK(SchemaSubset(nlohmann::json::parse(acksim_says({"schema", "--report"}).out)).complaint(list) == "");
    REQUIRE(list.size() == 2);
    CHECK(list[1]["verdict"] == "not run");
    CHECK(list[1]["problems"][0].get<std::string>().starts_with(problem));
}

TEST_CASE("what explore answered stands in every report of a check", "[cli]") {
    const fs::path folder = empty_folder("command_line/explored");
    std::string asks = scenario_text;
    asks.replace(asks.find("\"expect\""), 8,
                 R"("explore": {"records": 1, "faults": 1, "allow": ["crash"], "expect": {"no-acked-loss": "impossible"}}, "expect")");
    asks.replace(asks.find("EXPECTED"), 8, "3");
    std::ofstream(folder / "asks.json") << asks;
    scenario_in(folder, "mute.json", "3");
    const auto checked = [&](const std::string& format) { return acksim_says({"check", folder.string(), "--format", format}).out; };
    CHECK_THAT(checked("text"), contains_text("\n1 explored as well, all answers as expected\n"));
    CHECK_THAT(checked("junit"), contains_text("<property name=\"explored\" value=\"no-acked-loss: impossible within bounds; "));
    const nlohmann::json list = nlohmann::json::parse(checked("json"));
    CHECK(SchemaSubset(nlohmann::json::parse(acksim_says({"schema", "--report"}).out)).complaint(list) == "");
    const nlohmann::json& answer = list[0]["explored"]["guarantees"][0];
    CHECK(answer["guarantee"] == "no-acked-loss");
    CHECK(answer["answer"] == "impossible within bounds");
    CHECK(answer["steps"].is_null());
    CHECK(list[0]["explored"]["states"] > 10);
    CHECK(list[1]["explored"].is_null());
}

TEST_CASE("check --fingerprints prints a CSV that is the same every time", "[cli]") {
    const fs::path folder = empty_folder("command_line/fingerprints");
    scenario_in(folder, "one.json", "3");
    const Printed answer = acksim_says({"check", folder.string(), "--fingerprints"});
    CHECK(answer.code == exit_as_expected);
    CHECK(answer.out.starts_with("scenario,seed,fingerprint\none,1,"));
    CHECK(answer.out.size() == std::string("scenario,seed,fingerprint\none,1,0123456789abcdef\n").size());
    CHECK(acksim_says({"check", folder.string(), "--fingerprints"}).out == answer.out);
}

TEST_CASE("results are written, compared, and found stale when a scenario changes", "[cli]") {
    const fs::path folder = empty_folder("command_line/results");
    scenario_in(folder, "scenarios/one.json", "3");
    const std::string from = (folder / "scenarios").string(), to = (folder / "results").string();
    CHECK(acksim_says({"results", from, "--output", to, "--check"}).code == exit_broken);
    CHECK(acksim_says({"results", from, "--output", to}).code == exit_as_expected);
    CHECK(fs::exists(folder / "results/one.json"));
    CHECK(acksim_says({"results", from, "--output", to, "--check"}).code == exit_as_expected);
    scenario_in(folder, "scenarios/two.json", "3");
    const Printed stale = acksim_says({"results", from, "--output", to, "--check"});
    CHECK(stale.code == exit_broken);
    CHECK_THAT(stale.out, contains_text("two.json is missing") && contains_text("fingerprints.csv is stale"));
    scenario_in(folder, "scenarios/deeper/one.json", "3");
    CHECK_THAT(acksim_says({"results", from, "--output", to}).err, contains_text("two scenarios are called one"));
}

TEST_CASE("list shows name, title and question; describe and schema answer", "[cli]") {
    const fs::path folder = empty_folder("command_line/list");
    scenario_in(folder, "one.json", "3");
    CHECK(acksim_says({"list", folder.string()}).out == "one\n  three records\n  Do they arrive?\n");
    CHECK_THAT(acksim_says({"describe", "acks"}).out, contains_text("acks"));
    CHECK(acksim_says({"schema"}).out.starts_with("{"));
    CHECK_THAT(acksim_says({"schema", "--report"}).out, contains_text("\"broken_expectations\""));
}

TEST_CASE("colour appears on a terminal only, and never with NO_COLOR", "[cli]") {
    const fs::path folder = empty_folder("command_line/colour");
    const std::string file = scenario_in(folder, "one.json", "3");
    ::unsetenv("NO_COLOR");
    ::setenv("TERM", "xterm", 1);
    const auto colored = [&](bool terminal) { return acksim_says({"run", file}, terminal).out.find('\x1b') != std::string::npos; };
    CHECK(colored(true));
    CHECK_FALSE(colored(false));
    ::setenv("NO_COLOR", "1", 1);
    CHECK_FALSE(colored(true));
    ::unsetenv("NO_COLOR");
}

TEST_CASE("the width of a text report is that of the terminal, or as told", "[cli]") {
    const fs::path folder = empty_folder("command_line/width");
    const std::string file = scenario_in(folder, "one.json", "3");
    ::setenv("NO_COLOR", "1", 1);
    ::setenv("COLUMNS", "100", 1);
    CHECK(acksim_says({"run", file}, true).out == acksim_says({"run", file, "--columns", "100"}).out);
    CHECK(acksim_says({"run", file}, false).out == acksim_says({"run", file, "--columns", "80"}).out);
    ::unsetenv("COLUMNS");
    ::unsetenv("NO_COLOR");
}
