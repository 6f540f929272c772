// Everything that travels. One struct a Kafka request or response, with the fields that a rule reads; names are Kafka's.
#pragma once

#include <cstdint>
#include <variant>

#include "base/broker_set.hpp"
#include "base/ids.hpp"
#include "base/list.hpp"
#include "protocol/config.hpp"
#include "protocol/errors.hpp"
#include "protocol/log.hpp"
#include "protocol/record.hpp"

namespace acksim {

// ---- any connection ----

struct Connect {};  // opening a connection, with its ApiVersions round trip
struct Connected {};
struct Disconnected {};  // the client's side of a connection learns that it is gone

// ---- producer and broker ----

struct ProduceBatch {
    PartitionId partition;
    RecordBatch batch;
};

struct ProduceRequest {
    std::int32_t number = 0;  // correlation id, per connection
    Acks acks = Acks::all;
    List<ProduceBatch, 1> batches;         // at most one a partition
    ErrorCode injected = ErrorCode::none;  // a fault: answer with this …
    bool injected_after_append = false;    // … after or instead of appending
};

struct PartitionAnswer {
    PartitionId partition;
    ErrorCode error = ErrorCode::none;
    Offset base_offset = unknown_offset;
    BrokerId leader = nobody;  // KIP-951: with NOT_LEADER_OR_FOLLOWER, if the broker knows better
    LeaderEpoch epoch{-1};
};

struct ProduceResponse {
    std::int32_t number = 0;
    List<PartitionAnswer, 1> answers;
};

struct MetadataRequest {
    std::int32_t number = 0;
};

struct PartitionMetadata {
    BrokerId leader = nobody;
    LeaderEpoch epoch{-1};

    constexpr bool operator==(const PartitionMetadata&) const = default;
};

struct MetadataResponse {
    std::int32_t number = 0;
    List<PartitionMetadata, 1> partitions;  // by PartitionId
};

struct InitProducerIdRequest {
    std::int32_t number = 0;
    std::int32_t incarnation = 0;
};

struct InitProducerIdResponse {
    std::int32_t number = 0;
    ProducerId id = no_producer_id;
};

// ---- follower and leader ----

struct FetchRequest {
    PartitionId partition;
    Offset offset;                       // the follower's LEO
    LeaderEpoch current_leader_epoch;    // -1: not said, hence not checked (before KIP-320)
    LeaderEpoch last_fetched_epoch{-1};  // -1: empty log
    BrokerEpoch broker_epoch;
};

struct FetchResponse {
    PartitionId partition;
    ErrorCode error = ErrorCode::none;
    Offset offset;             // of the request
    LeaderEpoch leader_epoch;  // of the request
    EpochEnd diverging;        // epoch -1: does not diverge
    Offset high_watermark;
    Offset leader_end;  // with OFFSET_OUT_OF_RANGE: what ListOffsets(latest) would say
    List<LogBatch, 1> batches;
};

// Before a follower fetched, from KIP-101 until divergence came with the fetch response: where does my latest epoch end?
struct OffsetsForLeaderEpochRequest {
    PartitionId partition;
    LeaderEpoch leader_epoch;
};

struct OffsetsForLeaderEpochResponse {
    PartitionId partition;
    ErrorCode error = ErrorCode::none;
    LeaderEpoch requested_epoch;  // of the request
    EpochEnd end;                 // epoch -1: undefined
};

// ---- broker and controller ----

struct AlterPartitionRequest {
    PartitionId partition;
    LeaderEpoch leader_epoch;
    PartitionEpoch partition_epoch;
    BrokerSet isr;
    BrokerId joiner = nobody;      // the member that an expansion adds, and …
    BrokerEpoch joiner_epoch{-1};  // … the epoch of its last fetch (KIP-903)
};

struct AlterPartitionResponse {
    PartitionId partition;
    ErrorCode error = ErrorCode::none;
    LeaderEpoch leader_epoch;
    PartitionEpoch partition_epoch;
    BrokerSet isr;
};

struct RegisterRequest {
    bool clean = false;  // the last shutdown was a clean one (previousBrokerEpoch matches)
};

struct RegisterResponse {
    ErrorCode error = ErrorCode::none;
    BrokerEpoch epoch;
};

// Heartbeats are sent when they say something new: that a broker wants to be unfenced, or to shut down.
struct HeartbeatRequest {
    BrokerEpoch epoch;
    bool want_shut_down = false;
};

struct HeartbeatResponse {
    bool should_shut_down = false;
};

// What the controller has decided about one partition (PartitionRegistration). One that has not been created yet has epoch -1, and nobody
// hears of it.
struct PartitionState {
    BrokerId leader = nobody;
    LeaderEpoch leader_epoch;
    PartitionEpoch partition_epoch;
    BrokerSet isr;
    BrokerSet elr;
    BrokerId last_known_leader = nobody;

    bool exists() const { return leader_epoch.value >= 0; }
    bool is_leaderless() const { return exists() && leader == nobody; }
    constexpr bool operator==(const PartitionState&) const = default;
};

struct PartitionChange {
    PartitionId partition;
    PartitionState state;
};

// A piece of the metadata log as a broker applies it: the partitions that changed, and the brokers as they are now.
struct MetadataUpdate {
    List<PartitionChange, 1> partitions;
    BrokerSet active;                    // registered, not fenced, not shutting down
    List<BrokerEpoch, 4> broker_epochs;  // by BrokerId
};

using Message =
    std::variant<Connect, Connected, Disconnected, ProduceRequest, ProduceResponse, MetadataRequest, MetadataResponse, InitProducerIdRequest,
                 InitProducerIdResponse, FetchRequest, FetchResponse, AlterPartitionRequest, AlterPartitionResponse, RegisterRequest, RegisterResponse,
                 HeartbeatRequest, HeartbeatResponse, MetadataUpdate, OffsetsForLeaderEpochRequest, OffsetsForLeaderEpochResponse>;

// Bytes on the wire, roughly: what bandwidth is charged for.
std::int64_t wire_size(const Message& message);

}  // namespace acksim
