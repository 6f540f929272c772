#include "report/results.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "modes/record_names.hpp"
#include "report/cure_text.hpp"
#include "report/json.hpp"
#include "report/layout.hpp"
#include "report/names.hpp"

namespace acksim {

namespace {

namespace fs = std::filesystem;

// A bar would end the cell of a table.
std::string cell(const std::string& text) {
    std::string safe;
    for (const char c : text) safe += c == '|' ? "\\|" : std::string(1, c == '\n' ? ' ' : c);
    return safe;
}

std::string outcome_text(const RunReport& run) {
    const Outcome& outcome = run.result.outcome;
    std::vector<std::string> parts;
    for (const Word word :
         {Word::lost, Word::silently_lost, Word::phantom, Word::duplicated, Word::reported_lost, Word::unacknowledged, Word::undecided, Word::delivered}) {
        std::vector<RecordName> records;
        for (const RecordFate& fate : outcome.records)
            if (fate.word == word) records.push_back(fate.name);
        if (!records.empty()) {
            const std::string which = word == Word::delivered ? "" : " (" + name_list(run.scenario, records, 3) + ")";
            parts.push_back(std::to_string(records.size()) + " " + std::string(word_name(word)) + which);
        }
    }
    if (outcome.reordered_pairs > 0)
        parts.insert(parts.begin(), std::to_string(outcome.reordered_pairs) + (outcome.reordered_pairs == 1 ? " pair" : " pairs") + " reordered");
    if (!outcome.unavailable.empty()) parts.push_back("no leader to the end");
    if (!outcome.diverged.empty()) parts.push_back("in-sync logs disagree");
    return join(parts, ", ");
}

std::string setting_text_of(const RunReport& run) {
    for (const Anomaly& anomaly : run.result.anomalies) {
        std::vector<std::string> settings;
        for (const Cure& cure : first_cure(anomaly.cures)) settings.push_back("`" + cure.setting + "`" + (cure.was.empty() ? "" : " (was `" + cure.was + "`)"));
        if (!settings.empty()) return join_and(settings);
    }
    return "–";
}

std::string link(const std::string& text, const fs::path& target, const fs::path& folder) {
    std::error_code error;
    const fs::path path = fs::proximate(fs::absolute(target), fs::absolute(folder), error);
    return "[" + text + "](" + (error ? target : path).generic_string() + ")";
}

std::string row(const RunReport& run, const std::string& folder) {
    const Cost& cost = run.result.cost;
    const std::string title = run.scenario.title.empty() ? run.scenario.name : run.scenario.title;
    const std::string latency = cost.acknowledged == 0 ? "–" : duration_text(cost.latency_p50) + " / " + duration_text(cost.latency_p99);
    return "| " + link(cell(title), run.scenario.file, folder) + " | " + cell(outcome_text(run)) + " | " + cell(setting_text_of(run)) + " | " + latency +
           " | " + rate_text(cost) + " | [" + run.scenario.name + ".json](" + run.scenario.name + ".json) |\n";
}

std::string readme(std::span<const RunReport> runs, const std::string& folder) {
    std::string text = "# What every scenario yields\n\n"
                       "Written by `./dev results`; the tests fail when it is stale. Times are simulated. The setting is the one that prevents the\n"
                       "anomaly with everything else equal, found by running again.\n\n"
                       "| lesson | outcome | prevented by | latency p50 / p99 | records/s | report |\n|---|---|---|---|---|---|\n";
    for (const RunReport& run : runs) text += row(run, folder);
    return text;
}

std::optional<std::string> content_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

// Other JSON files in the folder are nobody's business.
bool is_report(const fs::path& path) {
    const auto json = nlohmann::json::parse(content_of(path).value_or(""), nullptr, false);
    return json.is_object() && json.contains("scenario") && json.contains("fingerprint") && json.contains("verdict");
}

}  // namespace

std::string fingerprints_csv(std::span<const RunReport> runs) {
    std::string text = "scenario,seed,fingerprint\n";
    for (const RunReport& run : runs) text += run.scenario.name + "," + std::to_string(run.result.seed) + "," + fingerprint_text(run.result.fingerprint) + "\n";
    return text;
}

std::vector<OutputFile> result_files(std::span<const RunReport> runs, const std::string& folder) {
    const fs::path root(folder);
    std::vector<OutputFile> files;
    for (const RunReport& run : runs) files.push_back({(root / (run.scenario.name + ".json")).string(), format_named("json")->of_run(run, {})});
    files.push_back({(root / "README.md").string(), readme(runs, folder)});
    files.push_back({(root / "fingerprints.csv").string(), fingerprints_csv(runs)});
    return files;
}

std::vector<std::string> stale_results(std::span<const RunReport> runs, const std::string& folder) {
    std::vector<std::string> stale;
    std::set<std::string> known;
    for (const OutputFile& file : result_files(runs, folder)) {
        known.insert(fs::path(file.path).filename().string());
        const std::optional<std::string> content = content_of(file.path);
        if (content != file.content) stale.push_back(file.path + (content ? " is stale" : " is missing"));
    }
    std::error_code error;
    std::vector<fs::path> others;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".json" && !known.contains(entry.path().filename().string())) others.push_back(entry.path());
    std::sort(others.begin(), others.end());
    for (const fs::path& other : others)
        if (is_report(other)) stale.push_back(other.string() + " belongs to none of these scenarios");
    return stale;
}

}  // namespace acksim
