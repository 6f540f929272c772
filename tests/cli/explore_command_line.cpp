// explore and replay as scripts see them: exit codes, reports, trails, and messages that say what to write instead.
#include "support/acksim_says.hpp"
#include "support/catch.hpp"
#include "support/schema_subset.hpp"
#include "support/scratch.hpp"
#include "support/source_tree.hpp"

#include <csignal>
#include <fcntl.h>
#include <regex>
#include <sys/wait.h>
#include <unistd.h>

#include "base/check.hpp"
#include "cli/progress_line.hpp"
#include "report/explore_report.hpp"
#include "report/layout.hpp"

using namespace acksim;
using namespace acksim::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

using Args = std::vector<std::string>;

// Two brokers, so that a question takes thousands of states and not millions.
constexpr const char* scenario_text = R"({
  "title": "two records", "question": "Can one be lost?", "kafka": "4.0", "cluster": {"brokers": 2},
  "topic": {"name": "orders", "partitions": 1, "replication.factor": 2},
  "producers": [{"name": "p1", "config": {"acks": "1", "enable.idempotence": false}, "workload": {"records": 2, "every": "5ms"}}]EXPLORE
})";

std::string scenario_in(const fs::path& folder, const std::string& name = "two.json", const std::string& explore = "") {
    std::string text = scenario_text;
    text.replace(text.find("EXPLORE"), 7, explore.empty() ? "" : ",\n  \"explore\": " + explore);
    std::ofstream(folder / name) << text;
    return (folder / name).string();
}

Args operator+(Args args, const Args& more) {
    args.insert(args.end(), more.begin(), more.end());
    return args;
}

const Args one_crash{"--faults", "1", "--allow", "crash", "--guarantee", "no-acked-loss"};

Printed explored(const std::string& file, const Args& options) { return acksim_says(Args{"explore", file} + options); }

// Whatever a test has printed as JSON must be what the schema promises.
Json json_of(const std::string& text) {
    static const SchemaSubset schema(Json::parse(acksim_says({"schema", "--explore"}).out));
    Json json = Json::parse(text);
    CHECK(schema.complaint(json) == "");
    return json;
}

std::string lost_trail(const fs::path& folder) {
    const std::string trail = (folder / "lost.trail").string();
    REQUIRE(explored(scenario_in(folder), one_crash + Args{"--trail", trail}).code == exit_broken);
    return trail;
}

void replace(std::string& text, const std::string& from, const std::string& to) { text.replace(text.find(from), from.size(), to); }

// What differs from run to run, or from one number of threads to the other: how long it took and in how much memory.
std::string without_cost(const std::string& json) {
    return std::regex_replace(json, std::regex(R"re("(seconds|bytes|bytes_per_state)": [0-9.e+-]+)re"), "\"$1\": 0");
}

}  // namespace

TEST_CASE("explore ends with 0 when nothing can be broken, 1 when something can and 2 when a bound was reached", "[cli]") {
    const std::string file = scenario_in(empty_folder("explore/codes"));
    const Printed possible = explored(file, one_crash);
    CHECK(possible.code == exit_broken);
    CHECK_THAT(possible.out, contains_text("no-acked-loss    can be broken: 1 fault (crash), ") &&
                                 contains_text("The shortest run that breaks no-acked-loss\n") &&
                                 contains_text("Verdict        broken: what was asked can be broken\n"));
    const Printed impossible = explored(file, one_crash + Args{"--set", "producers/p1/acks=all"});
    CHECK(impossible.code == exit_as_expected);
    CHECK_THAT(impossible.out, contains_text("no-acked-loss    impossible to break within these bounds\n") &&
                                   contains_text("Verdict        as expected: nothing that was asked can be broken\n"));
    const Printed undecided = explored(file, one_crash + Args{"--max-states", "100"});
    CHECK(undecided.code == exit_undecided);
    CHECK_THAT(undecided.out, contains_text("no-acked-loss    undecided: ") && contains_text("\nended because  the bound on states was reached") &&
                                  contains_text("Verdict        undecided: the bound on states was reached\n"));
    CHECK(undecided.out.find("impossible") == std::string::npos);
    CHECK(undecided.err.empty());
}

