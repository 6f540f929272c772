// What can be configured: Kafka's properties by Kafka's names (dots become underscores), with the defaults of Kafka 4.4.
// The defaults of each version stand in the *_keys.cpp tables of scenario/; here stands what each value means to the protocol.
// Simplified structs, not a property map, so that a rule reads `config.min_insync_replicas` and nothing is looked up by string in a run.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/broker_set.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"

namespace acksim {

// How a follower finds the point where its log and its leader's part (rules/truncate.hpp). Brokers fence fetches under the last one only.
enum class Truncation : std::int8_t {
    high_watermark,  // before 0.11: it cuts to its own high watermark
    kip_101,         // 0.11: it asks where its latest epoch ends at the leader
    kip_279,         // 2.0: the answer names the epoch it speaks of, and the follower asks until both know it
    kip_320,         // 2.1: requests carry the leader epoch and are fenced; since 2.7 the leader says in its fetch response where they part
};
inline constexpr std::array<std::string_view, 4> truncation_names = {"high-watermark", "KIP-101", "KIP-279", "KIP-320"};

// Which behaviour a Kafka version has where versions differ in what happens to a record.
struct Rules {
    bool strict_min_isr = true;               // 3.7, KAFKA-15583: the high watermark stands still below min ISR; min ISR is capped by the replication factor
    bool elr = true;                          // 4.1 on new clusters, KIP-966: eligible leader replicas
    bool new_incarnation_leaves_isr = true;   // 4.0, KAFKA-18106: a broker that registers anew is taken out of the ISRs it is still in
    bool fencing_is_sampled = true;           // 4.0: a session is looked at every eighth of its length, so it ends late
    bool bad_records_are_named = true;        // 3.0, KAFKA-12548: only a batch's bad records are told why it was refused
    bool drain_index_per_node = true;         // 3.3, KAFKA-13834: a closed gate keeps all partitions of its broker waiting
    bool client_timeout_is_timed_out = true;  // 3.5: the client's own request timeout counts as REQUEST_TIMED_OUT (before: NETWORK_EXCEPTION)
    bool late_failure_is_ignored = true;      // 3.6: an error for a batch that has expired already begins no new epoch
    bool exponential_retry_backoff = true;    // 3.7, KIP-580: retry.backoff.ms doubles up to retry.backoff.max.ms (before: constant)
    bool retry_to_new_leader_at_once = true;  // 3.6.1, KAFKA-15415: a retry does not back off when its partition has got a new leader
    bool leader_hint = true;                  // 3.7, KIP-951: NOT_LEADER_OR_FOLLOWER carries the new leader
    bool split_halves = true;                 // 4.2, KAFKA-8350: a batch that is itself the product of a split is halved
    bool stale_fetch_is_ignored = true;       // 3.9.1, KAFKA-18991: a fetch response of an older leader epoch is dropped
    bool memory_until_request_ends = true;    // 4.2, KAFKA-19012: a batch that expires in flight holds its buffer.memory until its request has ended
    Truncation truncation = Truncation::kip_320;  // of every version that a scenario can name; the older ones are for study
};

enum class Acks : std::int8_t { none = 0, leader = 1, all = -1 };

struct ProducerConfig {
    Acks acks = Acks::all;
    bool enable_idempotence = true;
    static constexpr std::int32_t retries_without_end = 2147483647;
    std::int32_t retries = retries_without_end;
    std::int32_t max_in_flight_requests_per_connection = 5;
    Duration delivery_timeout = milliseconds(120000);
    Duration request_timeout = milliseconds(30000);
    Duration linger = milliseconds(5);
    std::int32_t batch_size = 16384;        // bytes
    std::int64_t buffer_memory = 33554432;  // bytes
    Duration max_block = milliseconds(60000);
    std::int32_t max_request_size = 1048576;  // bytes
    Duration retry_backoff = milliseconds(100);
    Duration retry_backoff_max = milliseconds(1000);
    Duration reconnect_backoff = milliseconds(50);
    Duration reconnect_backoff_max = milliseconds(1000);
    Duration socket_connection_setup_timeout = milliseconds(10000);
    Duration metadata_max_age = milliseconds(300000);
};

struct BrokerConfig {
    Duration replica_lag_time_max = milliseconds(30000);
    Duration replica_fetch_wait_max = milliseconds(500);
    Duration replica_fetch_backoff = milliseconds(1000);
    std::int32_t replica_fetch_max_bytes = 1048576;
    Duration broker_heartbeat_interval = milliseconds(2000);
    Duration broker_session_timeout = milliseconds(9000);
    Duration producer_id_expiration = milliseconds(86400000);
    Duration producer_id_expiration_check_interval = milliseconds(600000);
};

struct TopicConfig {
    std::int32_t min_insync_replicas = 1;
    bool unclean_leader_election_enable = false;
    std::int64_t flush_messages = 9223372036854775807;  // records written before an fsync is forced
    std::int32_t max_message_bytes = 1048588;
    bool compacted = false;  // cleanup.policy has "compact"
};

// How the application uses its producer. Sizes in bytes, one entry a producer.
struct Workload {
    std::int32_t records = 0;
    Wait every{};                          // pause between two send() calls
    std::vector<Wait> pauses;              // if not empty: the pause after record i is pauses[i % pauses.size()]
    SimTime start{};                       // when the first send() is called
    std::int32_t size = 100;               // bytes of key and value of a record
    std::vector<std::int32_t> sizes;       // if not empty: size of record i is sizes[i % sizes.size()]
    std::int16_t partition = -1;           // explicit partition of every record (within the topic); -1: the partitioner decides
    std::vector<std::int16_t> partitions;  // if not empty: record i goes to partitions[i % partitions.size()]
    std::int32_t keys = 0;                 // > 0: record i has the key "key" + i % keys, and a key always goes to one partition
    std::int32_t resends = 0;              // how often the application sends a record again after an error callback
    Wait resend_after{};                   // pause before that
    std::int32_t flush_every = 0;          // flush() after this many records; 0: never
    std::int32_t close_after = -1;         // close() after this many records; every later send() throws; < 0: see end
    // After the last send(): close(); flush() and exit; exit() without either; stay.
    enum class End : std::int8_t { close, flush, exit, nothing } end = End::close;
    Duration close_timeout{-1};                // of close(); negative: unlimited
    std::vector<std::int32_t> bad_timestamps;  // records whose timestamp the broker refuses (INVALID_TIMESTAMP)
    std::vector<std::int32_t> without_key;     // records that have no key, although keys > 0
    std::vector<std::int32_t> invalid_topic;   // records sent to a topic whose name Kafka refuses

