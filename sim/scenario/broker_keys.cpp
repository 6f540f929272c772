// Properties of brokers and controllers (spec: broker.md §1; Kafka: ReplicationConfigs, ServerLogConfigs, ServerConfigs, KRaftConfigs,
// TransactionLogConfig). A broker's value of a topic property is the default of the topics.
#include "scenario/config_keys.hpp"

namespace acksim {

namespace {

using enum ConfigType;
using enum Scope;
using B = BrokerConfig;
using T = TopicConfig;

constexpr std::string_view forever = "9223372036854775807";

constexpr ConfigKey keys[] = {
    {.name = "default.replication.factor", .scope = broker, .type = int32, .unit = "replicas", .defaults = "1", .meaning = "Replicas of a topic that does not say how many it wants.", .source = "ReplicationConfigs", .store = ReadByLoader{}, .min = 1},
    {.name = "num.partitions", .scope = broker, .type = int32, .unit = "partitions", .defaults = "1", .meaning = "Partitions of a topic that does not say how many it wants.", .source = "ServerLogConfigs", .store = ReadByLoader{}, .min = 1},
    {.name = "min.insync.replicas", .scope = broker, .type = int32, .unit = "replicas", .defaults = "1", .meaning = "Members that the ISR must have for acks=all to be accepted; since 3.7 the high watermark stands still below it.", .source = "Partition.effectiveMinIsr, ReplicaManager", .store = &T::min_insync_replicas, .min = 1, .effect = "The default of all topics."},
    {.name = "unclean.leader.election.enable", .scope = broker, .type = truth, .defaults = "false", .meaning = "A replica outside the ISR may lead when nobody else is left; what it lacks is lost.", .source = "ReplicationControlManager, PartitionChangeBuilder", .store = &T::unclean_leader_election_enable, .effect = "The default of all topics."},
    {.name = "unclean.leader.election.interval.ms", .scope = controller, .type = int64, .unit = "ms", .defaults = "300000", .meaning = "Period of the task that tries unclean election for partitions without leader.", .source = "KAFKA-12670", .since = "3.9"},
    {.name = "replica.lag.time.max.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = "30000", .meaning = "A follower that has not caught up for longer leaves the ISR; looked at every half of it.", .source = "Partition.maybeShrinkIsr", .store = &B::replica_lag_time_max, .min = 1},
    {.name = "replica.fetch.wait.max.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "500", .meaning = "How long the leader keeps an empty fetch of a follower.", .source = "ReplicaFetcherThread, DelayedFetch", .store = &B::replica_fetch_wait_max, .min = 1, .effect = "At most replica.lag.time.max.ms."},
    {.name = "replica.fetch.min.bytes", .scope = broker, .type = int32, .unit = "bytes", .defaults = "1", .meaning = "A follower's fetch is answered as soon as this much is there.", .source = "DelayedFetch"},
    {.name = "replica.fetch.max.bytes", .scope = broker, .type = int32, .unit = "bytes", .defaults = "1048576", .meaning = "Bytes of one partition in one fetch; the first batch always comes.", .source = "ReplicaManager.readFromLog", .store = &B::replica_fetch_max_bytes, .min = 0},
    {.name = "replica.fetch.response.max.bytes", .scope = broker, .type = int32, .unit = "bytes", .defaults = "10485760", .meaning = "Bytes of one whole fetch.", .source = "ReplicaManager.readFromLog", .min = 0},
    {.name = "replica.fetch.backoff.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "1000", .meaning = "Pause of a follower's fetcher after an error.", .source = "AbstractFetcherThread", .store = &B::replica_fetch_backoff, .min = 0},
    {.name = "replica.socket.timeout.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "30000", .meaning = "How long a follower waits for the answer to a fetch.", .source = "BrokerBlockingSender"},
    {.name = "num.replica.fetchers", .scope = broker, .type = int32, .unit = "threads", .defaults = "1", .meaning = "Threads that fetch from one leader.", .source = "ReplicaFetcherManager", .min = 1},
    {.name = "replica.high.watermark.checkpoint.interval.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = "5000", .meaning = "How often the high watermark is written to disk.", .source = "ReplicaManager"},
    {.name = "replica.selector.class", .scope = broker, .type = text, .defaults = "null", .meaning = "Lets consumers read from followers.", .source = "KIP-392"},
    {.name = "auto.leader.rebalance.enable", .scope = controller, .type = truth, .defaults = "true", .meaning = "The controller moves leadership back to the preferred replicas now and then.", .source = "QuorumController"},
    {.name = "leader.imbalance.check.interval.seconds", .scope = controller, .type = int64, .unit = "s", .defaults = "300", .meaning = "Period of that task.", .source = "QuorumController", .min = 1},
    {.name = "leader.imbalance.per.broker.percentage", .scope = controller, .type = int32, .defaults = "10", .meaning = "Had no effect without ZooKeeper.", .source = "KAFKA-18743", .until = "4.0"},
    {.name = "controlled.shutdown.enable", .scope = broker, .type = truth, .defaults = "true", .meaning = "A broker that is stopped hands its leaderships over first.", .source = "BrokerServer.shutdown"},
    {.name = "broker.heartbeat.interval.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "2000", .meaning = "How often a broker reports to the controller.", .source = "BrokerLifecycleManager", .store = &B::broker_heartbeat_interval, .min = 1},
    {.name = "broker.session.timeout.ms", .scope = controller, .type = int32, .unit = "ms", .defaults = "9000", .meaning = "A broker that is silent this long is fenced. Since 4.0 the controller looks every eighth of it, so it happens up to an eighth later.", .source = "BrokerHeartbeatTracker", .store = &B::broker_session_timeout, .min = 1},
    {.name = "initial.broker.registration.timeout.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "60000", .meaning = "A broker that cannot register for this long exits.", .source = "BrokerLifecycleManager"},
    {.name = "controller.quorum.election.timeout.ms", .scope = controller, .type = int32, .unit = "ms", .defaults = "1000", .meaning = "Silence after which the controllers elect another one.", .source = "QuorumConfig"},
    {.name = "controller.quorum.fetch.timeout.ms", .scope = controller, .type = int32, .unit = "ms", .defaults = "2000", .meaning = "How long a controller without fetches stays the active one.", .source = "QuorumConfig"},
    {.name = "controller.quorum.append.linger.ms", .scope = controller, .type = int32, .unit = "ms", .defaults = "25", .meaning = "Delay of every change of metadata.", .source = "QuorumConfig", .effect = "Part of network/metadata."},
    {.name = "request.timeout.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "30000", .meaning = "How long brokers wait for each other.", .source = "ServerConfigs"},
    {.name = "log.dir.failure.timeout.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = "30000", .meaning = "A broker that cannot report a failed disk for this long stops.", .source = "BrokerLifecycleManager", .min = 1, .since = "3.7"},
    {.name = "log.flush.interval.messages", .scope = broker, .type = int64, .unit = "records", .defaults = forever, .meaning = "An fsync is forced after this many records; 1 makes acknowledged mean flushed.", .source = "UnifiedLog.append", .store = &T::flush_messages, .min = 1, .effect = "The default of all topics (flush.messages)."},
    {.name = "log.flush.interval.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = "null", .meaning = "Largest time without an fsync, looked at by the flusher thread only.", .source = "LogManager.flushDirtyLogs"},
    {.name = "log.flush.scheduler.interval.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = forever, .meaning = "Period of the flusher thread.", .source = "LogManager"},
    {.name = "log.flush.offset.checkpoint.interval.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "60000", .meaning = "How often recovery points are written.", .source = "LogManager", .min = 0},
    {.name = "log.flush.start.offset.checkpoint.interval.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "60000", .meaning = "How often log start offsets are written.", .source = "LogManager", .min = 0},
    {.name = "log.segment.bytes", .scope = broker, .type = int32, .unit = "bytes", .defaults = "1073741824", .meaning = "Size of a segment file; a closed one is flushed.", .source = "UnifiedLog.maybeRoll"},
    {.name = "log.roll.hours", .scope = broker, .type = int32, .unit = "hours", .defaults = "168", .meaning = "Age at which a segment is closed.", .source = "UnifiedLog.maybeRoll", .min = 1},
    {.name = "num.recovery.threads.per.data.dir", .scope = broker, .type = int32, .unit = "threads", .defaults = "1; 4.0: 2", .meaning = "Threads that check the logs after a crash.", .source = "LogManager", .min = 1},
    {.name = "log.dirs", .scope = broker, .type = text, .defaults = "null", .meaning = "The broker's disks.", .source = "ServerLogConfigs"},
    {.name = "producer.id.expiration.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "604800000; 3.4: 86400000", .meaning = "Without a batch for this long, a producer is forgotten, and with it what was a duplicate.", .source = "ProducerStateManager", .store = &B::producer_id_expiration, .min = 1, .since = "3.4", .effect = "Before 3.4 transactional.id.expiration.ms served for both."},
    {.name = "producer.id.expiration.check.interval.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "600000", .meaning = "How often forgotten producers are looked for.", .source = "LogManager", .min = 1, .since = "3.4"},
    {.name = "transactional.id.expiration.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "604800000", .meaning = "An unused transactional.id is forgotten after this time.", .source = "TransactionStateManager", .min = 1},
    {.name = "transaction.max.timeout.ms", .scope = broker, .type = int32, .unit = "ms", .defaults = "900000", .meaning = "Largest transaction.timeout.ms of a producer.", .source = "TransactionCoordinator", .min = 1},
    {.name = "transaction.state.log.replication.factor", .scope = broker, .type = int32, .unit = "replicas", .defaults = "3", .meaning = "Replicas of the log of transactions.", .source = "TransactionLogConfig", .min = 1},
    {.name = "transaction.state.log.min.isr", .scope = broker, .type = int32, .unit = "replicas", .defaults = "2", .meaning = "min.insync.replicas of that log.", .source = "TransactionLogConfig", .min = 1},
    {.name = "transaction.partition.verification.enable", .scope = broker, .type = truth, .defaults = "true", .meaning = "A transactional append is confirmed by the coordinator first.", .source = "KIP-890", .since = "3.6"},
    {.name = "log.message.timestamp.type", .scope = broker, .type = word, .defaults = "CreateTime", .meaning = "Whose clock stamps a record.", .source = "LogValidator", .words = "CreateTime LogAppendTime"},
    {.name = "log.message.timestamp.before.max.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = forever, .meaning = "Older records are refused: INVALID_TIMESTAMP.", .source = "LogValidator", .min = 0, .since = "3.6"},
    {.name = "log.message.timestamp.after.max.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = "9223372036854775807; 4.0: 3600000", .meaning = "Records from further in the future are refused.", .source = "LogValidator", .min = 0, .since = "3.6"},
    {.name = "message.max.bytes", .scope = broker, .type = int32, .unit = "bytes", .defaults = "1048588", .meaning = "Largest batch; a larger one is refused whole: MESSAGE_TOO_LARGE.", .source = "UnifiedLog.append", .store = &T::max_message_bytes, .min = 0, .effect = "The default of all topics (max.message.bytes)."},
    {.name = "log.retention.ms", .scope = broker, .type = int64, .unit = "ms", .defaults = "null", .meaning = "Records older than this are deleted.", .source = "UnifiedLog.deleteOldSegments"},
    {.name = "log.retention.bytes", .scope = broker, .type = int64, .unit = "bytes", .defaults = "-1", .meaning = "Records beyond this size are deleted.", .source = "UnifiedLog.deleteOldSegments"},
    {.name = "log.cleanup.policy", .scope = broker, .type = text, .defaults = "delete", .meaning = "Delete or compact old records.", .source = "LogCleaner"},
    {.name = "producer.purgatory.purge.interval.requests", .scope = broker, .type = int32, .defaults = "1000", .meaning = "Housekeeping of waiting requests.", .source = "DelayedOperationPurgatory"},
    {.name = "fetch.purgatory.purge.interval.requests", .scope = broker, .type = int32, .defaults = "1000", .meaning = "Housekeeping of waiting fetches.", .source = "DelayedOperationPurgatory"},
    {.name = "delete.records.purgatory.purge.interval.requests", .scope = broker, .type = int32, .defaults = "1", .meaning = "Housekeeping of waiting deletions.", .source = "DelayedOperationPurgatory"},
};

}  // namespace

std::span<const ConfigKey> broker_keys() { return keys; }

}  // namespace acksim
