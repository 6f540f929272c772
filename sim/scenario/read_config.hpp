// A "config" object: Kafka's properties read, checked as Kafka checks them, and stored into the structs that the protocol reads.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "scenario/config_keys.hpp"
#include "scenario/node.hpp"

namespace acksim {

struct ConfigValue {
    const ConfigKey* key;
    Node place;
    std::int64_t number = 0;  // truth: 0 or 1; acks: its code; words and texts: unused
    std::string text;         // as written
};

// What was set explicitly and is valid, by name.
using ConfigValues = std::map<std::string, ConfigValue, std::less<>>;

// What is wrong with a name that is no property of `place`, and what to write instead.
struct UnknownName {
    std::string what, remedy;
};
UnknownName unknown_name(const std::string& name, ConfigPlace place);

// Reads `config`, which need not be an object. Unknown names are problems, names without effect are warnings.
ConfigValues read_config(const Node& config, ConfigPlace place, KafkaVersion version);

// Fills a struct: first the defaults of the version, then what was set.
void store_defaults(ConfigPlace place, KafkaVersion version, ProducerConfig& into);
void store_defaults(ConfigPlace place, KafkaVersion version, BrokerConfig& into);
void store_defaults(ConfigPlace place, KafkaVersion version, TopicConfig& into);
void store(const ConfigValues& values, ProducerConfig& into);
void store(const ConfigValues& values, BrokerConfig& into);
void store(const ConfigValues& values, TopicConfig& into);

}  // namespace acksim