    // Between a record's send() and the next.
    Wait pause_after(std::int32_t record) const { return pauses.empty() ? every : pauses[static_cast<std::size_t>(record) % pauses.size()]; }
    bool has_key(std::int32_t record) const {
        return keys > 0 && (without_key.empty() || std::find(without_key.begin(), without_key.end(), record) == without_key.end());
    }
};

// From the start of the run to the last send(), at the longest.
inline Duration length_of(const Workload& w) {
    Duration length{w.start.us};
    for (std::int32_t i = 0; i + 1 < w.records; ++i) length = length + w.pause_after(i).max;
    return length;
}

struct ProducerSetup {
    ProducerConfig config;
    Workload workload;
    std::int16_t topic = 0;  // place in Config::topics
};

struct Topic {
    TopicConfig config;
    std::vector<TopicConfig> altered;  // what alter_config faults make of it, in the order of the faults
    PartitionId first;                 // its partitions are [first, first + partitions)
    std::int16_t partitions = 1;       // that it ever has
    std::int16_t added = 0;            // the last so many of them are not there at the start: add_partitions faults create them

    bool has_at_start(PartitionId p) const { return p.value - first.value < partitions - added; }
};

struct PartitionSetup {
    std::int16_t topic = 0;
    std::vector<BrokerId> replicas;  // assignment order; the first is the preferred leader
};

// Everything that does not change during a run. One object is shared by all worlds of a scenario.
struct Config {
    Rules rules;
    std::int16_t brokers = 3;
    BrokerConfig broker;
    std::vector<Topic> topics;
    std::vector<PartitionSetup> partitions;
    std::vector<ProducerSetup> producers;
    std::int32_t widest_window = 1024;  // of requests in flight on a connection, however large max.in.flight is
    bool producer_ids_expire = false;   // producer.id.expiration.ms can pass within the scenario's limit; if not, nobody waits for it

    std::int16_t topic_of(PartitionId p) const { return partition(p).topic; }
    const PartitionSetup& partition(PartitionId p) const { return partitions[static_cast<std::size_t>(p.value)]; }
    const ProducerSetup& producer(ProducerIndex p) const { return producers[static_cast<std::size_t>(p.value)]; }
};

}  // namespace acksim
