// Input that is too large, too deep, or cannot be read at all.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "scenario/bad_input.hpp"

namespace {

using namespace acksim::testing;
using acksim::load_scenario;
using acksim::ScenarioError;

std::string load_messages(const std::string& path) {
    try {
        load_scenario(path);
        return "accepted";
    } catch (const ScenarioError& error) {
        return error.what();
    }
}

std::string nested(std::size_t depth) {
    return R"({"producers": [{"workload": {"records": 10}}], "topic": )" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

}  // namespace

TEST_CASE("a scenario above 16 MiB is refused before it is parsed", "[scenario]") {
    const std::string message = "t.json:1: /: it is larger than 16 MiB; write a scenario; many records need a number only: \"records\": 1000000";
    CHECK(messages_of(std::string((16u << 20) + 1, ' ')) == message);
    CHECK_THAT(messages_of(std::string(16u << 20, ' ')), contains_text("the file is empty"));
}

TEST_CASE("an endless file is refused after 16 MiB", "[scenario]") {
    CHECK(load_messages("/dev/zero") == "/dev/zero:1: /: it cannot be read: it is larger than 16 MiB; write the path of a scenario, a JSON "
                                        "file of at most 16 MiB");
}

TEST_CASE("a scenario that is not there, or is a folder, is refused", "[scenario]") {
    CHECK(load_messages("no/such/file.json") == "no/such/file.json:1: /: it cannot be read: No such file or directory; write the path of a "
                                                "scenario, a JSON file of at most 16 MiB");
    CHECK(load_messages("tests") == "tests:1: /: it cannot be read: it is a folder; write the path of a scenario, a JSON file of at most "
                                    "16 MiB");
}

TEST_CASE("nesting is refused below 64 levels, however deep it goes", "[scenario]") {
    const std::string deep = "it is nested deeper than 64 levels; no scenario needs more than ten levels: look for a bracket too many";
    CHECK_THAT(messages_of(nested(63)), !contains_text("nested deeper"));
    CHECK_THAT(messages_of(nested(64)), contains_text(deep));
    CHECK_THAT(messages_of(nested(1000000)), contains_text(deep));
    CHECK_THAT(messages_of(std::string(1000000, '[')), contains_text(deep));
    CHECK_THAT(messages_of(R"({"producers": [{}]})", "t.json", {"expect=" + std::string(1000000, '[')}), contains_text("is not an object"));
}

TEST_CASE("a million mistakes are not printed, and take no time", "[scenario]") {
    std::string text = R"({"producers": [{"workload": {"sizes": [true)";
    for (int i = 0; i < 1000000; ++i) text += ", true";
    text += "]}}]}";
    const std::string messages = messages_of(text);
    CHECK(std::count(messages.begin(), messages.end(), '\n') == 1000);
    CHECK_THAT(messages, contains_text("t.json:1: /: it has more than 1000 problems; mend these first"));
    std::string keys = R"({"producers": [{"config": {"a0": 0)";
    for (int i = 1; i < 300000; ++i) keys += ", \"a" + std::to_string(i) + "\": 0";
    CHECK_THAT(messages_of(keys + "}}]}"), contains_text("it has more than 1000 problems"));
}

TEST_CASE("every text that begins like a scenario and ends too early gives a message", "[scenario]") {
    const std::string text =
        R"({"kafka": "4.0", /* c */ "producers": [{"config": {"acks": -1}, "workload": {"records": 10, "every": "5ms"}}],
        "faults": [{"when": {"sent": "p1#1"}, "do": "crash", "broker": "leader"}], "expect": {"lost": ["p1\u00230"], "told": {}}})";
    REQUIRE(messages_of(text) == "accepted");
    for (std::size_t length = 0; length < text.size(); ++length) {
        INFO(text.substr(0, length));
        const std::string messages = messages_of(text.substr(0, length));
        CHECK_THAT(messages, contains_text("t.json:"));
        CHECK_THAT(messages, contains_text("; write "));
    }
}

TEST_CASE("a byte that is changed never does more than give a message", "[scenario]") {
    const std::string text =
        R"({"topic": {"partitions": 2, "replication.factor": 3}, "producers": [{"config": {"acks": "1"}, "workload": {"records": 9}}],
           "faults": [{"at": "1.5ms", "do": "partition", "between": ["b1", "controller"]}], "expect": {"log": ["1 2", "3"]}})";
    REQUIRE(messages_of(text) == "accepted");
    for (std::size_t place = 0; place < text.size(); ++place) {
        for (char c : {'"', '{', ']', '0', '-', 'x', '\\', '\n', '\0', '\xff'}) {
            std::string changed = text;
            changed[place] = c;
            CHECK(!messages_of(changed).empty());
        }
    }
}

TEST_CASE("all problems of a file come at once, in the order of its lines", "[scenario]") {
    CHECK(messages_of(R"({
  "title": 1,
  "producers": [
    {"name": "p1", "config": {"acks": "3"},
     "workload": {"records": 5, "every": 1}}],
  "cluster": {"brokers": 99},
  "kafka": "1.0"
})") == "t.json:2: /title: the number 1 is not a text; write a text in double quotes\n"
        "t.json:4: /producers/0/config/acks: ConfigException: Invalid value 3 for configuration acks: String must be one of: all, -1, 0, "
        "1; write one of these\n"
        "t.json:5: /producers/0/workload/every: the number 1 is not a duration or a range of durations; write \"5ms\", or the smaller and "
        "the larger one as \"0.5ms..2ms\"\n"
        "t.json:6: /cluster/brokers: 99 is too large; write a whole number from 1 to 64\n"
        "t.json:7: /kafka: acksim does not know Kafka \"1.0\"; write a version from \"2.8\" to \"4.4\"");
}
