// Properties of topics (spec: broker.md §1; Kafka: storage/…/LogConfig.java).
#include "scenario/config_keys.hpp"

namespace acksim {

namespace {

using enum ConfigType;
using T = TopicConfig;

constexpr std::string_view forever = "9223372036854775807";

constexpr ConfigKey keys[] = {
    {.name = "min.insync.replicas", .scope = Scope::topic, .type = int32, .unit = "replicas", .defaults = "1", .meaning = "Members that the ISR must have for acks=all to be accepted; since 3.7 the high watermark stands still below it.", .source = "Partition.effectiveMinIsr, ReplicaManager", .store = &T::min_insync_replicas, .min = 1},
    {.name = "unclean.leader.election.enable", .scope = Scope::topic, .type = truth, .defaults = "false", .meaning = "A replica outside the ISR may lead when nobody else is left; what it lacks is lost.", .source = "ReplicationControlManager, PartitionChangeBuilder", .store = &T::unclean_leader_election_enable},
    {.name = "flush.messages", .scope = Scope::topic, .type = int64, .unit = "records", .defaults = forever, .meaning = "An fsync is forced after this many records; 1 makes acknowledged mean flushed.", .source = "UnifiedLog.append", .store = &T::flush_messages, .min = 1},
    {.name = "max.message.bytes", .scope = Scope::topic, .type = int32, .unit = "bytes", .defaults = "1048588", .meaning = "Largest batch; a larger one is refused whole: MESSAGE_TOO_LARGE.", .source = "UnifiedLog.append", .store = &T::max_message_bytes, .min = 0},
    {.name = "flush.ms", .scope = Scope::topic, .type = int64, .unit = "ms", .defaults = forever, .meaning = "Largest time without an fsync, looked at by the flusher thread only.", .source = "LogManager.flushDirtyLogs", .min = 0},
    {.name = "segment.bytes", .scope = Scope::topic, .type = int32, .unit = "bytes", .defaults = "1073741824", .meaning = "Size of a segment file; a closed one is flushed.", .source = "UnifiedLog.maybeRoll"},
    {.name = "segment.ms", .scope = Scope::topic, .type = int64, .unit = "ms", .defaults = "604800000", .meaning = "Age at which a segment is closed.", .source = "UnifiedLog.maybeRoll", .min = 1},
    {.name = "message.timestamp.type", .scope = Scope::topic, .type = word, .defaults = "CreateTime", .meaning = "Whose clock stamps a record.", .source = "LogValidator", .words = "CreateTime LogAppendTime"},
    {.name = "message.timestamp.before.max.ms", .scope = Scope::topic, .type = int64, .unit = "ms", .defaults = forever, .meaning = "Older records are refused: INVALID_TIMESTAMP.", .source = "LogValidator", .min = 0, .since = "3.6"},
    {.name = "message.timestamp.after.max.ms", .scope = Scope::topic, .type = int64, .unit = "ms", .defaults = "9223372036854775807; 4.0: 3600000", .meaning = "Records from further in the future are refused.", .source = "LogValidator", .min = 0, .since = "3.6"},
    {.name = "retention.ms", .scope = Scope::topic, .type = int64, .unit = "ms", .defaults = "604800000", .meaning = "Records older than this are deleted.", .source = "UnifiedLog.deleteOldSegments", .min = -1},
    {.name = "retention.bytes", .scope = Scope::topic, .type = int64, .unit = "bytes", .defaults = "-1", .meaning = "Records beyond this size are deleted.", .source = "UnifiedLog.deleteOldSegments"},
    {.name = "cleanup.policy", .scope = Scope::topic, .type = text, .defaults = "delete", .meaning = "Delete or compact old records.", .source = "LogCleaner"},
    {.name = "compression.type", .scope = Scope::topic, .type = text, .defaults = "producer", .meaning = "How batches are compressed on disk.", .source = "LogValidator"},
};

}  // namespace

std::span<const ConfigKey> topic_keys() { return keys; }

}  // namespace acksim
