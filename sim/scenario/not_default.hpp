// Which properties a scenario has changed from what its Kafka version would make of them.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace acksim {

struct NotDefault {
    std::string name;
    std::string value, usual;  // as they are written
};

// Those whose values are numbers, in the order of the table.
std::vector<NotDefault> not_default(const ProducerConfig& config, KafkaVersion version);
std::vector<NotDefault> not_default(const BrokerConfig& config, KafkaVersion version);

}  // namespace acksim
