#include "scenario/describe_topics.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace acksim {

namespace {

std::string field(std::string_view name, std::string_view value) { return value.empty() ? "" : wrapped(fmt::format("  {:<12}", name), value); }

std::string key_line(const LanguageKey& key) {
    std::string text(key.meaning);
    if (key.standard == "required") text += " Required.";
    else if (!key.standard.empty()) text += fmt::format(" Default: {}.", key.standard);
    return wrapped(fmt::format("  {:<18} ", key.name), text);
}

std::string described_part(const Part& part) {
    std::string text = wrapped("", fmt::format("{}: {}", part.name, part.meaning)) + "\n";
    for (const LanguageKey& key : part.keys) text += key_line(key);
    return text + "\n" + wrapped_json("  ", part.example);
}

std::string described_key(std::string_view owner, const LanguageKey& key) {
    std::string text = wrapped("", fmt::format("{} (in {}): {}", key.name, owner, key.meaning));
    return text + field("default", key.standard);
}

std::string described_fault(const FaultRow& row) {
    std::string text = wrapped("", fmt::format("{} (a fault): {}", row.name, row.meaning)) + "\n";
    std::vector<LanguageKey> keys = keys_of(row);
    // Whom and what it hits first; what every fault has, last.
    constexpr std::ptrdiff_t common = 6;
    std::rotate(keys.begin(), keys.begin() + common, keys.end());
    for (const LanguageKey& key : keys)
        if (key.name != "do") text += key_line(key);
    return text + "\n" + wrapped_json("  ", row.example);
}

std::string described_trigger(const TriggerRow& row) {
    std::string text = wrapped("", fmt::format("{} (a state in \"when\"): {}", row.name, row.meaning)) + "\n";
    for (const LanguageKey& key : trigger_modifiers())
        if (key.name != "on" || row.takes == "on") text += key_line(key);
    return text + "\n" + wrapped_json("  ", fmt::format("\"when\": {}", row.example));
}

// "0; 4.0: 5" as people say it.
std::string default_history(const ConfigKey& key) {
    std::string text;
    for (std::string_view entry : words_of(key.defaults, ';')) {
        if (entry.starts_with(' ')) entry.remove_prefix(1);
        std::size_t colon = entry.find(": ");
        if (colon == std::string_view::npos) text += entry;
        else text += fmt::format(", {} since {}", entry.substr(colon + 2), entry.substr(0, colon));
    }
    return text + (text.empty() || key.unit.empty() || text == "null" ? "" : fmt::format(" ({})", key.unit));
}

std::string valid_values(const ConfigKey& key) {
    if (!key.words.empty()) return std::string(key.words);
    if (key.type == ConfigType::truth) return "true false";
    if (key.type == ConfigType::text) return "a text";
    std::string least = key.min == std::numeric_limits<std::int64_t>::min() ? "" : fmt::format(", at least {}", key.min);
    std::string unit = key.unit == "ms" ? "; acksim takes \"30s\" as well" : key.unit == "bytes" ? "; acksim takes \"16KiB\" as well" : "";
    return fmt::format("a whole number of {} bits{}{}", key.type == ConfigType::int32 ? 32 : 64, least, unit);
}

std::string described_config_key(const ConfigKey& key) {
    std::string text = wrapped("", fmt::format("{} (Kafka, {}): {}", key.name, scope_name(key.scope), key.meaning)) + "\n";
    text += field("default", default_history(key));
    text += field("valid", valid_values(key));
    if (!key.since.empty()) text += field("since", fmt::format("Kafka {}", key.since));
    if (!key.until.empty()) text += field("until", fmt::format("gone since Kafka {}", key.until));
    text += field("in acksim", key.modelled()       ? key.effect.empty() ? "modelled" : key.effect
                               : key.effect.empty() ? "accepted, but has no effect"
                                                    : fmt::format("no effect of its own. {}", key.effect));
    return text + field("in Kafka", key.source);
}

std::string described_other_name(std::string_view name, ConfigPlace place) {
    return wrapped("", fmt::format("{} (Kafka, {}): accepted, but has no effect in acksim.", name, place_name(place)));
}

std::string listed_config(ConfigPlace place) {
    std::string text = wrapped("", fmt::format("Kafka's properties in the \"config\" of a {}:", place_name(place))) + "\n";
    for (const ConfigKey& key : config_keys(place))
        if (key.modelled()) text += wrapped(fmt::format("  {} ", key.name), fmt::format("= {}", default_history(key)));
    std::vector<std::string_view> ignored;
    for (const ConfigKey& key : config_keys(place))
        if (!key.modelled()) ignored.push_back(key.name);
    std::copy(other_names(place).begin(), other_names(place).end(), std::back_inserter(ignored));
    return text + "\nAccepted without effect:\n\n" + wrapped_list("  ", ignored);
}

}  // namespace

std::vector<std::string_view> modelled_names(ConfigPlace place) {
    std::vector<std::string_view> names;
    for (const ConfigKey& key : config_keys(place))
        if (key.modelled()) names.push_back(key.name);
    return names;
}

std::string described_lists(std::string_view topic) {
    std::string text;
    if (topic == "faults") {
        text = "What can go wrong (\"do\"):\n\n";
        for (const FaultRow& row : fault_table()) text += wrapped(fmt::format("  {:<17} ", row.name), row.meaning);
        text += "\nA fault starts at a time (\"at\", \"from\") or when a state is reached (\"when\").\n\n" + wrapped_json("  ", find_fault("crash")->example);
    }
    if (topic == "when") {
        text = "States that can start a fault (\"when\"):\n\n";
        for (const TriggerRow& row : trigger_table()) text += wrapped(fmt::format("  {:<17} ", row.name), row.meaning);
        text += "\nBeside the state:\n\n";
        for (const LanguageKey& key : trigger_modifiers()) text += key_line(key);
    }
    for (ConfigPlace place : all_config_places)
        if (topic == fmt::format("{}.config", place_name(place))) text = listed_config(place);
    return text;
}

std::vector<std::string> described_meanings(std::string_view topic) {
    std::vector<std::string> meanings;
    for (const Part& part : all_parts())
        if (part.name == topic) meanings.push_back(described_part(part));
    for (const FaultRow& row : fault_table())
        if (row.name == topic) meanings.push_back(described_fault(row));
    for (const TriggerRow& row : trigger_table())
        if (row.name == topic) meanings.push_back(described_trigger(row));
    for (ConfigPlace place : all_config_places) {
        if (const ConfigKey* key = find_config_key(place, topic)) meanings.push_back(described_config_key(*key));
        if (is_other_name(place, topic)) meanings.push_back(described_other_name(topic, place));
    }
    bool is_list = topic == "faults" || topic == "when";
    for (const Part& part : all_parts())
        for (const LanguageKey& key : part.keys)
            if (key.name == topic && part.name != topic && !is_list) meanings.push_back(described_key(part.name, key));
    for (const LanguageKey& key : fault_keys())
        if (key.name == topic && !is_list) meanings.push_back(described_key("a fault", key));
    for (const LanguageKey& key : trigger_modifiers())
        if (key.name == topic) meanings.push_back(described_key("\"when\"", key));
    return meanings;
}

}  // namespace acksim
