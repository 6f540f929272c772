#include "scenario/read_config.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/check.hpp"
#include "scenario/config_value.hpp"
#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"

namespace acksim {

namespace {

void complain_of_unknown(const Node& value, const std::string& name, ConfigPlace place) {
    if (value.reading().full()) return;
    auto [what, remedy] = unknown_name(name, place);
    value.problem(std::move(what), std::move(remedy));
}

// In one sentence: a real configuration has many, and none of them matters here.
void warn_of(const std::vector<std::pair<std::string, Node>>& without_effect) {
    std::string names;
    for (const auto& [name, node] : without_effect) names += (names.empty() ? "" : ", ") + name;
    if (!names.empty()) without_effect.front().second.warn("accepted, but without effect in acksim: " + names);
}

template <class Config> void store_number(const ConfigKey& key, std::int64_t number, Config& into) {
    std::visit(
        [&](auto member) {
            using Member = decltype(member);
            // Where Kafka gives no range, what is negative is over at once.
            if constexpr (std::is_same_v<Member, Duration Config::*>)
                into.*member = milliseconds(std::clamp<std::int64_t>(number, 0, longest_duration.us / 1000));
            else if constexpr (std::is_same_v<Member, std::int32_t Config::*>) into.*member = static_cast<std::int32_t>(number);
            else if constexpr (std::is_same_v<Member, std::int64_t Config::*>) into.*member = number;
            else if constexpr (std::is_same_v<Member, bool Config::*>) into.*member = number != 0;
            else if constexpr (std::is_same_v<Member, Acks Config::*>) into.*member = static_cast<Acks>(number);
        },
        key.store);
}

template <class Config> void store_all_defaults(ConfigPlace place, KafkaVersion version, Config& into) {
    for (const ConfigKey& key : config_keys(place))
        if (key.modelled()) {
            std::optional<std::int64_t> number = number_in_table(key, default_of(key, version));
            ACKSIM_CHECK(number.has_value());
            store_number(key, *number, into);
        }
}

template <class Config> void store_all(const ConfigValues& values, Config& into) {
    for (const auto& [name, value] : values) store_number(*value.key, value.number, into);
}

}  // namespace

UnknownName unknown_name(const std::string& name, ConfigPlace place) {
    for (ConfigPlace other : all_config_places)
        if (other != place && (find_config_key(other, name) != nullptr || is_other_name(other, name)))
            return {fmt::format("{} is a property of a {}, not of a {}", in_quotes(name), place_name(other), place_name(place)),
                    fmt::format("move it to the \"config\" of the {}", place_name(other))};
    std::vector<std::string_view> near = nearest_names(name, all_names(place), 1);
    std::string remedy = near.empty() ? "see \"acksim describe " + std::string(place_name(place)) + ".config\"" : instead_of(name, all_names(place));
    return {fmt::format("Kafka knows no {} property {}", place_name(place), in_quotes(name)), std::move(remedy)};
}

ConfigValues read_config(const Node& config, ConfigPlace place, KafkaVersion version) {
    ConfigValues values;
    if (!is_object(config, "write an object of Kafka's properties, or the path of a .properties file")) return values;
    std::vector<std::pair<std::string, Node>> without_effect;
    for (const auto& [name, node] : config.members()) {
        const ConfigKey* key = find_config_key(place, name);
        if (key == nullptr && is_other_name(place, name)) without_effect.emplace_back(name, node);
        else if (key == nullptr) complain_of_unknown(node, name, place);
        else if (std::optional<ConfigValue> value = read_config_value(*key, node)) {
            if (!key->until.empty() && !exists_in(*key, version)) node.warn(fmt::format("{} is gone since Kafka {}: ignored", name, key->until));
            else if (!exists_in(*key, version)) node.warn(fmt::format("{} exists since Kafka {} only: ignored", name, key->since));
            else if (!key->modelled() && !key->effect.empty()) node.warn(fmt::format("{} is accepted. {}", name, key->effect));
            else if (!key->modelled()) without_effect.emplace_back(name, node);
            if (exists_in(*key, version)) values.emplace(name, *value);
        }
    }
    warn_of(without_effect);
    return values;
}

void store_defaults(ConfigPlace place, KafkaVersion version, ProducerConfig& into) { store_all_defaults(place, version, into); }
void store_defaults(ConfigPlace place, KafkaVersion version, BrokerConfig& into) { store_all_defaults(place, version, into); }
void store_defaults(ConfigPlace place, KafkaVersion version, TopicConfig& into) { store_all_defaults(place, version, into); }
void store(const ConfigValues& values, ProducerConfig& into) { store_all(values, into); }
void store(const ConfigValues& values, BrokerConfig& into) { store_all(values, into); }
void store(const ConfigValues& values, TopicConfig& into) { store_all(values, into); }

}  // namespace acksim
