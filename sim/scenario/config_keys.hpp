// The one table of Kafka's properties: name, type, default per version, valid values, unit, meaning, and where acksim keeps the value.
// Loading, validation, `describe` and `schema` all read it. The rows are in producer_keys.cpp, broker_keys.cpp, topic_keys.cpp and
// the *_without_effect.cpp; names that have nothing to do with delivery are in other_*_names.cpp.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/config.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

enum class Scope : std::int8_t { producer, broker, controller, topic };
enum class ConfigType : std::int8_t { truth, int32, int64, word, text };

// Handled by a reader itself, not by storing into a struct.
struct ReadByLoader {
    constexpr bool operator==(const ReadByLoader&) const = default;
};

using Store = std::variant<std::monostate, ReadByLoader, Duration ProducerConfig::*, std::int32_t ProducerConfig::*, std::int64_t ProducerConfig::*,
                           bool ProducerConfig::*, Acks ProducerConfig::*, Duration BrokerConfig::*, std::int32_t BrokerConfig::*, std::int32_t TopicConfig::*,
                           std::int64_t TopicConfig::*, bool TopicConfig::*>;

struct ConfigKey {
    std::string_view name{};
    Scope scope = Scope::producer;
    ConfigType type = ConfigType::text;
    std::string_view unit{};      // "ms", "bytes", "records" or nothing
    std::string_view defaults{};  // "0; 4.0: 5" = 0, and 5 since 4.0; the last entry that is not newer than the version counts
    std::string_view meaning{};
    std::string_view source{};  // where Kafka decides it
    Store store{};              // nothing: accepted, but has no effect in acksim
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::string_view words{};   // the valid words, separated by spaces; nothing: any
    std::string_view yes{};     // where a word is stored as yes or no: what a word that means yes has in it
    std::string_view since{};   // the first version that has it; nothing: older than 2.8
    std::string_view until{};   // the first version without it
    std::string_view effect{};  // what it does in acksim, where that needs saying

    bool modelled() const { return store.index() != 0; }
};

// The rows of the table, a file each.
std::span<const ConfigKey> producer_keys();
std::span<const ConfigKey> producer_keys_without_effect();
std::span<const ConfigKey> broker_keys();  // of brokers and controllers
std::span<const ConfigKey> replication_keys_without_effect();
std::span<const ConfigKey> log_keys_without_effect();
std::span<const ConfigKey> topic_keys();

// Names of Kafka that mean nothing to acksim (security, metrics, quotas, …).
std::span<const std::string_view> other_producer_names();
std::span<const std::string_view> other_broker_names();
std::span<const std::string_view> other_topic_names();

// Where a configuration stands in a scenario: a cluster's holds keys of brokers and of controllers.
enum class ConfigPlace : std::int8_t { producer, cluster, topic };

inline constexpr ConfigPlace all_config_places[] = {ConfigPlace::producer, ConfigPlace::cluster, ConfigPlace::topic};

std::string_view place_name(ConfigPlace place);
std::span<const ConfigKey> config_keys(ConfigPlace place);  // all rows of a place
std::span<const std::string_view> other_names(ConfigPlace place);
const ConfigKey* find_config_key(ConfigPlace place, std::string_view name);
bool is_other_name(ConfigPlace place, std::string_view name);
std::vector<std::string_view> all_names(ConfigPlace place);  // rows first, then the other names

std::string_view default_of(const ConfigKey& key, KafkaVersion version);
bool exists_in(const ConfigKey& key, KafkaVersion version);
std::string_view scope_name(Scope scope);

}  // namespace acksim
