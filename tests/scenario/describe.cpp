// acksim describe.
#include "scenario/describe.hpp"
#include "scenario/config_keys.hpp"
#include "scenario/fault_table.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;
using acksim::testing::contains_text;

namespace {

std::size_t longest_line(const std::string& text) {
    std::size_t longest = 0, width = 0;
    for (char c : text)
        if (c == '\n') width = 0;
        else if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) longest = std::max(longest, ++width);
    return longest;
}

}  // namespace

TEST_CASE("the overview names every part, fault, state and modelled property", "[scenario]") {
    const std::string text = describe("").text;
    for (const Part& part : all_parts())
        for (const LanguageKey& key : part.keys) CHECK_THAT(text, contains_text(std::string(key.name)));
    for (const FaultRow& row : fault_table()) CHECK_THAT(text, contains_text(std::string(row.name)));
    for (const TriggerRow& row : trigger_table()) CHECK_THAT(text, contains_text(std::string(row.name)));
    for (ConfigPlace place : all_config_places) {
        for (const ConfigKey& key : config_keys(place))
            if (key.modelled()) CHECK_THAT(text, contains_text(std::string(key.name)));
    }
    CHECK(longest_line(text) <= 80);
}

TEST_CASE("everything that has a name is described in 80 columns", "[scenario]") {
    std::vector<std::string_view> topics = {"faults", "when", "producer.config", "cluster.config", "topic.config"};
    for (const Part& part : all_parts()) {
        topics.push_back(part.name);
        for (const LanguageKey& key : part.keys) topics.push_back(key.name);
    }
    for (const FaultRow& row : fault_table()) topics.push_back(row.name);
    for (const TriggerRow& row : trigger_table()) topics.push_back(row.name);
    for (const LanguageKey& key : fault_keys()) topics.push_back(key.name);
    for (ConfigPlace place : all_config_places)
        for (std::string_view name : all_names(place)) topics.push_back(name);
    for (std::string_view topic : topics) {
        const Description description = describe(topic);
        INFO(topic << "\n" << description.text);
        CHECK(description.found());
        CHECK(longest_line(description.text) <= 80);
        CHECK(description.text.back() == '\n');
    }
}

TEST_CASE("a property is described with its default by version, its valid values and its source", "[scenario]") {
    CHECK(describe("linger.ms").text == "linger.ms (Kafka, producer): How long a batch that is not full waits for more\n"
                                        "records.\n"
                                        "\n"
                                        "  default     0, 5 since 4.0 (ms)\n"
                                        "  valid       a whole number of 64 bits, at least 0; acksim takes \"30s\" as well\n"
                                        "  in acksim   modelled\n"
                                        "  in Kafka    RecordAccumulator.batchReady\n");
}

TEST_CASE("an unknown topic gets the nearest known ones", "[scenario]") {
    CHECK(!describe("aks").found());
    CHECK(describe("aks").nearest == std::vector<std::string>{"acks"});
    CHECK(describe("power_los").nearest == std::vector<std::string>{"power_loss"});
    CHECK(describe("qqqqqqqqqqqqqq").nearest.empty());
}

TEST_CASE("the example of every fault and every state is a fault that loads", "[scenario]") {
    auto load = [](const std::string& faults) {
        return parse_scenario(R"({"topic": {"replication.factor": 3}, "producers": [{"workload": {"records": 10}}], "faults": [)" + faults + "]}", "t.json");
    };
    for (const FaultRow& row : fault_table()) {
        INFO(row.example);
        CHECK(load(std::string(row.example)).faults.at(0).kind == row.kind);
    }
    for (const TriggerRow& row : trigger_table()) {
        INFO(row.example);
        const std::string first = R"({"name": "first crash", "do": "crash", "broker": 1, "at": "1s"}, )";
        CHECK(load(first + R"({"do": "crash", "broker": "leader", "when": )" + std::string(row.example) + "}").faults.at(1).when.kind == row.kind);
    }
    for (const Part& part : all_parts()) {
        INFO(part.name);
        const std::string example(part.example);
        const bool whole = part.name == "scenario";
        const std::string key = part.name == "producer" ? "producers" : std::string(part.name);
        const std::string value = part.name == "producer" ? "[" + example + "]" : example;
        const std::string rest = key == "producers" ? "" : R"(, "producers": [{"workload": {"records": 20}}])";
        if (part.name != "workload") CHECK_NOTHROW(parse_scenario(whole ? example : "{\"" + key + "\": " + value + rest + "}", "t.json"));
    }
}
