#include "report/json.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/chain.hpp"
#include "report/layout.hpp"

namespace acksim {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<Word, const char*>, 8> words{{
    {Word::delivered, "delivered"},
    {Word::lost, "lost"},
    {Word::silently_lost, "silently_lost"},
    {Word::reported_lost, "reported_lost"},
    {Word::phantom, "phantom"},
    {Word::duplicated, "duplicated"},
    {Word::unacknowledged, "unacknowledged"},
    {Word::undecided, "undecided"},
}};

Json names_of(const Scenario& scenario, const std::vector<RecordName>& records) {
    Json list = Json::array();
    for (const RecordName& record : records) {
        list.push_back(scenario.name_of(record));
    }
    return list;
}

Json records_json(const RunReport& run) {
    Json records;
    for (const auto& [word, key] : words) {
        records[key] = Json::array();
        for (const RecordFate& fate : run.result.outcome.records) {
            if (fate.word == word) {
                records[key].push_back(run.scenario.name_of(fate.name));
            }
        }
    }
    return records;
}

Json anomaly_json(const Anomaly& anomaly, const Names& names) {
    Json json;
    json["records"] = names_of(names.scenario(), anomaly.records);
    json["record"] = anomaly.records.empty() ? Json() : Json(names.record(anomaly.records.front()));
    json["word"] = anomaly.reordered ? "reordered" : std::string(word_name(anomaly.word));
    json["because"] = Json::array();
    for (const ChainLine& line : chain(anomaly, names)) {
        json["because"].push_back(time_text(line.at) + ": " + line.sentence);
    }
    json["setting"] = anomaly.cures.empty() ? Json() : Json(anomaly.cures.front().setting);
    return json;
}

Json cost_json(const Cost& cost) {
    return {{"elapsed_us", cost.elapsed.us},
            {"acknowledged", cost.acknowledged},
            {"records_per_second", cost.records_per_second},
            {"latency_p50_us", cost.latency_p50.us},
            {"latency_p95_us", cost.latency_p95.us},
            {"latency_p99_us", cost.latency_p99.us},
            {"retries", cost.retries},
            {"without_leader_us", cost.without_leader.us},
            {"refusing_writes_us", cost.refusing_writes.us}};
}

Json log_json(const RunReport& run) {
    Json log = Json::array();
    for (const StoredRecord& stored : run.result.outcome.log) {
        log.push_back({{"partition", stored.partition.value},
                       {"offset", stored.offset.value},
                       {"epoch", stored.epoch.value},
                       {"record", run.scenario.name_of(stored.record)}});
    }
    return log;
}

Json run_json(const RunReport& run) {
    const Names names(run.scenario, run.result);
    Json json;
    json["scenario"] = run.scenario.name;
    json["seed"] = run.result.seed;
    json["fingerprint"] = fingerprint_text(run.result.fingerprint);
    json["verdict"] = verdict_name(run.verdict());
    json["records"] = records_json(run);
    json["reordered"] = {{"pairs", run.result.outcome.reordered_pairs},
                         {"records", names_of(run.scenario, run.result.outcome.reordered_records)}};
    json["anomalies"] = Json::array();
    for (const Anomaly& anomaly : run.result.anomalies) {
        json["anomalies"].push_back(anomaly_json(anomaly, names));
    }
    json["cost"] = cost_json(run.result.cost);
    json["log"] = log_json(run);
    json["broken_expectations"] = run.broken;
    return json;
}

std::string in_one_line(const Json& json) {
    if (json.is_primitive()) {
        return json.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    std::vector<std::string> parts;
    for (auto item = json.begin(); item != json.end(); ++item) {
        parts.push_back((json.is_array() ? "" : Json(item.key()).dump() + ": ") + in_one_line(*item));
    }
    return (json.is_array() ? "[" : "{") + join(parts, ", ") + (json.is_array() ? "]" : "}");
}

// What fits into a line stands in one line: a list of a thousand offsets is to be compared line by line, not bracket by bracket.
std::string laid_out(const Json& json, int indent) {
    constexpr int columns = 120;
    const std::string flat = in_one_line(json);
    if (json.is_primitive() || json.empty() || indent + text_width(flat) <= columns) {
        return flat;
    }
    const std::string inner = "\n" + repeat(" ", indent + 2);
    std::string text = json.is_array() ? "[" : "{";
    bool first = true;
    for (auto item = json.begin(); item != json.end(); ++item) {
        text += (first ? "" : ",") + inner;
        text += json.is_array() ? "" : Json(item.key()).dump() + ": ";
        text += laid_out(*item, indent + 2);
        first = false;
    }
    return text + "\n" + repeat(" ", indent) + (json.is_array() ? "]" : "}");
}

} // namespace

std::string fingerprint_text(std::uint64_t fingerprint) {
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; fingerprint >>= 4) {
        text[i] = "0123456789abcdef"[fingerprint & 15];
    }
    return text;
}

std::string json_report(const RunReport& run) {
    return laid_out(run_json(run), 0) + "\n";
}

std::string json_reports(std::span<const RunReport> runs) {
    Json list = Json::array();
    for (const RunReport& run : runs) {
        list.push_back(run_json(run));
    }
    return laid_out(list, 0) + "\n";
}

std::string failed_records(const RunReport& run) {
    std::string lines;
    for (const FailedRecord& failed : run.result.failed) {
        const Json json{{"record", run.scenario.name_of(failed.record)},
                        {"partition", failed.partition.value},
                        {"error", std::string(info(failed.error).exception)},
                        {"time_us", failed.at.us}};
        lines += in_one_line(json) + "\n";
    }
    return lines;
}

} // namespace acksim
