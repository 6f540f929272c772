// Kafka's error codes as ordinary data, and the two questions a producer asks of one: may it be retried, and does it call for new metadata.
// Source: clients/common/protocol/Errors.java and the exception hierarchy in common/errors.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace acksim {

enum class ErrorCode : std::int16_t {
    unknown_server_error = -1,
    none = 0,
    offset_out_of_range = 1,
    corrupt_message = 2,
    unknown_topic_or_partition = 3,
    leader_not_available = 5,
    not_leader_or_follower = 6,
    request_timed_out = 7,
    broker_not_available = 8,
    message_too_large = 10,
    network_exception = 13,
    invalid_topic_exception = 17,
    record_list_too_large = 18,
    not_enough_replicas = 19,
    not_enough_replicas_after_append = 20,
    invalid_required_acks = 21,
    topic_authorization_failed = 29,
    cluster_authorization_failed = 31,
    invalid_timestamp = 32,
    unsupported_sasl_mechanism = 33,
    unsupported_version = 35,
    invalid_request = 42,
    unsupported_for_message_format = 43,
    policy_violation = 44,
    out_of_order_sequence_number = 45,
    duplicate_sequence_number = 46,
    invalid_producer_epoch = 47,
    invalid_txn_state = 48,
    invalid_producer_id_mapping = 49,
    concurrent_transactions = 51,
    kafka_storage_error = 56,
    unknown_producer_id = 59,
    fenced_leader_epoch = 74,
    unknown_leader_epoch = 75,
    unsupported_compression_type = 76,
    stale_broker_epoch = 77,
    invalid_record = 87,
    throttling_quota_exceeded = 89,
    producer_fenced = 90,
    invalid_update_version = 95,
    unknown_topic_id = 100,
    duplicate_broker_registration = 101,
    inconsistent_topic_id = 103,
    ineligible_replica = 107,
    // What only a client can tell its application; no broker sends these.
    expired = 1000,            // TimeoutException: delivery.timeout.ms passed
    buffer_exhausted = 1001,   // BufferExhaustedException: buffer.memory full for max.block.ms
    record_too_large = 1002,   // RecordTooLargeException from send(): larger than max.request.size or buffer.memory
    closed_forcefully = 1003,  // KafkaException: Producer is closed forcefully
    closed = 1004,             // IllegalStateException: send() after close()
    part_of_bad_batch = 1005,  // KafkaException: another record of the batch was invalid
    not_in_metadata = 1006,    // TimeoutException from send(): the partition was not present in metadata after max.block.ms
};

struct ErrorInfo {
    ErrorCode code;
    std::string_view name;       // as in Errors.java: NOT_ENOUGH_REPLICAS
    std::string_view exception;  // what the application's callback gets: NotEnoughReplicasException
    bool retriable;              // extends RetriableException
    bool refreshes_metadata;     // extends InvalidMetadataException
};

// Every code above, in order.
std::span<const ErrorInfo> all_errors();
const ErrorInfo& info(ErrorCode code);
std::optional<ErrorCode> error_named(std::string_view name);
std::optional<ErrorCode> error_numbered(int code);

inline bool is_retriable(ErrorCode code) { return info(code).retriable; }

}  // namespace acksim