TEST_CASE("a question too large for its memory is undecided, and says so", "[cli]") {
    const std::string file = scenario_in(empty_folder("explore/memory"));
    const Printed answer = explored(file, {"--set", "cluster/brokers=4", "--set", "topic/replication.factor=4", "--set", "producers/p1/acks=all", "--faults",
                                           "4", "--allow", "all", "--memory", "32MiB", "--format", "json"});
    CHECK(answer.code == exit_undecided);
    const Json json = json_of(answer.out);
    CHECK(json["verdict"] == "undecided");
    CHECK(json["undecided_because"] == "the memory was used up");
    const Json& first = json["guarantees"][0];
    CHECK(first["states"].get<double>() * first["bytes_per_state"].get<double>() <= 32.0 * 1024 * 1024);
}

TEST_CASE("every field of an exploration in JSON is described, and holds null where there is no answer", "[cli]") {
    const Json schema = Json::parse(acksim_says({"schema", "--explore"}).out);
    const Json& guarantee = schema["properties"]["guarantees"]["items"];
    for (const Json& object : {schema, guarantee})
        for (const auto& [key, field] : object["properties"].items()) {
            CAPTURE(key);
            CHECK(field.contains("description"));
        }
    const std::string file = scenario_in(empty_folder("explore/nulls"));
    const Json undecided = json_of(explored(file, {"--crashes", "1", "--pauses", "1", "--format", "json", "--max-states", "100"}).out);
    for (const char* key : {"faults", "steps", "shortest", "seconds", "reduction"}) CHECK(undecided["guarantees"][0][key].is_null());
}

TEST_CASE("an exploration that was asked again with every order names no reduction, in text and in JSON", "[cli]") {
    const std::string file = scenario_in(empty_folder("explore/reduction"));
    const Json json = json_of(explored(file, one_crash + Args{"--format", "json"}).out);
    CHECK(json["every_order_states"] > 0);
    CHECK(json["reduction"] == "none");
    CHECK(json["guarantees"][0]["reduction"] == "none");
    CHECK_THAT(explored(file, one_crash).out, contains_text("reduction      none: after waits-last"));
}

TEST_CASE("explore in JSON is what its schema says: possible, impossible and undecided", "[cli]") {
    const fs::path folder = empty_folder("explore/json");
    const std::string file = scenario_in(folder), trail = (folder / "lost.trail").string();
    const Json possible = json_of(explored(file, one_crash + Args{"--format", "json", "--trail", trail}).out);
    CHECK(possible["verdict"] == "broken");
    CHECK(possible["guarantees"][0]["answer"] == "possible");
    CHECK(possible["guarantees"][0]["faults"] == Json{"crash"});
    CHECK(possible["guarantees"][0]["trail"] == trail);
    CHECK(possible["guarantees"][0]["setting"] == "producers/p1/acks=all");
    CHECK(possible["guarantees"][0]["settings"] == Json{"producers/p1/acks=all"});
    CHECK(json_of(explored(file, one_crash + Args{"--format", "json", "--no-cures"}).out)["guarantees"][0]["settings"].empty());
    // A file's name need not be Unicode.
    const Args strange{"--format", "json", "--trail", (folder / "\xff.trail").string()};
    CHECK(json_of(explored(file, one_crash + strange).out)["guarantees"][0]["answer"] == "possible");
    const Json impossible = json_of(explored(file, one_crash + Args{"--format=json", "--set", "producers/p1/acks=all"}).out);
    CHECK(impossible["guarantees"][0]["answer"] == "impossible within bounds");
    CHECK(impossible["guarantees"][0]["trail"].is_null());
    CHECK(impossible["undecided_because"].is_null());
    const Json alone = json_of(explored(file, one_crash + Args{"--format=json", "--set", "producers/p1/acks=all", "--down", "b2"}).out);
    CHECK(alone["down"] == Json{"b2"});
    const Json undecided = json_of(explored(file, {"--crashes", "1", "--pauses", "1", "--format", "json", "--max-states", "100"}).out);
    CHECK(undecided["guarantees"].size() == 4);
    CHECK(undecided["guarantees"][0]["answer"] == "undecided");
    CHECK(undecided["faults"] == 2);
    CHECK(undecided["allow"] == Json{"crash", "pause"});
    CHECK(undecided["at_most"] == Json{{"crash", 1}, {"pause", 1}});
}

