// Properties of a producer (spec: producer.md §1.1; Kafka: clients/…/producer/ProducerConfig.java and CommonClientConfigs.java).
#include "scenario/config_keys.hpp"

namespace acksim {

namespace {

constexpr std::string_view config = "ProducerConfig";
using enum ConfigType;
using P = ProducerConfig;

constexpr ConfigKey keys[] = {
    {.name = "acks", .type = word, .defaults = "1; 3.0: all", .meaning = "Which replicas must have a batch before the leader answers: 0 none (no answer at all), 1 the leader, all the whole ISR.", .source = "ProducerConfig, ReplicaManager.appendRecords", .store = &P::acks, .words = "all -1 0 1", .effect = "Anything but all switches idempotence off unless enable.idempotence is set."},
    // 3.0.0 and 3.1.0 declare true, but a bug (KAFKA-13598) leaves idempotence off unless it is set; so it counts as false there.
    {.name = "enable.idempotence", .type = truth, .defaults = "false; 3.0.1: true; 3.1: false; 3.1.1: true", .meaning = "Number the batches of each partition, so that the broker drops what a retry sends twice and refuses what comes out of order.", .source = "ProducerConfig.postProcessAndValidateIdempotenceConfigs", .store = &P::enable_idempotence, .effect = "Needs acks=all, retries above 0 and at most 5 requests in flight."},
    {.name = "retries", .type = int32, .defaults = "2147483647", .meaning = "How often a batch is sent again after a retriable error; delivery.timeout.ms usually ends it earlier.", .source = "Sender.canRetry", .store = &P::retries, .min = 0},
    {.name = "max.in.flight.requests.per.connection", .type = int32, .unit = "requests", .defaults = "5", .meaning = "Requests that may wait for an answer on one connection. Above 1 without idempotence, a retry can overtake.", .source = "NetworkClient.canSendRequest", .store = &P::max_in_flight_requests_per_connection, .min = 1},
    {.name = "delivery.timeout.ms", .type = int32, .unit = "ms", .defaults = "120000", .meaning = "From the creation of a batch to the last moment at which it may still succeed; then its records are told TimeoutException.", .source = "KafkaProducer.configureDeliveryTimeout", .store = &P::delivery_timeout, .min = 0, .effect = "At least linger.ms + request.timeout.ms."},
    {.name = "request.timeout.ms", .type = int32, .unit = "ms", .defaults = "30000", .meaning = "How long a request waits for its answer before the connection is given up; the broker waits as long for acks=all.", .source = "InFlightRequests.hasExpiredRequest", .store = &P::request_timeout, .min = 0},
    {.name = "linger.ms", .type = int64, .unit = "ms", .defaults = "0; 4.0: 5", .meaning = "How long a batch that is not full waits for more records.", .source = "RecordAccumulator.batchReady", .store = &P::linger, .min = 0},
    {.name = "batch.size", .type = int32, .unit = "bytes", .defaults = "16384", .meaning = "Bytes that one batch holds; a larger record gets a batch of its own. 0 counts as 1.", .source = "RecordAccumulator.append", .store = &P::batch_size, .min = 0},
    {.name = "buffer.memory", .type = int64, .unit = "bytes", .defaults = "33554432", .meaning = "Memory of the accumulator; when it is full, send() blocks up to max.block.ms.", .source = "BufferPool.allocate", .store = &P::buffer_memory, .min = 0},
    {.name = "max.block.ms", .type = int64, .unit = "ms", .defaults = "60000", .meaning = "How long send() may block for metadata and memory.", .source = "KafkaProducer.waitOnMetadata, BufferPool.allocate", .store = &P::max_block, .min = 0},
    {.name = "max.request.size", .type = int32, .unit = "bytes", .defaults = "1048576", .meaning = "Largest record that send() takes, and largest request.", .source = "KafkaProducer.ensureValidRecordSize", .store = &P::max_request_size, .min = 0},
    {.name = "retry.backoff.ms", .type = int64, .unit = "ms", .defaults = "100", .meaning = "Pause before the first retry; it doubles with each further one since 3.7, and is constant before.", .source = "RecordAccumulator.shouldBackoff, ExponentialBackoff", .store = &P::retry_backoff, .min = 0},
    {.name = "retry.backoff.max.ms", .type = int64, .unit = "ms", .defaults = "1000", .meaning = "Largest pause before a retry.", .source = "ExponentialBackoff (KIP-580)", .store = &P::retry_backoff_max, .min = 0, .since = "3.7"},
    {.name = "reconnect.backoff.ms", .type = int64, .unit = "ms", .defaults = "50", .meaning = "Pause before the first new connection to a broker; it doubles with each failure.", .source = "ClusterConnectionStates", .store = &P::reconnect_backoff, .min = 0},
    {.name = "reconnect.backoff.max.ms", .type = int64, .unit = "ms", .defaults = "1000", .meaning = "Largest pause before a new connection.", .source = "ClusterConnectionStates", .store = &P::reconnect_backoff_max, .min = 0, .effect = "Not set, while reconnect.backoff.ms is: equal to that."},
    {.name = "socket.connection.setup.timeout.ms", .type = int64, .unit = "ms", .defaults = "10000", .meaning = "How long a TCP connection may take to be set up.", .source = "ClusterConnectionStates.isConnectionSetupTimeout", .store = &P::socket_connection_setup_timeout, .min = 0},
    {.name = "socket.connection.setup.timeout.max.ms", .type = int64, .unit = "ms", .defaults = "30000", .meaning = "Largest time for setting up a connection after several failures.", .source = config},
    {.name = "metadata.max.age.ms", .type = int64, .unit = "ms", .defaults = "300000", .meaning = "Metadata is fetched anew after this time even if nothing asks for it.", .source = "Metadata.timeToNextUpdate", .store = &P::metadata_max_age, .min = 0},
    {.name = "metadata.max.idle.ms", .type = int64, .unit = "ms", .defaults = "300000", .meaning = "A topic that is not used for this long is forgotten.", .source = "ProducerMetadata", .min = 5000},
    {.name = "metadata.recovery.strategy", .type = word, .defaults = "none; 4.0: rebootstrap", .meaning = "What to do when no known broker can be reached.", .source = "NetworkClient (KIP-899)", .words = "none rebootstrap", .since = "3.8"},
    {.name = "metadata.recovery.rebootstrap.trigger.ms", .type = int64, .unit = "ms", .defaults = "300000", .meaning = "Time without metadata before the client starts from bootstrap.servers again.", .source = "NetworkClient (KIP-1102)", .min = 0, .since = "4.0"},
    {.name = "connections.max.idle.ms", .type = int64, .unit = "ms", .defaults = "540000", .meaning = "An unused connection is closed after this time.", .source = "Selector"},
    {.name = "partitioner.class", .type = text, .defaults = "null", .meaning = "Class that chooses the partition of a record.", .source = "KafkaProducer.partition"},
    {.name = "partitioner.ignore.keys", .type = truth, .defaults = "false", .meaning = "Records with keys are spread like records without.", .source = "KafkaProducer.partition", .since = "3.3"},
    {.name = "partitioner.adaptive.partitioning.enable", .type = truth, .defaults = "true", .meaning = "Records without key prefer partitions with short queues.", .source = "BuiltInPartitioner", .since = "3.3"},
    {.name = "partitioner.availability.timeout.ms", .type = int64, .unit = "ms", .defaults = "0", .meaning = "Records without key avoid brokers that have been stuck this long; 0: never.", .source = "RecordAccumulator.partitionReady", .min = 0, .since = "3.3"},
    {.name = "partitioner.rack.aware", .type = truth, .defaults = "false", .meaning = "Records without key prefer leaders in the same rack.", .source = "BuiltInPartitioner", .since = "4.4"},
    {.name = "client.rack", .type = text, .meaning = "The client's rack.", .source = "ProducerConfig", .since = "4.4"},
    {.name = "transactional.id", .type = text, .defaults = "null", .meaning = "Name under which transactions survive a restart; implies idempotence.", .source = "TransactionManager", .effect = "Checked against enable.idempotence; transactions themselves are not run."},
    {.name = "transaction.timeout.ms", .type = int32, .unit = "ms", .defaults = "60000", .meaning = "After this time the coordinator aborts an open transaction.", .source = "TransactionCoordinator"},
    {.name = "transaction.two.phase.commit.enable", .type = truth, .defaults = "false", .meaning = "Transactions without timeout, for an outside coordinator.", .source = "KIP-939", .since = "4.1"},
    {.name = "compression.type", .type = word, .defaults = "none", .meaning = "How batches are compressed.", .source = "ProducerConfig", .words = "none gzip snappy lz4 zstd"},
    {.name = "enable.metrics.push", .type = truth, .defaults = "true", .meaning = "Sends the client's metrics to the brokers.", .source = "KIP-714", .since = "3.7"},
};

}  // namespace

std::span<const ConfigKey> producer_keys() { return keys; }

}  // namespace acksim
