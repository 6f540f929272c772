// The JSON Schema of the scenario language.
#include <filesystem>
#include <fstream>

#include "scenario/fault_table.hpp"
#include "scenario/load.hpp"
#include "scenario/schema.hpp"
#include "support/catch.hpp"
#include "support/schema_subset.hpp"

namespace {

using namespace acksim;
using acksim::testing::SchemaSubset;

const SchemaSubset& schema() {
    static const SchemaSubset read(nlohmann::json::parse(json_schema()));
    return read;
}

std::string complaint_about(const std::string& text) { return schema().complaint(nlohmann::json::parse(text, nullptr, true, true)); }

std::string with_fault(const std::string& fault) { return R"({"producers": [{"workload": {"records": 10}}], "faults": [)" + fault + "]}"; }

}  // namespace

TEST_CASE("the schema accepts every shipped scenario, and every one of them loads", "[scenario]") {
    for (const char* folder : {"scenarios", "tests/truth"}) {
        const std::filesystem::path path = std::filesystem::path(ACKSIM_SOURCE_DIR) / folder;
        if (!std::filesystem::is_directory(path)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
            if (entry.path().extension() != ".json") continue;
            INFO(entry.path());
            std::ifstream file(entry.path());
            CHECK(schema().complaint(nlohmann::json::parse(file, nullptr, true, true)) == "");
            CHECK_NOTHROW(load_scenario(entry.path().string()));
        }
    }
}

TEST_CASE("the schema accepts the example of every fault and every state", "[scenario]") {
    for (const FaultRow& row : fault_table()) {
        INFO(row.example);
        CHECK(complaint_about(with_fault(std::string(row.example))) == "");
    }
    for (const TriggerRow& row : trigger_table()) {
        INFO(row.example);
        CHECK(complaint_about(with_fault(R"({"do": "crash", "broker": 1, "when": )" + std::string(row.example) + "}")) == "");
    }
}

TEST_CASE("the schema accepts every way to write a value", "[scenario]") {
    CHECK(complaint_about(R"({"$schema": "x", "title": "t", "teaches": ["a"], "kafka": "3.9.1", "seed": 1, "limit": "1.5 s",
        "cluster": {"brokers": 5, "elr": true, "truncation": "KIP-101", "config": {"file": "x.properties", "replica.lag.time.max.ms": "30s", "ssl.protocol": "x"}},
        "topics": [{"name": "a", "partitions": 2, "assignment": [[1, "b2"], ["3", 1]], "config": "t.properties"}],
        "network": {"latency": "0.5ms..2ms", "metadata": "1ms", "bandwidth": "2.5Gbit/s"},
        "producers": [{"topic": "a", "config": {"acks": -1, "enable.idempotence": "true", "linger.ms": 0},
            "workload": {"records": 1, "every": "5µs", "sizes": [1, "1KiB"], "bad_timestamps": [0, "p1#0"], "keys": 1, "without_key": [0], "invalid_topic": [0], "end": "exit"}}],
        "faults": [{"do": "partition", "from": "start", "between": [1, "controller"], "one_way": true, "for": "until healed"},
            {"do": "lose_request", "of": {"producer": "p1", "request": 1}, "times": "forever"}],
        "expect": {"diverged": 0, "lost": ["p1#0"], "delivered": {"at_least": 0}, "log": ["0 1", ["p1#0", 1]], "told": {"p1#0": "ok"}, "any_of": [{"lost": 0}]},
        "explore": {"faults": 2, "allow": ["crash", "early-timer"], "at_most": {"crash": 1}, "guarantees": "all", "records": 3, "down": [1, "b2"],
            "expect": {"no-acked-loss": "possible", "log-agreement": "impossible", "faults": 1}}})") == "");
}

TEST_CASE("the schema refuses what the loader refuses for its form", "[scenario]") {
    for (const char* text : {"[]",
                             "{}",
                             R"({"producers": 1})",
                             R"({"producers": [{}], "titel": "x"})",
                             R"({"producers": [{}], "seed": 1.5})",
                             R"({"producers": [{}], "limit": 10})",
                             R"({"producers": [{}], "kafka": 4})",
                             R"({"producers": [{"config": {"ack": 1}}]})",
                             R"({"producers": [{"config": {"retries": -1}}]})",
                             R"({"producers": [{"config": {"acks": 2}}]})",
                             R"({"producers": [{"workload": {"every": "5"}}]})",
                             R"({"producers": [{}], "cluster": {"brokers": 65}})",
                             R"({"producers": [{}], "cluster": {"truncation": "kip-101"}})",
                             R"({"producers": [{}], "faults": [{"do": "crash", "at": "1s"}]})",
                             R"({"producers": [{}], "faults": [{"do": "crsh", "at": "1s", "broker": 1}]})",
                             R"({"producers": [{}], "faults": [{"do": "crash", "at": "1s", "broker": 1, "for": "1s"}]})",
                             R"({"producers": [{}], "faults": [{"do": "crash", "broker": 1, "when": {}}]})",
                             R"({"producers": [{}], "faults": [{"do": "crash", "broker": 1, "when": {"sent": "p1#0", "appended": "p1#0"}}]})",
                             R"({"producers": [{}], "faults": [{"do": "partition", "at": "1s", "between": [1]}]})",
                             R"({"producers": [{}], "explore": {"faults": -1}})",
                             R"({"producers": [{}], "explore": {"allow": ["crush"]}})",
                             R"({"producers": [{}], "explore": {"at_most": {"crush": 1}}})",
                             R"({"producers": [{}], "explore": {"expect": {"no-acked-loss": "undecided"}}})",
                             R"({"producers": [{}], "expect": {"lost": "p1#0"}})",
                             R"({"producers": [{}], "expect": {"lost": {"at_last": 1}}})"}) {
        INFO(text);
        CHECK(complaint_about(text) != "");
        CHECK_THROWS_AS(parse_scenario(text, "t.json"), ScenarioError);
    }
}
