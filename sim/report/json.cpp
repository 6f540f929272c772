#include "report/json.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "report/chain.hpp"
#include "report/cure_text.hpp"
#include "report/json_text.hpp"

namespace acksim {

namespace {

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

JsonElements names_of(const Scenario& scenario, const std::vector<RecordName>& records) {
    return {records.size(), [&](std::size_t i) { return Json(scenario.name_of(records[i])); }};
}

// By word, each record's name: the places in the outcome are kept, the names are made when they are written.
std::vector<JsonMember> records_json(const RunReport& run) {
    const std::vector<RecordFate>& fates = run.result.outcome.records;
    std::vector<JsonMember> records;
    for (const auto& [word, key] : words) {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < fates.size(); ++i)
            if (fates[i].word == word) places.push_back(i);
        const std::size_t count = places.size();
        auto at = [&run, &fates, places = std::move(places)](std::size_t i) { return Json(run.scenario.name_of(fates[places[i]].name)); };
        records.push_back({key, {JsonElements{count, std::move(at)}}});
    }
    return records;
}

std::vector<JsonMember> anomaly_json(const Anomaly& anomaly, const Names& names) {
    Json because = Json::array();
    for (const ChainLine& line : chain(anomaly, names)) because.push_back(names.time(line.at) + ": " + line.sentence);
    return {{"records", {names_of(names.scenario(), anomaly.records)}},
            {"record", {anomaly.records.empty() ? Json() : Json(names.record(anomaly.records.front()))}},
            {"word", {Json(anomaly.reordered ? "reordered" : std::string(word_name(anomaly.word)))}},
            {"because", {std::move(because)}},
            {"setting", {anomaly.cures.alone.empty() ? Json() : Json(anomaly.cures.alone.front().setting)}},
            {"settings", {Json(settings_of(anomaly.cures))}}};
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

JsonElements log_json(const RunReport& run) {
    const std::vector<StoredRecord>& log = run.result.outcome.log;
    return {log.size(), [&](std::size_t i) {
                return Json{{"partition", log[i].partition.value},
                            {"offset", log[i].offset.value},
                            {"epoch", log[i].epoch.value},
                            {"record", run.scenario.name_of(log[i].record)}};
            }};
}

Json explored_json(const std::optional<ExploredAnswers>& explored) {
    if (!explored) return {};
    Json guarantees = Json::array();
    for (const GuaranteeAnswer& a : explored->guarantees) {
        const bool possible = a.answer == Answer::possible;
        Json faults = Json::array();
        for (const FreeFault f : a.faults) faults.push_back(name_of(f));
        guarantees.push_back({{"guarantee", name_of(a.guarantee)},
                              {"answer", name_of(a.answer)},
                              {"faults", possible ? std::move(faults) : Json()},
                              {"steps", possible ? Json(a.steps) : Json()}});
    }
    return {{"states", explored->states}, {"guarantees", std::move(guarantees)}};
}

Json not_run_json(const NotRun& wrong) { return {{"scenario", wrong.name}, {"verdict", "not run"}, {"problems", wrong.problems}}; }

Json numbers_of(const std::vector<PartitionId>& partitions) {
    Json numbers = Json::array();
    for (const PartitionId p : partitions) numbers.push_back(p.value);
    return numbers;
}

// Requires: the report outlives what is returned.
std::vector<JsonMember> run_json(const RunReport& run) {
    const Names names(run.scenario, run.result);
    std::vector<JsonPart> anomalies;
    for (const Anomaly& anomaly : run.result.anomalies) anomalies.push_back({anomaly_json(anomaly, names)});
    std::vector<JsonMember> reordered{{"pairs", {Json(run.result.outcome.reordered_pairs)}},
                                      {"records", {names_of(run.scenario, run.result.outcome.reordered_records)}}};
    return {{"scenario", {Json(run.scenario.name)}},
            {"seed", {Json(run.result.seed)}},
            {"fingerprint", {Json(fingerprint_text(run.result.fingerprint))}},
            {"verdict", {Json(verdict_name(run.verdict()))}},
            {"records", {records_json(run)}},
            {"not_sent", {Json(run.not_sent())}},
            {"reordered", {std::move(reordered)}},
            {"unavailable", {numbers_of(run.result.outcome.unavailable)}},
            {"diverged", {numbers_of(run.result.outcome.diverged)}},
            {"anomalies", {std::move(anomalies)}},
            {"cost", {cost_json(run.result.cost)}},
            {"log", {log_json(run)}},
            {"explored", {explored_json(run.explored)}},
            {"broken_expectations", {Json(run.broken)}}};
}

}  // namespace

std::string fingerprint_text(std::uint64_t fingerprint) { return fmt::format("{:016x}", fingerprint); }

void write_json_report(std::ostream& out, const RunReport& run) { write_json(out, {run_json(run)}); }

void write_json_reports(std::ostream& out, const CheckReport& check) {
    std::vector<JsonPart> list;
    for (const RunReport& run : check.runs) list.push_back({run_json(run)});
    for (const NotRun& wrong : check.not_run) list.push_back({not_run_json(wrong)});
    write_json(out, {std::move(list)});
}

std::string failed_records(const RunReport& run) {
    const Names names(run.scenario, run.result);
    std::string lines;
    for (const FailedRecord& failed : run.result.failed) {
        const std::int16_t topic = run.scenario.config.producers[static_cast<std::size_t>(failed.record.producer.value)].topic;
        const PartitionId first = run.scenario.config.topics[static_cast<std::size_t>(topic)].first;
        const Json json{{"record", run.scenario.name_of(failed.record)},
                        {"topic", names.topic(topic)},
                        {"partition", failed.partition.value < 0 ? Json() : Json(failed.partition - first)},
                        {"error", std::string(info(failed.error).exception)},
                        {"time_us", failed.at.us}};
        lines += in_one_line(json) + "\n";
    }
    return lines;
}

}  // namespace acksim
