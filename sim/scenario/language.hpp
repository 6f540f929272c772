// The scenario language as tables: the parts of a scenario and their keys. The loader finds unknown keys by them; `describe` and `schema`
// are written from them. Faults, triggers and their keys are in fault_table.hpp, Kafka's properties in config_keys.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scenario/node.hpp"

namespace acksim {

// What a value must look like; decides its piece of the schema.
enum class Form : std::int8_t {
    text,
    texts,    // a text or a list of texts
    version,  // "4.0"
    truth,
    number,  // whole, not negative
    brokers_count,
    duration,  // "5ms"
    wait,      // "5ms" or "1ms..2ms"
    waits,     // a list of them
    size,      // 200 or "1KiB"
    sizes,
    numbers,       // a list of whole numbers
    rate,          // "1Gbit/s"
    assignment,    // a list of lists of brokers
    broker,        // 1, "b1"
    brokers,       // a list of them
    target,        // "leader", "follower 1", 1, "b1", …
    ends,          // two targets
    producer,      // a producer's name
    record,        // "p1#0"
    request,       // "p1#0" or {"producer": "p1", "request": 3}
    records,       // a list of "p1#0" or indices
    partition,     // 0 or "orders/0"
    times,         // a number or "forever"
    until_healed,  // a duration or "until healed"
    start,         // "start" or a duration
    error,         // "NOT_ENOUGH_REPLICAS" or its number
    fault_name,    // an index in the list of faults, or a fault's name
    expected,      // a number, {"at_least": n}, {"at_most": n}, or a list of records
    expected_number,
    log,
    told,
    truncation_rule,  // "high-watermark", "KIP-101", …
    end_word,         // "close", "flush", "exit", "nothing"
    fault_kinds,      // "all", or a list of "crash", "power-loss", …
    fault_budgets,    // {"crash": 1}
    guarantee_list,   // "all", or a list of "no-acked-loss", …
    condition_list,   // "leader-change", …
    answers,          // {"no-acked-loss": "possible", "faults": 1}
    producer_config,
    cluster_config,
    topic_config,
    follower_behind,
    cluster,
    topic,
    topics,
    producers,
    workload,
    network,
    faults,
    when,
    expect,
    expects,
    explore,  // parts
};

struct LanguageKey {
    std::string_view name;
    Form form;
    std::string_view standard;  // the value if it is left out; "required" if it may not be
    std::string_view meaning;
};

struct Part {
    std::string_view name;  // as in "acksim describe workload"
    std::string_view meaning;
    std::span<const LanguageKey> keys;
    std::string_view example;
};

std::span<const Part> all_parts();
const Part& part_named(std::string_view name);  // Requires: it exists

std::vector<std::string_view> names_of(std::span<const LanguageKey> keys);

// Complains if the node is no object, and about every key that `keys` does not have. Ensures: true if it is an object.
bool check_keys(const Node& node, std::span<const LanguageKey> keys, std::string_view example);
bool check_part(const Node& node, std::string_view part);

}  // namespace acksim