TEST_CASE("the JSON of explore is the same with one thread and with two, but for what it cost", "[cli]") {
    const std::string file = scenario_in(empty_folder("explore/threads"));
    for (const Args& question : {one_crash, one_crash + Args{"--set", "producers/p1/acks=all"}, Args{"--faults", "1"}}) {
        const std::string one = explored(file, question + Args{"--format", "json", "--threads", "1"}).out;
        CHECK(without_cost(one) == without_cost(explored(file, question + Args{"--format", "json", "--threads", "2"}).out));
        CHECK(json_of(one)["states"] > 100);
    }
}

TEST_CASE("what a scenario expects of its exploration decides how explore and check end", "[cli]") {
    const fs::path folder = empty_folder("explore/expect");
    const std::string asks = R"({"allow": ["crash"], "guarantees": ["no-acked-loss", "no-duplicates"], "expect": )";
    const std::string good = scenario_in(folder, "good.json", asks + R"({"no-acked-loss": "possible", "faults": 1}})");
    const std::string wrong = scenario_in(folder, "wrong.json", asks + R"({"no-acked-loss": "impossible"}})");
    const Printed as_expected = explored(good, {});
    CHECK(as_expected.code == exit_as_expected);
    CHECK_THAT(as_expected.out, contains_text("Verdict        as expected: no-acked-loss possible, 1 fault\n"));
    const Printed broken = explored(wrong, {"--format", "json"});
    CHECK(broken.code == exit_broken);
    CHECK(json_of(broken.out)["broken_expectations"] == Json{"no-acked-loss: expected impossible within bounds, got possible"});
    CHECK(explored(good, {"--max-states", "100"}).code == exit_undecided);
    // Another question: what was expected does not count.
    CHECK(explored(wrong, {"--crashes", "0"}).code == exit_as_expected);
    CHECK(acksim_says({"check", good}).code == exit_as_expected);
    const Printed checked = acksim_says({"check", wrong});
    CHECK(checked.code == exit_broken);
    CHECK_THAT(checked.out, contains_text("explore: no-acked-loss: expected impossible"));
}

TEST_CASE("a wrong command line of explore or replay is answered with what to write instead, and 64; a question that cannot be asked, with 65", "[cli]") {
    const fs::path folder = empty_folder("explore/usage");
    const std::string file = scenario_in(folder), trail = lost_trail(folder), nowhere = (folder / "no/such/x").string();
    const std::vector<std::string> before = names_in(folder);
    const std::string kinds = "crash, power-loss, lost-request, lost-response, pause, partition, early-timer";
    const std::vector<std::pair<Args, std::string>> examples{
        {{"explore"}, "FILE is missing"},
        {{"explore", file, "--crahses", "1"}, "unknown option --crahses; did you mean --crashes?"},
        {{"explore", file, "--reduction", "fast"}, "unknown reduction fast; write none or waits-last"},
        {{"explore", file, "--memory", "4X"}, "--memory 4X is no size; write one such as 4G, 4GiB or 512M"},
        {{"explore", file, "--memory", "1M"}, "--memory 1M is too little; write at least 32M"},
        {{"explore", file, "--threads", "0"}, "--threads 0: write a whole number from 1 to 64"},
        {{"explore", file, "--max-states", "0"}, "--max-states 0: write a whole number from 1 to 18446744073709551615"},
        {{"explore", file, "--format", "junit"}, "unknown format junit; write one of text, json"},
        {{"explore", file, "--trail", file}, "the output " + file + " would overwrite what is read"},
        {{"explore", file, "--trail", trail, "--output", trail}, "two outputs go to the same file " + trail},
        {{"replay", trail, "--as-scenario", trail}, "the output " + trail + " would overwrite what is read"},
        {{"replay", trail, "--as-scenario", file}, "the output " + file + " would overwrite what is read"},
        {{"replay", trail, "--format", "junit"}, "unknown format junit; write one of text, json"},
        {{"replay", trail, "--format", "json", "--trace"}, "--trace goes with --format text only"},
    };
    const std::vector<std::pair<Args, std::string>> questions{
        {{"explore", file, "--faults", "-1"}, "--faults -1: write a whole number from 0 to 8"},
        {{"explore", file, "--faults", "9"}, "--faults 9: write a whole number from 0 to 8"},
        {{"explore", file, "--crashes", "-1"}, "--crashes -1: write a whole number from 0 to 8"},
        {{"explore", file, "--power-losses", "two"}, "--power-losses two: write a whole number from 0 to 8"},
        {{"explore", file, "--faults", "1", "--crashes", "2"}, "--crashes 2 is more than --faults 1 allows; write at most 1"},
        {{"explore", file, "--guarantee", "no-loss"}, R"(--guarantee: "no-loss" is no guarantee; did you mean "no-acked-loss"?)"},
        {{"explore", file, "--guarantee", "safety"},
         R"(--guarantee: "safety" is no guarantee; write one of no-acked-loss, no-duplicates, producer-order, log-agreement)"},
        {{"explore", file, "--guarantee", "no-duplicate"}, R"(--guarantee: "no-duplicate" is no guarantee; did you mean "no-duplicates"?)"},
        {{"explore", file, "--allow", "crash,crash"}, R"(--allow: "crash" is written twice; write it once)"},
        {{"explore", file, "--allow", "earthquake"}, R"(--allow: "earthquake" is no fault that exploration knows; write one of )" + kinds},
        {{"explore", file, "--down", "b3"}, R"(--down: "b3" is no broker here; did you mean "b1"?)"},
        {{"explore", file, "--down", "b2,b2"}, R"(--down: "b2" is written twice; write it once)"},
        {{"explore", file, "--records", "0"}, "--records 0: write a whole number from 1 to 1000000"},
    };
    const auto hold = [](const std::vector<std::pair<Args, std::string>>& all, int code) {
        for (const auto& [args, message] : all) {
            const Printed answer = acksim_says(args);
            CHECK(answer.err == "acksim: " + message + " (acksim " + args[0] + " --help explains)\n");
            CHECK(answer.code == code);
            CHECK(answer.out.empty());
        }
    };
    hold(examples, exit_usage);
    hold(questions, exit_bad_scenario);
    hold({{{"explore", file, "--trail", nowhere}, "cannot write " + nowhere + ": No such file or directory"},
          {{"explore", file, "--trail", folder.string()}, "cannot write " + folder.string() + ": it is a directory"}},
         exit_bad_scenario);
    for (const Args& args : {Args{"explore", file, "--output", nowhere}, {"replay", trail, "--as-scenario", nowhere}}) {
        const Printed answer = acksim_says(args);
        CHECK(answer.err == "acksim: cannot write " + nowhere + ": No such file or directory\n");
        CHECK(answer.code == exit_usage);
        CHECK(answer.out.empty());
    }
    CHECK(names_in(folder) == before);
}

