#include "scenario/load.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "scenario/document.hpp"
#include "scenario/language.hpp"
#include "scenario/readers.hpp"
#include "scenario/text_file.hpp"

namespace acksim {

namespace {

std::string name_of(const std::string& file) {
    std::filesystem::path name = std::filesystem::path(file).filename();
    return (name.extension() == ".json" ? name.stem() : name).string();
}

void read_everything(const Node& root, Draft& draft) {
    if (!check_part(root, "scenario")) return;
    read_head(root, draft);
    read_cluster(root, draft);
    draft.scenario.config.producer_ids_expire = draft.scenario.config.broker.producer_id_expiration < draft.scenario.limit;
    read_topics(root, draft);
    read_producers(root, draft);
    read_network(root, draft);
    read_explore(root, draft);
    if (draft.scenario.producer_names.empty()) return;  // whatever names a record would be reported again
    read_faults(root, draft);
    read_expect(root, draft);
}

}  // namespace

Scenario parse_scenario(std::string_view text, const std::string& file, const std::vector<std::string>& settings) {
    Reading reading;
    Document document = read_document(text, file, reading);
    if (!document.root.is_null() || reading.problems.empty())
        for (std::size_t i = 0; i < settings.size(); ++i) apply_setting(settings[i], static_cast<int>(i) + 1, reading, document);
    Draft draft;
    draft.scenario.file = file;
    draft.scenario.name = draft.scenario.title = name_of(file);
    if (!document.root.is_null() || reading.problems.empty()) read_everything(Node(reading, document.root, ""), draft);
    if (!reading.problems.empty()) {
        locate(reading.problems, document, text, file);
        throw ScenarioError(std::move(reading.problems));
    }
    locate(reading.warnings, document, text, file);
    draft.scenario.warnings = std::move(reading.warnings);
    draft.scenario.text = text;
    draft.scenario.settings = settings;
    return std::move(draft.scenario);
}

Scenario load_scenario(const std::string& path, const std::vector<std::string>& settings) {
    TextFile file = read_text_file(path);
    if (!file.failure.empty())
        throw ScenarioError({{path, 1, "", "it cannot be read: " + file.failure, "write the path of a scenario, a JSON file of at most 16 MiB"}});
    return parse_scenario(file.text, path, settings);
}

}  // namespace acksim
