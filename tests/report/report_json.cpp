// The JSON report against its own schema.
#include "report/sample.hpp"
#include "support/catch.hpp"
#include "support/schema_subset.hpp"

#include "modes/expect.hpp"
#include "report/json.hpp"

using namespace acksim;
using namespace acksim::testing;
using Json = nlohmann::json;

namespace {

std::string json_report(const RunReport& run) { return format_named("json")->of_run(run, {}); }

std::string json_reports(std::span<const RunReport> runs) { return format_named("json")->of_check({runs}, {}); }

Json sample_json() {
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    return Json::parse(json_report({scenario, result, broken_expectations(scenario, result)}));
}

bool has_float(const Json& value) {
    if (value.is_structured()) return std::any_of(value.begin(), value.end(), has_float);
    return value.is_number_float();
}

}  // namespace

TEST_CASE("the JSON report keeps its contract", "[report]") {
    const SchemaSubset schema(Json::parse(report_schema()));
    CHECK(schema.complaint(sample_json()) == "");
}

TEST_CASE("the schema of the report refuses what is not a report", "[report]") {
    const SchemaSubset schema(Json::parse(report_schema()));
    for (const char* key : {"scenario", "seed", "fingerprint", "verdict", "records", "reordered", "anomalies", "cost", "log"}) {
        Json without = sample_json(), other = sample_json();
        without.erase(key);
        other[key] = true;
        CHECK(schema.complaint(without) != "");
        CHECK(schema.complaint(other) != "");
    }
    Json more = sample_json();
    more["records"]["gone"] = Json::array();
    CHECK(schema.complaint(more) != "");
}

TEST_CASE("the JSON report says what became of every record, why, and under which setting", "[report]") {
    const Json json = sample_json();
    CHECK(json["scenario"] == "sample");
    CHECK(json["fingerprint"] == "0123456789abcdef");
    CHECK(json["verdict"] == "as expected");
    CHECK(json["records"]["lost"] == Json::array({"p1#2"}));
    CHECK(json["records"]["delivered"] == Json::array({"p1#0", "p1#1", "p1#3"}));
    CHECK(json["anomalies"][0]["record"] == "p1#2");
    CHECK(json["anomalies"][0]["word"] == "lost");
    CHECK(json["anomalies"][0]["setting"] == "producers/p1/acks=all");
    CHECK(json["anomalies"][0]["because"][2] == "10.9 ms: b1 answers OK for p1#2 without waiting for a follower (acks=1)");
    CHECK(json["log"][2] == Json({{"partition", 0}, {"offset", 2}, {"epoch", 1}, {"record", "p1#3"}}));
    CHECK_FALSE(has_float(json));
}

TEST_CASE("an anomaly that no single setting prevents has no setting, and a reordering is called so", "[report]") {
    const Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    result.anomalies[0].cures = {};
    result.anomalies[0].reordered = true;
    const Json json = Json::parse(json_report({scenario, result, {}}));
    CHECK(json["anomalies"][0]["setting"].is_null());
    CHECK(json["anomalies"][0]["word"] == "reordered");
    CHECK(SchemaSubset(Json::parse(report_schema())).complaint(json) == "");
}

TEST_CASE("records told to have failed are written one a line with the exception that the application got", "[report]") {
    const Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    CHECK(failed_records({scenario, result, {}}).empty());
    result.failed = {{{ProducerIndex{0}, 1}, PartitionId{0}, ErrorCode::expired, SimTime{3400000}},
                     {{ProducerIndex{0}, 3}, PartitionId{0}, ErrorCode::record_too_large, SimTime{3500000}}};
    CHECK(failed_records({scenario, result, {}}) ==
          "{\"record\": \"p1#1\", \"topic\": \"orders\", \"partition\": 0, \"error\": \"TimeoutException\", \"time_us\": 3400000}\n"
          "{\"record\": \"p1#3\", \"topic\": \"orders\", \"partition\": 0, \"error\": \"RecordTooLargeException\", \"time_us\": 3500000}\n");
}

TEST_CASE("a record that failed before send() had chosen a partition has a topic and no partition", "[report]") {
    const Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    result.failed = {{{ProducerIndex{0}, 1}, PartitionId{-1}, ErrorCode::record_too_large, SimTime{200000}}};
    CHECK(failed_records({scenario, result, {}}) ==
          "{\"record\": \"p1#1\", \"topic\": \"orders\", \"partition\": null, \"error\": \"RecordTooLargeException\", \"time_us\": 200000}\n");
    CHECK_THAT(format_named("text")->of_run({scenario, result, {}}, {}),
               contains_text("   200.0 ms  orders (no partition yet)  RecordTooLargeException  p1#1\n"));
}

TEST_CASE("a check in JSON is a list of reports", "[report]") {
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    const std::vector<RunReport> runs{{scenario, result, {}}, {scenario, result, {}}};
    const Json json = Json::parse(json_reports(runs));
    REQUIRE(json.size() == 2);
    CHECK(json[0] == json[1]);
    CHECK(json_reports({}) == "[]\n");
}

TEST_CASE("a cure of two settings is two settings in JSON as well, and one of one is one", "[report]") {
    const Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    CHECK(sample_json()["anomalies"][0]["settings"] == Json{"producers/p1/acks=all"});
    result.anomalies[0].cures = {};
    result.anomalies[0].cures.together = {{"producers/p1/acks=all", "1"}, {"producers/p1/enable.idempotence=true", "false"}};
    const Json json = Json::parse(json_report({scenario, result, {}}));
    CHECK(SchemaSubset(Json::parse(report_schema())).complaint(json) == "");
    CHECK(json["anomalies"][0]["setting"].is_null());
    CHECK(json["anomalies"][0]["settings"] == Json{"producers/p1/acks=all", "producers/p1/enable.idempotence=true"});
}