TEST_CASE("a scenario too large to explore is refused with the number to lower and the growth, and 65", "[cli]") {
    const std::string file = scenario_in(empty_folder("explore/large"));
    const std::vector<std::pair<Args, std::string>> examples{
        {{"--records", "40"},
         "/producers/0/workload/records: 40 records are too many to explore: each one more takes three to four times the states; add "
         "--records 3"},
        {{"--set", "cluster/brokers=12"},
         "/cluster/brokers: 12 brokers are too many to explore: each one more takes about seven times the states; explore with at most 7: "
         "--set cluster/brokers=3"},
        {{"--set", "topic/partitions=9"},
         "/topic/partitions: 9 partitions are too many to explore: each one more takes four to twelve times the states; explore with at "
         "most 8 in "
         "all: --set topic/partitions=1"},
    };
    for (const auto& [options, message] : examples) {
        const Printed answer = explored(file, options);
        CHECK(answer.err == file + ":1: " + message + "\n");
        CHECK(answer.code == exit_bad_scenario);
        CHECK(answer.out.empty());
    }
    CHECK(acksim_says({"explore", file + ".none"}).code == exit_bad_scenario);
    const std::string forty = scenario_in(fs::path(file).parent_path(), "forty.json", R"({"records": 40, "expect": {"no-acked-loss": "possible"}})");
    const Printed checked = acksim_says({"check", file, forty});
    CHECK(checked.code == exit_bad_scenario);
    CHECK(checked.err == forty + ":1: " + examples[0].second + "\nacksim: 1 of 2 scenarios are wrong and were not run or not explored\n");
    CHECK_THAT(checked.out, contains_text("1 as expected, 0 broken, 0 undecided, 1 not run\n"));
}

