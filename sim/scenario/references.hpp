// What a scenario calls by name: brokers, producers, records, partitions, and whom a fault hits. Each function complains about what is not
// there, with the names that are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/readers.hpp"

namespace acksim {

// 1, "1" or "b1".
std::optional<BrokerId> read_broker(const Node& node, const Draft& draft);
// ["b1", 2].
std::optional<BrokerSet> read_brokers(const Node& node, const Draft& draft);
std::optional<ProducerIndex> read_producer(const Node& node, const Draft& draft);
// "p1#3".
std::optional<RecordName> read_record(const Node& node, const Draft& draft);
// The same for a text that is not a value of its own; with a single producer a plain "3" will do.
std::optional<RecordName> read_record(const Node& node, std::string_view text, const Draft& draft);
// 0, a number in the first topic, or "orders/0".
std::optional<PartitionId> read_partition(const Node& node, const Draft& draft);

// Who may be meant: a broker (or several), or anybody.
enum class Whom : std::int8_t { broker, anybody };
std::optional<Target> read_target(const Node& node, Whom whom, PartitionId partition, const Draft& draft);

// A name that means something else in a target already: "leader", "b1", "clients", …
bool is_reserved_name(std::string_view name);
// Complains about a name that could not be written in a record's name, a partition's or a path of --set.
bool check_name(const Node& node, std::string_view name, std::string_view of_what);

}  // namespace acksim
