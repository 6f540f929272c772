#include "protocol/errors.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace acksim {

namespace {

using enum ErrorCode;

constexpr std::array errors{
    ErrorInfo{unknown_server_error, "UNKNOWN_SERVER_ERROR", "UnknownServerException", false, false},
    ErrorInfo{none, "NONE", "", false, false},
    ErrorInfo{offset_out_of_range, "OFFSET_OUT_OF_RANGE", "OffsetOutOfRangeException", false, false},
    ErrorInfo{corrupt_message, "CORRUPT_MESSAGE", "CorruptRecordException", true, false},
    ErrorInfo{unknown_topic_or_partition, "UNKNOWN_TOPIC_OR_PARTITION", "UnknownTopicOrPartitionException", true, true},
    ErrorInfo{leader_not_available, "LEADER_NOT_AVAILABLE", "LeaderNotAvailableException", true, true},
    ErrorInfo{not_leader_or_follower, "NOT_LEADER_OR_FOLLOWER", "NotLeaderOrFollowerException", true, true},
    ErrorInfo{request_timed_out, "REQUEST_TIMED_OUT", "TimeoutException", true, false},
    ErrorInfo{broker_not_available, "BROKER_NOT_AVAILABLE", "BrokerNotAvailableException", false, false},
    ErrorInfo{message_too_large, "MESSAGE_TOO_LARGE", "RecordTooLargeException", false, false},
    ErrorInfo{network_exception, "NETWORK_EXCEPTION", "NetworkException", true, true},
    ErrorInfo{invalid_topic_exception, "INVALID_TOPIC_EXCEPTION", "InvalidTopicException", false, false},
    ErrorInfo{record_list_too_large, "RECORD_LIST_TOO_LARGE", "RecordBatchTooLargeException", false, false},
    ErrorInfo{not_enough_replicas, "NOT_ENOUGH_REPLICAS", "NotEnoughReplicasException", true, false},
    ErrorInfo{not_enough_replicas_after_append, "NOT_ENOUGH_REPLICAS_AFTER_APPEND", "NotEnoughReplicasAfterAppendException", true, false},
    ErrorInfo{invalid_required_acks, "INVALID_REQUIRED_ACKS", "InvalidRequiredAcksException", false, false},
    ErrorInfo{topic_authorization_failed, "TOPIC_AUTHORIZATION_FAILED", "TopicAuthorizationException", false, false},
    ErrorInfo{cluster_authorization_failed, "CLUSTER_AUTHORIZATION_FAILED", "ClusterAuthorizationException", false, false},
    ErrorInfo{invalid_timestamp, "INVALID_TIMESTAMP", "InvalidTimestampException", false, false},
    ErrorInfo{unsupported_sasl_mechanism, "UNSUPPORTED_SASL_MECHANISM", "UnsupportedSaslMechanismException", false, false},
    ErrorInfo{unsupported_version, "UNSUPPORTED_VERSION", "UnsupportedVersionException", false, false},
    ErrorInfo{invalid_request, "INVALID_REQUEST", "InvalidRequestException", false, false},
    ErrorInfo{unsupported_for_message_format, "UNSUPPORTED_FOR_MESSAGE_FORMAT", "UnsupportedForMessageFormatException", false, false},
    ErrorInfo{policy_violation, "POLICY_VIOLATION", "PolicyViolationException", false, false},
    ErrorInfo{out_of_order_sequence_number, "OUT_OF_ORDER_SEQUENCE_NUMBER", "OutOfOrderSequenceException", false, false},
    ErrorInfo{duplicate_sequence_number, "DUPLICATE_SEQUENCE_NUMBER", "DuplicateSequenceException", false, false},
    ErrorInfo{invalid_producer_epoch, "INVALID_PRODUCER_EPOCH", "InvalidProducerEpochException", false, false},
    ErrorInfo{invalid_txn_state, "INVALID_TXN_STATE", "InvalidTxnStateException", false, false},
    ErrorInfo{invalid_producer_id_mapping, "INVALID_PRODUCER_ID_MAPPING", "InvalidPidMappingException", false, false},
    ErrorInfo{concurrent_transactions, "CONCURRENT_TRANSACTIONS", "ConcurrentTransactionsException", true, false},
    ErrorInfo{kafka_storage_error, "KAFKA_STORAGE_ERROR", "KafkaStorageException", true, true},
    ErrorInfo{unknown_producer_id, "UNKNOWN_PRODUCER_ID", "UnknownProducerIdException", false, false},
    ErrorInfo{fenced_leader_epoch, "FENCED_LEADER_EPOCH", "FencedLeaderEpochException", true, true},
    ErrorInfo{unknown_leader_epoch, "UNKNOWN_LEADER_EPOCH", "UnknownLeaderEpochException", true, false},
    ErrorInfo{unsupported_compression_type, "UNSUPPORTED_COMPRESSION_TYPE", "UnsupportedCompressionTypeException", false, false},
    ErrorInfo{stale_broker_epoch, "STALE_BROKER_EPOCH", "StaleBrokerEpochException", false, false},
    ErrorInfo{invalid_record, "INVALID_RECORD", "InvalidRecordException", false, false},
    ErrorInfo{throttling_quota_exceeded, "THROTTLING_QUOTA_EXCEEDED", "ThrottlingQuotaExceededException", true, false},
    ErrorInfo{producer_fenced, "PRODUCER_FENCED", "ProducerFencedException", false, false},
    ErrorInfo{invalid_update_version, "INVALID_UPDATE_VERSION", "InvalidUpdateVersionException", false, false},
    ErrorInfo{unknown_topic_id, "UNKNOWN_TOPIC_ID", "UnknownTopicIdException", true, true},
    ErrorInfo{duplicate_broker_registration, "DUPLICATE_BROKER_REGISTRATION", "DuplicateBrokerRegistrationException", false, false},
    ErrorInfo{inconsistent_topic_id, "INCONSISTENT_TOPIC_ID", "InconsistentTopicIdException", true, true},
    ErrorInfo{ineligible_replica, "INELIGIBLE_REPLICA", "IneligibleReplicaException", false, false},
    ErrorInfo{expired, "delivery.timeout.ms passed", "TimeoutException", true, false},
    ErrorInfo{buffer_exhausted, "buffer.memory exhausted", "BufferExhaustedException", true, false},
    ErrorInfo{record_too_large, "larger than max.request.size", "RecordTooLargeException", false, false},
    ErrorInfo{closed_forcefully, "closed forcefully", "KafkaException", false, false},
    ErrorInfo{closed, "send() after close()", "IllegalStateException", false, false},
    ErrorInfo{part_of_bad_batch, "part of a batch with an invalid record", "KafkaException", false, false},
    ErrorInfo{not_in_metadata, "partition not in metadata for max.block.ms", "TimeoutException", true, false},
};

}  // namespace

std::span<const ErrorInfo> all_errors() { return errors; }

const ErrorInfo& info(ErrorCode code) {
    auto found = std::lower_bound(errors.begin(), errors.end(), code, [](const ErrorInfo& e, ErrorCode c) { return e.code < c; });
    ACKSIM_CHECK(found != errors.end() && found->code == code);
    return *found;
}

std::optional<ErrorCode> error_named(std::string_view name) {
    for (const ErrorInfo& e : errors)
        if (e.name == name) return e.code;
    return std::nullopt;
}

std::optional<ErrorCode> error_numbered(int code) {
    for (const ErrorInfo& e : errors)
        if (static_cast<int>(e.code) == code) return e.code;
    return std::nullopt;
}

}  // namespace acksim
