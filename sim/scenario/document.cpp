#include "scenario/document.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "scenario/positions.hpp"
#include "scenario/properties.hpp"
#include "scenario/read_config.hpp"
#include "scenario/text_file.hpp"

namespace acksim {

namespace {

std::string folder_of(const std::string& file) { return std::filesystem::path(file).parent_path().string(); }

// Clients and brokers log that they do not know a property, and go on (AbstractConfig.logUnused); of a topic, a broker refuses it.
bool is_ignored(const std::string& name, ConfigPlace place) {
    return place != ConfigPlace::topic && find_config_key(place, name) == nullptr && !is_other_name(place, name);
}

// "config": "x.properties" or {"file": "x.properties", …}: becomes an object of all its keys; what the scenario itself says wins.
void work_in_properties(JsonValue& config, const std::string& pointer, ConfigPlace at, const std::string& folder, Reading& reading, Document& document) {
    bool inside = config.is_object() && config.contains("file");
    if (!config.is_string() && !inside) return;
    JsonValue name = inside ? config["file"] : config;
    JsonValue own = inside ? config : JsonValue::object();
    std::string place = inside ? pointer + "/file" : pointer;
    own.erase("file");
    config = own;
    if (!name.is_string()) return reading.problem(place, "it is not the path of a file", "write a path in double quotes, relative to the scenario");
    std::string path = (std::filesystem::path(folder) / name.get<std::string>()).string();
    TextFile file = read_text_file(path);
    if (!file.failure.empty())
        return reading.problem(place, fmt::format("cannot read {}: {}", in_quotes(path), file.failure),
                               "write the path of a .properties file, relative to the scenario");
    if (first_byte_that_is_not_utf8(file.text)) return reading.problem(place, in_quotes(path) + " is not UTF-8", "save it as UTF-8");
    for (const Property& property : parse_properties(file.text)) {
        if (own.contains(property.key)) continue;
        std::string where = pointer + "/" + pointer_token(property.key);
        document.origins.push_back({where, path, property.line, where});
        if (is_ignored(property.key, at)) {
            auto [what, remedy] = unknown_name(property.key, at);
            reading.warnings.push_back({where, fmt::format("{}: ignored, as Kafka ignores it; {}", what, remedy)});
            continue;
        }
        if (config.contains(property.key))
            reading.warnings.push_back({where, fmt::format("{} is written twice in \"{}\"; the last one counts", property.key, path)});
        config[property.key] = property.value;
        reading.of_properties.insert(where);
    }
}

void work_in_all_properties(const std::string& folder, Reading& reading, Document& document) {
    using enum ConfigPlace;
    auto one = [&](JsonValue& owner, const std::string& pointer, ConfigPlace place) {
        if (owner.is_object() && owner.contains("config")) work_in_properties(owner["config"], pointer + "/config", place, folder, reading, document);
    };
    for (auto [key, place] : {std::pair{"cluster", cluster}, {"topic", topic}})
        if (document.root.contains(key)) one(document.root[key], std::string("/") + key, place);
    for (auto [key, place] : {std::pair{"topics", topic}, {"producers", producer}})
        if (document.root.contains(key) && document.root[key].is_array())
            for (std::size_t i = 0; i < document.root[key].size(); ++i) one(document.root[key][i], fmt::format("/{}/{}", key, i), place);
}

bool lies_in(const std::string& pointer, const std::string& part) {
    return pointer.compare(0, part.size(), part) == 0 && (pointer.size() == part.size() || pointer[part.size()] == '/');
}

// Fills in file and line of each, which are problems or warnings.
template <class Complaint> void find_places(std::vector<Complaint>& complaints, const Document& document, std::string_view text, const std::string& file) {
    std::set<std::string> pointers;
    for (Complaint& p : complaints) {
        if (!p.file.empty()) continue;
        auto origin = std::find_if(document.origins.rbegin(), document.origins.rend(), [&](const Origin& o) { return lies_in(p.pointer, o.pointer); });
        if (origin == document.origins.rend()) pointers.insert(p.pointer);
        else {
            p.pointer = origin->shown + p.pointer.substr(origin->pointer.size());
            p.file = origin->file;
            p.line = origin->line;
        }
    }
    std::map<std::string, int> lines = lines_of(text, pointers);
    for (Complaint& p : complaints)
        if (p.file.empty()) {
            p.file = file;
            p.line = lines[p.pointer];
        }
}

}  // namespace

Document read_document(std::string_view text, const std::string& file, Reading& reading) {
    Document document;
    auto whole = [&](int line, std::string what, std::string remedy) { reading.problems.push_back({file, line, "", std::move(what), std::move(remedy)}); };
    if (text.size() > largest_text_file) {
        whole(1, "it is larger than 16 MiB", "write a scenario; many records need a number only: \"records\": 1000000");
        return document;
    }
    if (std::optional<std::size_t> bad = first_byte_that_is_not_utf8(text)) {
        int line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n'));
        whole(line, fmt::format("byte {} is not UTF-8", *bad + 1), "save the file as UTF-8");
        return document;
    }
    SyntaxCheck check = check_syntax(text);
    for (SyntaxProblem& p : check.problems) reading.problems.push_back({file, p.line, p.pointer, p.what, p.remedy});
    if (!check.readable) return document;
    document.root = JsonValue::parse(text, nullptr, false, true);
    if (document.root.is_discarded()) {
        document.root = nullptr;
        if (reading.problems.empty()) whole(1, "it is no JSON", "check it with a JSON checker");
    } else if (document.root.is_object()) work_in_all_properties(folder_of(file), reading, document);
    return document;
}

void locate(std::vector<Problem>& problems, const Document& document, std::string_view text, const std::string& file) {
    find_places(problems, document, text, file);
    auto order = [&](const Problem& p) { return std::tuple(p.file == "--set", p.file != file, std::string_view(p.file), p.line); };
    std::stable_sort(problems.begin(), problems.end(), [&](const Problem& a, const Problem& b) { return order(a) < order(b); });
}

void locate(std::vector<Warning>& warnings, const Document& document, std::string_view text, const std::string& file) {
    if (!warnings.empty()) find_places(warnings, document, text, file);
}

}  // namespace acksim
