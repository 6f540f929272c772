// What Kafka's producer makes of a configuration as a whole: which settings contradict each other, and which silently change another one
// (Kafka: ProducerConfig.postProcessParsedConfig, KafkaProducer.configureDeliveryTimeout).
#pragma once

#include "scenario/read_config.hpp"

namespace acksim {

// `config` holds defaults and explicit values; silent changes are made in it and told as warnings at `place`.
void apply_producer_rules(const ConfigValues& values, KafkaVersion version, const Node& place, ProducerConfig& config);

}  // namespace acksim
