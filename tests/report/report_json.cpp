// The JSON report against its own schema, by the small part of JSON Schema that the schema uses.
#include "report/sample.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>
#include <regex>

#include "modes/expect.hpp"
#include "report/json.hpp"

using namespace acksim;
using namespace acksim::testing;
using Json = nlohmann::json;

namespace {

bool has_type(const Json& value, const std::string& type) {
    return type == "object"    ? value.is_object()
           : type == "array"   ? value.is_array()
           : type == "string"  ? value.is_string()
           : type == "integer" ? value.is_number_integer()
           : type == "null"    ? value.is_null()
                               : false;
}

class Validator {
public:
    explicit Validator(Json schema) : root_(std::move(schema)) {}

    std::vector<std::string> complaints(const Json& value) {
        complaints_.clear();
        check(value, root_, "");
        return complaints_;
    }

private:
    void complain(const std::string& where, const std::string& what) { complaints_.push_back(where + ": " + what); }

    void check(const Json& value, const Json& schema, const std::string& where) {
        for (const auto& [key, rule] : schema.items()) {
            check_keyword(value, schema, key, rule, where);
        }
    }

    void check_keyword(const Json& value, const Json& schema, const std::string& key, const Json& rule, const std::string& where) {
        if (key == "$ref") {
            check(value, root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), where);
        } else if (key == "type") {
            const Json types = rule.is_array() ? rule : Json::array({rule});
            if (std::none_of(types.begin(), types.end(), [&](const Json& t) { return has_type(value, t); })) {
                complain(where, "is not of type " + rule.dump());
            }
        } else if (key == "enum") {
            if (std::find(rule.begin(), rule.end(), value) == rule.end()) {
                complain(where, value.dump() + " is not among " + rule.dump());
            }
        } else if (key == "pattern") {
            if (value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()))) {
                complain(where, value.dump() + " does not match " + rule.dump());
            }
        } else if (key == "minimum") {
            if (value < rule) {
                complain(where, "is below the minimum");
            }
        } else if (key == "required") {
            for (const Json& name : rule) {
                value.is_object() && value.contains(name.get<std::string>()) ? void() : complain(where, "lacks " + name.dump());
            }
        } else if (key == "properties") {
            const Json members = value.is_object() ? value : Json::object();
            for (const auto& [name, member] : members.items()) {
                if (rule.contains(name)) {
                    check(member, rule.at(name), where + "/" + name);
                } else if (schema.value("additionalProperties", true) == false) {
                    complain(where, "must not have " + name);
                }
            }
        } else if (key == "items") {
            for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
                check(value[i], rule, where + "/" + std::to_string(i));
            }
        } else if (key != "$schema" && key != "title" && key != "description" && key != "additionalProperties" && key != "definitions") {
            complain(where, "the test does not know the keyword " + key);
        }
    }

    Json root_;
    std::vector<std::string> complaints_;
};

std::string json_report(const RunReport& run) {
    return format_named("json")->of_run(run, {});
}

std::string json_reports(std::span<const RunReport> runs) {
    return format_named("json")->of_check(runs, {});
}

Json sample_json() {
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    return Json::parse(json_report({scenario, result, broken_expectations(scenario, result)}));
}

bool has_float(const Json& value) {
    if (value.is_structured()) {
        return std::any_of(value.begin(), value.end(), has_float);
    }
    return value.is_number_float();
}

} // namespace

TEST_CASE("the JSON report keeps its contract", "[report]") {
    Validator validator(Json::parse(report_schema()));
    CHECK(validator.complaints(sample_json()) == std::vector<std::string>{});
}

TEST_CASE("the schema of the report refuses what is not a report", "[report]") {
    Validator validator(Json::parse(report_schema()));
    for (const char* key : {"scenario", "seed", "fingerprint", "verdict", "records", "reordered", "anomalies", "cost", "log"}) {
        Json without = sample_json(), other = sample_json();
        without.erase(key);
        other[key] = true;
        CHECK_FALSE(validator.complaints(without).empty());
        CHECK_FALSE(validator.complaints(other).empty());
    }
    Json more = sample_json();
    more["records"]["gone"] = Json::array();
    CHECK_FALSE(validator.complaints(more).empty());
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
    result.anomalies[0].cures.clear();
    result.anomalies[0].reordered = true;
    const Json json = Json::parse(json_report({scenario, result, {}}));
    CHECK(json["anomalies"][0]["setting"].is_null());
    CHECK(json["anomalies"][0]["word"] == "reordered");
    CHECK(Validator(Json::parse(report_schema())).complaints(json).empty());
}

TEST_CASE("records told to have failed are written one a line with the exception that the application got", "[report]") {
    const Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    CHECK(failed_records({scenario, result, {}}).empty());
    result.failed = {{{ProducerIndex{0}, 1}, PartitionId{0}, ErrorCode::expired, SimTime{3400000}},
                     {{ProducerIndex{0}, 3}, PartitionId{0}, ErrorCode::record_too_large, SimTime{3500000}}};
    CHECK(failed_records({scenario, result, {}}) ==
          "{\"record\": \"p1#1\", \"partition\": 0, \"error\": \"TimeoutException\", \"time_us\": 3400000}\n"
          "{\"record\": \"p1#3\", \"partition\": 0, \"error\": \"RecordTooLargeException\", \"time_us\": 3500000}\n");
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
