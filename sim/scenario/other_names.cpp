// Names of properties that Kafka knows and that say nothing about delivery: a team's own .properties file is full of them. They are
// accepted with a warning. (Kafka: ProducerConfig, SaslConfigs, SslConfigs, KafkaConfig, LogConfig)
#include "scenario/config_keys.hpp"

namespace acksim {

namespace {

constexpr std::string_view producer_names[] = {
    "bootstrap.servers", "client.dns.lookup", "client.id", "key.serializer", "value.serializer", "send.buffer.bytes", "receive.buffer.bytes",
    "interceptor.classes", "metric.reporters", "metrics.num.samples", "metrics.recording.level", "metrics.sample.window.ms", "auto.include.jmx.reporter",
    "compression.gzip.level", "compression.lz4.level", "compression.zstd.level", "security.protocol", "security.providers", "config.providers",
    "sasl.mechanism", "sasl.jaas.config", "sasl.client.callback.handler.class", "sasl.login.callback.handler.class", "sasl.login.class",
    "sasl.kerberos.service.name", "sasl.kerberos.kinit.cmd", "sasl.kerberos.ticket.renew.window.factor", "sasl.kerberos.ticket.renew.jitter",
    "sasl.kerberos.min.time.before.relogin", "sasl.login.refresh.window.factor", "sasl.login.refresh.window.jitter",
    "sasl.login.refresh.min.period.seconds", "sasl.login.refresh.buffer.seconds", "sasl.login.connect.timeout.ms", "sasl.login.read.timeout.ms",
    "sasl.login.retry.backoff.max.ms", "sasl.login.retry.backoff.ms", "sasl.oauthbearer.scope.claim.name", "sasl.oauthbearer.sub.claim.name",
    "sasl.oauthbearer.token.endpoint.url", "sasl.oauthbearer.jwks.endpoint.url", "sasl.oauthbearer.jwks.endpoint.refresh.ms",
    "sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms", "sasl.oauthbearer.jwks.endpoint.retry.backoff.ms", "sasl.oauthbearer.clock.skew.seconds",
    "sasl.oauthbearer.expected.audience", "sasl.oauthbearer.expected.issuer", "sasl.oauthbearer.header.urlencode", "ssl.protocol", "ssl.provider",
    "ssl.cipher.suites", "ssl.enabled.protocols", "ssl.keystore.type", "ssl.keystore.location", "ssl.keystore.password", "ssl.keystore.key",
    "ssl.keystore.certificate.chain", "ssl.key.password", "ssl.truststore.type", "ssl.truststore.location", "ssl.truststore.password",
    "ssl.truststore.certificates", "ssl.keymanager.algorithm", "ssl.trustmanager.algorithm", "ssl.endpoint.identification.algorithm",
    "ssl.secure.random.implementation", "ssl.engine.factory.class", "bootstrap.resolve.timeout.ms",
};

constexpr std::string_view broker_names[] = {
    "advertised.listeners", "alter.config.policy.class.name", "alter.log.dirs.replication.quota.window.num", "authorizer.class.name",
    "auto.create.topics.enable", "auto.include.jmx.reporter", "background.threads", "broker.id", "broker.id.generation.enable", "broker.rack",
    "client.quota.callback.class", "compression.type", "connection.failed.authentication.delay.ms", "connections.max.idle.ms",
    "connections.max.reauth.ms", "control.plane.listener.name", "controlled.shutdown.max.retries", "controlled.shutdown.retry.backoff.ms",
    "controller.listener.names", "controller.quorum.bootstrap.servers", "controller.quorum.election.backoff.max.ms",
    "controller.quorum.request.timeout.ms", "controller.quorum.retry.backoff.ms", "controller.quorum.voters", "controller.quota.window.num",
    "controller.socket.timeout.ms", "create.topic.policy.class.name", "delegation.token.expiry.time.ms", "delegation.token.master.key",
    "delegation.token.max.lifetime.ms", "delegation.token.secret.key", "delete.topic.enable", "early.start.listeners", "fetch.max.bytes",
    "group.consumer.heartbeat.interval.ms", "group.consumer.session.timeout.ms", "group.coordinator.rebalance.protocols",
    "group.initial.rebalance.delay.ms", "group.max.session.timeout.ms", "group.max.size", "group.min.session.timeout.ms",
    "inter.broker.listener.name", "inter.broker.protocol.version", "kafka.metrics.reporters", "listener.security.protocol.map", "listeners",
    "log.cleaner.backoff.ms", "log.cleaner.dedupe.buffer.size", "log.cleaner.delete.retention.ms", "log.cleaner.enable", "log.cleaner.threads",
    "log.dir", "log.index.interval.bytes", "log.index.size.max.bytes", "log.local.retention.bytes", "log.local.retention.ms",
    "log.message.downconversion.enable", "log.message.format.version", "log.message.timestamp.difference.max.ms", "log.preallocate",
    "log.retention.check.interval.ms", "log.retention.hours", "log.retention.minutes", "log.roll.jitter.hours", "log.roll.jitter.ms", "log.roll.ms",
    "log.segment.delete.delay.ms", "max.connection.creation.rate", "max.connections", "max.connections.per.ip", "max.connections.per.ip.overrides",
    "max.incremental.fetch.session.cache.slots", "metadata.log.dir", "metadata.log.max.record.bytes.between.snapshots",
    "metadata.log.segment.bytes", "metadata.log.segment.ms", "metadata.max.idle.interval.ms", "metadata.max.retention.bytes",
    "metadata.max.retention.ms", "metric.reporters", "metrics.num.samples", "metrics.recording.level", "metrics.sample.window.ms",
    "node.id", "num.io.threads", "num.network.threads", "num.replica.alter.log.dirs.threads", "offset.metadata.max.bytes",
    "offsets.commit.required.acks", "offsets.commit.timeout.ms", "offsets.load.buffer.size", "offsets.retention.check.interval.ms",
    "offsets.retention.minutes", "offsets.topic.compression.codec", "offsets.topic.num.partitions", "offsets.topic.replication.factor",
    "offsets.topic.segment.bytes", "password.encoder.secret", "principal.builder.class", "process.roles", "queued.max.request.bytes",
    "queued.max.requests", "quota.window.num", "quota.window.size.seconds", "remote.log.storage.system.enable",
    "replica.socket.receive.buffer.bytes", "reserved.broker.max.id", "sasl.enabled.mechanisms", "sasl.jaas.config",
    "sasl.mechanism.controller.protocol", "sasl.mechanism.inter.broker.protocol", "security.inter.broker.protocol",
    "share.coordinator.state.topic.min.isr", "share.coordinator.state.topic.replication.factor", "socket.connection.setup.timeout.max.ms",
    "socket.connection.setup.timeout.ms", "socket.listen.backlog.size", "socket.receive.buffer.bytes", "socket.request.max.bytes",
    "socket.send.buffer.bytes", "ssl.cipher.suites", "ssl.client.auth", "ssl.enabled.protocols", "ssl.key.password", "ssl.keystore.location",
    "ssl.keystore.password", "ssl.keystore.type", "ssl.protocol", "ssl.truststore.location", "ssl.truststore.password", "ssl.truststore.type",
    "super.users", "transaction.abort.timed.out.transaction.cleanup.interval.ms", "transaction.remove.expired.transaction.cleanup.interval.ms",
    "transaction.state.log.load.buffer.size", "transaction.state.log.num.partitions", "transaction.state.log.segment.bytes",
    "zookeeper.connect", "zookeeper.connection.timeout.ms", "zookeeper.session.timeout.ms",
};

constexpr std::string_view topic_names[] = {
    "compression.gzip.level", "compression.lz4.level", "compression.zstd.level", "delete.retention.ms", "file.delete.delay.ms",
    "follower.replication.throttled.replicas", "index.interval.bytes", "leader.replication.throttled.replicas", "local.retention.bytes",
    "local.retention.ms", "max.compaction.lag.ms", "message.downconversion.enable", "message.format.version", "message.timestamp.difference.max.ms",
    "min.cleanable.dirty.ratio", "min.compaction.lag.ms", "preallocate", "remote.storage.enable", "segment.index.bytes", "segment.jitter.ms",
};

}  // namespace

std::span<const std::string_view> other_producer_names() { return producer_names; }
std::span<const std::string_view> other_broker_names() { return broker_names; }
std::span<const std::string_view> other_topic_names() { return topic_names; }

}  // namespace acksim
