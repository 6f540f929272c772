#include "scenario/config_value.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "scenario/fault_table.hpp"
#include "scenario/quantities.hpp"

namespace acksim {

namespace {

// What Kafka sees: every property is text in the end, without the spaces around it.
std::optional<std::string> written(const ConfigKey& key, const Node& node) {
    const JsonValue& value = node.json();
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    if (value.is_number_integer()) return value.dump();
    if (!value.is_string()) {
        node.refuse(fmt::format("a value of {}", key.name), "write a text, a number, true or false");
        return std::nullopt;
    }
    std::string text = value.get<std::string>();
    auto is_space = [](unsigned char c) { return std::isspace(c) != 0; };
    text.erase(std::find_if_not(text.rbegin(), text.rend(), is_space).base(), text.end());
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_space));
    return text;
}

void refuse(const ConfigKey& key, const Node& node, std::string_view text, std::string_view kafka_says, std::string remedy) {
    node.problem(fmt::format("ConfigException: Invalid value {} for configuration {}: {}", text.substr(0, 60), key.name, kafka_says), std::move(remedy));
}

std::string choices(std::string_view words) {
    std::string list;
    for (std::string_view word : words_of(words)) list += (list.empty() ? "" : ", ") + std::string(word);
    return list;
}

// "30s" for a property in milliseconds, "16KiB" for one in bytes: in a scenario, not in a file that Kafka reads as well.
std::optional<std::int64_t> with_unit(const ConfigKey& key, std::string_view text) {
    if (key.unit == "ms") {
        std::optional<Duration> duration = read_duration(text);
        return duration && duration->us % 1000 == 0 ? std::optional(duration->us / 1000) : std::nullopt;
    }
    return key.unit == "bytes" ? read_size(text) : std::nullopt;
}

bool read_number(const ConfigKey& key, const Node& node, ConfigValue& value) {
    std::optional<std::int64_t> number = read_whole_number(value.text);
    const bool as_kafka = node.is_of_properties();
    if (!number && !as_kafka) number = with_unit(key, value.text);
    std::string example = key.unit == "ms" ? " of milliseconds" : key.unit == "bytes" ? " of bytes" : "";
    if (!example.empty() && !as_kafka) example += key.unit == "ms" ? ", or a text such as \"30s\"" : ", or a text such as \"16KiB\"";
    bool fits = number && (key.type == ConfigType::int64 || (*number <= largest_int32 && *number >= -largest_int32 - 1));
    if (!fits) {
        refuse(key, node, value.text, key.type == ConfigType::int64 ? "Not a number of type LONG" : "Not a number of type INT",
               "write a whole number" + example);
        return false;
    }
    if (*number < key.min) {
        refuse(key, node, value.text, fmt::format("Value must be at least {}", key.min), fmt::format("write a number that is at least {}", key.min));
        return false;
    }
    value.number = *number;
    return true;
}

bool read_truth(const ConfigKey& key, const Node& node, ConfigValue& value) {
    std::string lower = value.text;
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    value.number = lower == "true" ? 1 : 0;
    if (lower == "true" || lower == "false") return true;
    refuse(key, node, value.text, "Expected value to be either true or false", "write true or false");
    return false;
}

bool read_word(const ConfigKey& key, const Node& node, ConfigValue& value) {
    std::vector<std::string_view> words = words_of(key.words);
    if (std::find(words.begin(), words.end(), value.text) == words.end()) {
        refuse(key, node, value.text, "String must be one of: " + choices(key.words), "write one of these");
        return false;
    }
    value.number = number_in_table(key, value.text).value_or(0);
    return true;
}

}  // namespace

std::optional<ConfigValue> read_config_value(const ConfigKey& key, const Node& node) {
    std::optional<std::string> text = written(key, node);
    if (!text) return std::nullopt;
    ConfigValue value{&key, node, 0, *text};
    bool fine = true;
    switch (key.type) {
        case ConfigType::truth: fine = read_truth(key, node, value); break;
        case ConfigType::int32:
        case ConfigType::int64: fine = read_number(key, node, value); break;
        case ConfigType::word: fine = read_word(key, node, value); break;
        case ConfigType::text: break;
    }
    return fine ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> number_in_table(const ConfigKey& key, std::string_view text) {
    if (key.type == ConfigType::truth) return text == "true" ? 1 : 0;
    if (key.name == "acks" && text == "all") return static_cast<std::int64_t>(Acks::all);
    if (!key.yes.empty()) return text.find(key.yes) != std::string_view::npos ? 1 : 0;
    return read_whole_number(text);
}

}  // namespace acksim
