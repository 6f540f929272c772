#include "scenario/not_default.hpp"

#include <optional>
#include <type_traits>

#include "scenario/read_config.hpp"

namespace acksim {

namespace {

// Nothing: no number of this struct.
template <class Config> std::optional<std::int64_t> number_of(const ConfigKey& key, const Config& config) {
    return std::visit(
        [&](auto member) -> std::optional<std::int64_t> {
            using Member = decltype(member);
            if constexpr (std::is_same_v<Member, Duration Config::*>) return (config.*member).us / 1000;
            else if constexpr (std::is_same_v<Member, std::int32_t Config::*> || std::is_same_v<Member, std::int64_t Config::*>) return config.*member;
            else return std::nullopt;
        },
        key.store);
}

template <class Config> std::vector<NotDefault> all_not_default(ConfigPlace place, const Config& config, KafkaVersion version) {
    Config usual;
    store_defaults(place, version, usual);
    std::vector<NotDefault> out;
    for (const ConfigKey& key : config_keys(place))
        if (std::optional<std::int64_t> number = number_of(key, config); number && number != number_of(key, usual))
            out.push_back({std::string(key.name), std::to_string(*number), std::to_string(*number_of(key, usual))});
    return out;
}

}  // namespace

std::vector<NotDefault> not_default(const ProducerConfig& config, KafkaVersion version) { return all_not_default(ConfigPlace::producer, config, version); }
std::vector<NotDefault> not_default(const BrokerConfig& config, KafkaVersion version) { return all_not_default(ConfigPlace::cluster, config, version); }

}  // namespace acksim