TEST_CASE("any number of requests in flight can be explored", "[cli]") {
    const std::string file = scenario_in(empty_folder("explore/window"));
    const Args narrow{"--faults", "1", "--allow", "early-timer", "--records", "1", "--guarantee", "no-duplicates", "--format", "json"};
    const Printed wide = explored(file, narrow + Args{"--set", "producers/p1/max.in.flight.requests.per.connection=1000000"});
    CHECK(wide.code == exit_as_expected);
    CHECK(json_of(wide.out)["states"] == json_of(explored(file, narrow).out)["states"]);
}

TEST_CASE("a bug would print the command that reproduces it, with its settings", "[cli]") {
    const std::string file = scenario_in(empty_folder("explore/reproduce"));
    explored(file, {"--faults", "0", "--set", "producers/p1/acks=all", "--format", "json"});
    CHECK(reproduction_line() == "acksim explore " + file + " --faults 0 --set producers/p1/acks=all --format json");
    acksim_says({"run", file, "--seed", "7", "--set", "producers/p1/acks=all"});
    CHECK(reproduction_line() == "acksim run " + file + " --seed 7 --set 'producers/p1/acks=all'");
}

TEST_CASE("a trail is replayed, and as a scenario it ends in the same word", "[cli]") {
    const fs::path folder = empty_folder("explore/replay");
    const std::string trail = lost_trail(folder), again = (folder / "again.json").string(), report = (folder / "report.json").string();
    const Printed text = acksim_says({"replay", trail, "--trace", "--as-scenario", again});
    CHECK(text.code == exit_as_expected);
    CHECK(text.err.empty());
    CHECK_THAT(text.out, contains_text("A run that breaks no-acked-loss: 1 fault (crash), ") && contains_text("crash") && contains_text("\nAs a scenario  ") &&
                             contains_text("in the same word"));
    const Printed run = acksim_says({"run", again});
    CHECK(run.code == exit_as_expected);
    CHECK_THAT(run.out, contains_text("Verdict    as expected: lost at least 1"));
    const Printed json = acksim_says({"replay", trail, "--format", "json", "--output", report});
    CHECK(json.out.empty());
    const SchemaSubset schema(Json::parse(acksim_says({"schema", "--report"}).out));
    const Json written = Json::parse(content(report));
    CHECK(schema.complaint(written) == "");
    CHECK(written["verdict"] == "broken");
    CHECK(written["records"]["lost"].size() >= 1);
    CHECK(names_in(folder) == std::vector<std::string>{"again.json", "lost.trail", "report.json", "two.json"});
}

TEST_CASE("where nothing is found no trail is written, and an old one stays", "[cli]") {
    const fs::path folder = empty_folder("explore/old");
    const std::string file = scenario_in(folder), trail = (folder / "old.trail").string();
    std::ofstream(trail) << "precious";
    const Printed answer = explored(file, one_crash + Args{"--set", "producers/p1/acks=all", "--trail", trail});
    CHECK(answer.code == exit_as_expected);
    CHECK(answer.err == "acksim: no counterexample was found, so " + trail + " was not written\n");
    CHECK(content(trail) == "precious");
    CHECK(names_in(folder) == std::vector<std::string>{"old.trail", "two.json"});
}

