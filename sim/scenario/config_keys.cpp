#include "scenario/config_keys.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/check.hpp"
#include "scenario/version.hpp"

namespace acksim {

namespace {

KafkaVersion version_in_table(std::string_view text) {
    std::optional<KafkaVersion> version = read_version(text);
    ACKSIM_CHECK(version.has_value());
    return *version;
}

std::vector<ConfigKey> together(std::initializer_list<std::span<const ConfigKey>> tables) {
    std::vector<ConfigKey> keys;
    for (std::span<const ConfigKey> table : tables) keys.insert(keys.end(), table.begin(), table.end());
    return keys;
}

}  // namespace

std::string_view place_name(ConfigPlace place) {
    switch (place) {
        case ConfigPlace::producer: return "producer";
        case ConfigPlace::cluster: return "cluster";
        case ConfigPlace::topic: return "topic";
    }
    return "";
}

std::span<const ConfigKey> config_keys(ConfigPlace place) {
    static const std::vector<ConfigKey> producer = together({producer_keys(), producer_keys_without_effect()});
    static const std::vector<ConfigKey> cluster = together({broker_keys(), replication_keys_without_effect(), log_keys_without_effect()});
    switch (place) {
        case ConfigPlace::producer: return producer;
        case ConfigPlace::cluster: return cluster;
        case ConfigPlace::topic: return topic_keys();
    }
    return {};
}

std::span<const std::string_view> other_names(ConfigPlace place) {
    switch (place) {
        case ConfigPlace::producer: return other_producer_names();
        case ConfigPlace::cluster: return other_broker_names();
        case ConfigPlace::topic: return other_topic_names();
    }
    return {};
}

const ConfigKey* find_config_key(ConfigPlace place, std::string_view name) {
    std::span<const ConfigKey> keys = config_keys(place);
    auto found = std::find_if(keys.begin(), keys.end(), [&](const ConfigKey& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

bool is_other_name(ConfigPlace place, std::string_view name) {
    std::span<const std::string_view> names = other_names(place);
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string_view> all_names(ConfigPlace place) {
    std::vector<std::string_view> names;
    for (const ConfigKey& key : config_keys(place)) names.push_back(key.name);
    for (std::string_view name : other_names(place)) names.push_back(name);
    return names;
}

std::string_view default_of(const ConfigKey& key, KafkaVersion version) {
    std::string_view rest = key.defaults, value;
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find("; "), rest.size());
        std::string_view entry = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 2, rest.size()));
        std::size_t colon = entry.find(": ");
        if (colon == std::string_view::npos) value = entry;
        else if (version >= version_in_table(entry.substr(0, colon))) value = entry.substr(colon + 2);
    }
    return value;
}

bool exists_in(const ConfigKey& key, KafkaVersion version) {
    return (key.since.empty() || version >= version_in_table(key.since)) && (key.until.empty() || version < version_in_table(key.until));
}

std::string_view scope_name(Scope scope) {
    switch (scope) {
        case Scope::producer: return "producer";
        case Scope::broker: return "broker";
        case Scope::controller: return "controller";
        case Scope::topic: return "topic";
    }
    return "";
}

}  // namespace acksim
