// Kafka versions: "4.0" means its first release, 4.0.0; a bug-fix release is written out ("3.9.1").
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scenario/scenario.hpp"

namespace acksim {

inline constexpr KafkaVersion oldest_kafka{2, 8, 0};
inline constexpr KafkaVersion newest_kafka{4, 4, 0};

// Every minor version from oldest_kafka to newest_kafka, as text.
std::span<const std::string_view> known_kafka_versions();

// "3.9" or "3.9.1". Ensures: the version's minor is one of known_kafka_versions().
std::optional<KafkaVersion> read_version(std::string_view text);
std::string version_text(KafkaVersion version);

// What differs between versions in the fate of a record.
Rules rules_of(KafkaVersion version);

}  // namespace acksim