TEST_CASE("a trail that is none, of another version or scenario, cut off or altered is refused with 65", "[cli]") {
    const fs::path folder = empty_folder("explore/trails");
    const std::string trail = lost_trail(folder), text = content(trail), bad = (folder / "bad.trail").string();
    const auto refused = [&](const std::string& path, const std::string& message) {
        const Printed answer = acksim_says({"replay", path, "--as-scenario", (folder / "again.json").string()});
        CHECK(answer.err == path + message + "\n");
        CHECK(answer.code == exit_bad_scenario);
        CHECK(answer.out.empty());
    };
    const auto refused_text = [&](const std::string& written, const std::string& message) {
        std::ofstream(bad) << written;
        refused(bad, message);
    };
    const std::string no_trail = "write the path of a file that acksim explore --trail has written", again = "; explore the scenario again with --trail";
    refused_text("", ":1: /: it is no trail; " + no_trail);
    refused_text(content(folder / "two.json"), ":1: /: it is no trail; " + no_trail);
    refused_text(text.substr(0, text.find("guarantee")), ":4: /: the trail is cut off: its last line is missing" + again);
    refused_text(text.substr(0, text.size() - 1),
                 ":" + std::to_string(split_lines(text).size() - 1) + ": /: the trail is cut off: its last line is missing" + again);
    std::string altered = text;
    replace(altered, "crash of b1", "crash of b2");
    refused_text(altered, ":" + std::to_string(split_lines(text).size()) + ": /: the trail was altered: its check sum is another" + again);
    std::string old = text;
    const std::string first = old.substr(0, old.find('\n'));
    replace(old, first, "acksim trail 0.0.1");
    refused_text(old, ":1: /: it is a trail of acksim 0.0.1, and this is acksim " + first.substr(13) + "; explore the scenario again with this version");
    refused(folder.string(), ":1: /: it cannot be read: it is a folder; " + no_trail);
    refused((folder / "none").string(), ":1: /: it cannot be read: No such file or directory; " + no_trail);

    const std::string was = text.substr(text.find("fingerprint ") + 12, 16);
    std::string other = content(folder / "two.json");
    replace(other, "\"acks\": \"1\"", "\"acks\": \"0\"");
    std::ofstream(folder / "two.json") << other;
    const Printed another = acksim_says({"replay", trail});
    CHECK(another.code == exit_bad_scenario);
    const std::regex both(R"(:1: /: it is a trail of another scenario: its fingerprint is ([0-9a-f]{16}), that of .*two\.json is ([0-9a-f]{16});)");
    std::smatch fingerprints;
    REQUIRE(std::regex_search(another.err, fingerprints, both));
    CHECK(fingerprints[1] == was);
    CHECK(fingerprints[2] != was);
    fs::remove(folder / "two.json");
    refused(trail, ":1: /: its scenario " + (folder / "two.json").string() + " is neither here nor beside it; run acksim replay where acksim explore was run");
    CHECK(names_in(folder) == std::vector<std::string>{"bad.trail", "lost.trail"});
}

TEST_CASE("reports of explore and replay keep to their width, and the progress line to a terminal's", "[cli]") {
    const fs::path folder = empty_folder("explore/width");
    const std::string trail = lost_trail(folder), file = (folder / "two.json").string();
    for (const int columns : {80, 120}) {
        const Args width{"--columns", std::to_string(columns)};
        const std::string all = explored(file, Args{"--faults", "1"} + width).out + acksim_says(Args{"replay", trail} + width).out +
                                explored(file, Args{"--faults", "1", "--set", "producers/p1/acks=all", "--max-states", "200"} + width).out;
        for (const std::string& line : split_lines(all)) {
            CAPTURE(line);
            CHECK(text_width(line) <= columns);
        }
    }
    CHECK_THAT(acksim_says({"replay", "--help"}).out, contains_text("of replay: the trail was followed"));
    for (const std::string& line : split_lines(acksim_says({"explore", "--help"}).out))
        CHECK((text_width(line) <= 80 || line.starts_with("  acksim explore ")));
    CHECK(progress_line({1, 20, 1234, 56, 7'890'000, 0.5}) == "1 fault, step 20: 1,234 states, 2,468/s, 7 MB, 0 s");
    CHECK(progress_line({2, 20, 1234, 5600, 7'890'000, 0.5}) == "2 faults, step 20: 1,234 states of about 5,600, 2,468/s, 7 MB, 0 s");
    CHECK(progress_line({8, 1000, 999'950'000, 999'949'999, 999'900'000'000, 99999}).size() < 80);
}

TEST_CASE("Ctrl-C or SIGTERM ends a search with what is known: undecided", "[cli]") {
    const int signal = GENERATE(SIGINT, SIGTERM);
    const fs::path folder = empty_folder("explore/interrupt");
    const std::string file = scenario_in(folder), out = (folder / "out").string();
    int err[2] = {};
    REQUIRE(pipe(err) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        dup2(open(out.c_str(), O_WRONLY | O_CREAT, 0666), STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        execl(ACKSIM_BINARY, "acksim", "explore", file.c_str(), "--set", "producers/p1/acks=all", "--faults", "8", "--allow", "all", "--guarantee",
              "log-agreement", "--progress", static_cast<char*>(nullptr));
        _exit(127);
    }
    close(err[1]);
    // The first line of progress: it has begun.
    char character = 0;
    while (read(err[0], &character, 1) == 1 && character != '\n') {
    }
    CHECK(kill(child, signal) == 0);
    while (read(err[0], &character, 1) == 1) {
    }
    close(err[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == exit_undecided);
    CHECK_THAT(content(out), contains_text("undecided") && contains_text("it was interrupted"));
}
