// One value of one of Kafka's properties: its type, its unit and its valid values, refused in Kafka's own words.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "scenario/read_config.hpp"

namespace acksim {

// Complains and returns nothing if Kafka would throw a ConfigException.
std::optional<ConfigValue> read_config_value(const ConfigKey& key, const Node& node);

// A default of the table as the number that is stored. Nothing: a text, or no number ("null").
std::optional<std::int64_t> number_in_table(const ConfigKey& key, std::string_view text);

}  // namespace acksim
