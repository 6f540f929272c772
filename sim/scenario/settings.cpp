// --set PATH=VALUE: "producers/p1/acks=all", "cluster/brokers=5", "topic/min.insync.replicas=2", "seed=7".
#include <algorithm>

#include <fmt/format.h>

#include "scenario/document.hpp"
#include "scenario/fault_table.hpp"
#include "scenario/language.hpp"
#include "scenario/positions.hpp"
#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"
#include "scenario/text_file.hpp"

namespace acksim {

namespace {

using Path = std::vector<std::string>;

// Numbers, true, false and whole JSON values mean themselves; everything else is text, so that no quotes are needed.
JsonValue value_of(const std::string& text) {
    if (!check_syntax(text).problems.empty()) return text;
    JsonValue value = JsonValue::parse(text, nullptr, false, true);
    return value.is_discarded() ? JsonValue(text) : value;
}

bool is_key_of(std::string_view part, std::string_view key) {
    std::vector<std::string_view> keys = names_of(part_named(part).keys);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// The place of the element that is called `name` (or would be, by its place), or that has this number.
std::optional<std::size_t> find_element(const JsonValue& list, const std::string& name, std::string_view prefix) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        std::string usual = std::string(prefix) + std::to_string(i + 1);
        const JsonValue* own = list[i].is_object() && list[i].contains("name") ? &list[i]["name"] : nullptr;
        if (own != nullptr ? *own == name : usual == name) return i;
    }
    std::optional<std::int64_t> number = name.size() < 10 ? read_whole_number(name) : std::nullopt;
    if (number && *number >= 0 && *number < static_cast<std::int64_t>(list.size())) return static_cast<std::size_t>(*number);
    return std::nullopt;
}

// The path of what belongs to a part of the scenario: one of its own keys, or a property of its "config".
Path inside(std::string_view part, Path owner, const Path& rest) {
    bool own = !rest.empty() && is_key_of(part, rest[0]);
    if (!own) owner.push_back("config");
    owner.insert(owner.end(), rest.begin(), rest.end());
    return owner;
}

class Setting {
public:
    Setting(int number, std::string path, Reading& reading, const JsonValue& root) : number_(number), path_(std::move(path)), reading_(reading), root_(root) {}

    // From what was written to where it stands in the scenario. Nothing: complained.
    std::optional<Path> resolve() const {
        Path parts;
        for (std::string_view part : words_of(path_, '/')) parts.emplace_back(part);
        if (parts.empty()) return problem("nothing stands in front of the =", "write PATH=VALUE, such as producers/p1/acks=all");
        Path rest(parts.begin() + 1, parts.end());
        if (parts[0] == "cluster" && !rest.empty()) return inside("cluster", {"cluster"}, rest);
        if (parts[0] == "topic" && !rest.empty()) return resolve_topic(rest);
        if ((parts[0] == "producers" || parts[0] == "topics") && !rest.empty()) return resolve_element(parts[0], rest);
        if (is_key_of("scenario", parts[0])) return parts;
        return problem(fmt::format("{} is no part of a scenario", in_quotes(parts[0])), instead_of(parts[0], names_of(part_named("scenario").keys)));
    }

    std::optional<Path> problem(std::string what, std::string remedy) const {
        reading_.problems.push_back({"--set", number_, "/" + path_, std::move(what), std::move(remedy)});
        return std::nullopt;
    }

private:
    const JsonValue& elements_of(const std::string& list) const {
        static const JsonValue nothing = JsonValue::array();
        return root_.contains(list) && root_[list].is_array() ? root_[list] : nothing;
    }

    // "topic/…" means the one that there is.
    std::optional<Path> resolve_topic(const Path& rest) const {
        const JsonValue& topics = elements_of("topics");
        if (topics.size() < 2) return inside("topic", topics.empty() ? Path{"topic"} : Path{"topics", "0"}, rest);
        const JsonValue& last = topics.back();
        bool named = last.is_object() && last.contains("name") && last["name"].is_string();
        std::string name = named ? last["name"].get<std::string>() : std::to_string(topics.size() - 1), key;
        for (const std::string& part : rest) key += "/" + part;
        return problem(fmt::format("there are {} topics", topics.size()), fmt::format("write topics/{}{}", name, key));
    }

    std::optional<Path> resolve_element(const std::string& list, Path rest) const {
        std::string name = rest[0], one = list == "topics" ? "topic" : "producer";
        rest.erase(rest.begin());
        if (list == "topics" && root_.contains("topic")) return inside("topic", {"topic"}, rest);
        const JsonValue& elements = elements_of(list);
        std::optional<std::size_t> found = find_element(elements, name, list == "topics" ? "topic" : "p");
        if (found && !rest.empty()) return inside(one, {list, std::to_string(*found)}, rest);
        if (found) return problem(fmt::format("nothing is said about {} {}", one, in_quotes(name)), fmt::format("write {}/{}/KEY=VALUE", list, name));
        std::vector<std::string> names;
        for (std::size_t i = 0; i < elements.size(); ++i) {
            bool named = elements[i].is_object() && elements[i].contains("name") && elements[i]["name"].is_string();
            names.push_back(named ? elements[i]["name"].get<std::string>() : fmt::format("p{}", i + 1));
        }
        return problem(fmt::format("there is no {} {}", one, in_quotes(name)), instead_of(name, {names.begin(), names.end()}));
    }

    int number_;
    std::string path_;
    Reading& reading_;
    const JsonValue& root_;
};

// Ensures: false if the path leads through something that is neither an object nor a list with that place.
bool put(JsonValue& root, const Path& path, JsonValue value) {
    JsonValue* at = &root;
    for (const std::string& token : path) {
        if (at->is_null()) *at = JsonValue::object();
        if (at->is_object()) at = &(*at)[token];
        else if (std::optional<std::int64_t> n = at->is_array() && token.size() < 10 ? read_whole_number(token) : std::nullopt;
                 n && *n >= 0 && *n < static_cast<std::int64_t>(at->size()))
            at = &(*at)[static_cast<std::size_t>(*n)];
        else return false;
    }
    *at = std::move(value);
    return true;
}

}  // namespace

void apply_setting(const std::string& setting, int number, Reading& reading, Document& document) {
    if (first_byte_that_is_not_utf8(setting)) {
        reading.problems.push_back({"--set", number, "", "it is not UTF-8", "write PATH=VALUE, such as producers/p1/acks=all"});
        return;
    }
    std::size_t equals = setting.find('=');
    std::string path = setting.substr(0, equals);
    Setting where(number, path, reading, document.root);
    if (equals == std::string::npos) {
        where.problem("there is no =", "write PATH=VALUE, such as producers/p1/acks=all");
        return;
    }
    std::optional<Path> parts = where.resolve();
    if (!parts) return;
    if (!put(document.root, *parts, value_of(setting.substr(equals + 1)))) {
        where.problem("the path leads to nothing", "write the path of a value, such as producers/p1/acks=all");
        return;
    }
    std::string pointer;
    for (const std::string& part : *parts) pointer += "/" + pointer_token(part);
    reading.of_properties.erase(pointer);
    document.origins.push_back({pointer, "--set", number, "/" + path});
}

}  // namespace acksim
