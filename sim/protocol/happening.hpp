// What is worth telling about a step: the facts from which triggers, the trace and the chains of causes are made. The protocol says them
// through its Turn and never reads them back.
#pragma once

#include <cstdint>

#include "base/broker_set.hpp"
#include "base/ids.hpp"
#include "protocol/errors.hpp"
#include "protocol/nodes.hpp"
#include "protocol/record.hpp"

namespace acksim {

enum class What : std::int8_t {
    // producer (node = the producer)
    sent,                  // records: send() put it into the accumulator; offset = index of the record (p1#offset)
    send_refused,          // error: send() failed in the application thread; offset = index of the record
    requested,             // records, other = broker, offset = attempt (0 the first): a batch was put on the wire
    told_ok,               // records, offset = base offset or -1
    told_error,            // records, error
    retry_scheduled,       // records, error, offset = attempts so far
    expired,               // records: delivery.timeout.ms passed (told_error follows)
    split,                 // records: too large for the broker, cut into smaller batches
    request_timed_out,     // other = broker: request.timeout.ms passed, the connection is closed
    connected,             // other = broker
    disconnected,          // other = broker: the producer notices that its connection is gone
    producer_id_obtained,  // offset = PID
    epoch_bumped,          // offset = new producer epoch
    metadata_updated,      // partition, other = leader, epoch
    process_died,          // the producer's process ended with records that it had not sent or not heard of
    closed,
    // broker (node = the broker)
    appended,                     // partition, records, offset = base offset, epoch: by the leader
    refused,                      // partition, records, error: not appended
    duplicate_suppressed,         // partition, records, offset = base offset of the copy that is there
    acknowledged,                 // partition, records, offset, other = producer: the leader answers OK
    answered_error,               // partition, records, error, other = producer: after the append
    replicated,                   // partition, records, offset, epoch: by a follower
    high_watermark,               // partition, offset = new high watermark
    isr_shrink_asked,             // partition, set = proposed ISR
    isr_expand_asked,             // partition, set = proposed ISR
    became_leader,                // partition, epoch, offset = LEO
    became_follower,              // partition, epoch, other = leader
    truncated,                    // partition, records (per removed batch), offset = its base offset, epoch
    truncated_to_high_watermark,  // the same, blindly: rules before KIP-320
    unflushed_lost,               // partition, records (per removed batch), offset: a power loss took it from the page cache, or it was on a disk that is lost
    producer_forgotten,           // partition, other = producer: producer.id.expiration.ms has passed since its last batch
    // controller (node = the controller)
    isr_changed,     // partition, set = ISR
    leader_elected,  // partition, other = leader, epoch, set = ISR
    unclean_leader_elected,
    leaderless,  // partition, epoch
    fenced,      // other = broker, offset = 1: it has asked to shut down
    unfenced,    // other = broker
    registered,  // other = broker, offset = broker epoch
    // faults (node = whom it hits)
    crashed,
    lost_power,
    lost_disk,
    stopped,
    restarted,
    paused,
    resumed,
    link_cut,  // other = the other end, offset = 1: what comes from there still arrives
    link_healed,
    request_lost,  // node = producer, other = broker, records
    response_lost,
    connection_broken,  // node = producer, other = broker
    request_swallowed,
    response_swallowed,
    error_injected,  // node = broker, error, records
    message_delayed,
    follower_slowed,
    leader_move_asked,  // partition, other = the new leader
    config_altered,     // partition
    partitions_added,   // partition = the topic's first
    timer_early,        // offset = TimerKind, records: of a batch's timer (only explorations do this)
    partition_created,  // partition, other = leader, epoch, set = ISR (node = the controller)
};

struct Happening {
    What what = What::sent;
    NodeId node = no_node;
    NodeId other = no_node;
    PartitionId partition{-1};
    RecordRange records{};
    std::int64_t offset = -1;
    LeaderEpoch epoch{-1};
    BrokerSet set{};
    ErrorCode error = ErrorCode::none;
};

}  // namespace acksim
