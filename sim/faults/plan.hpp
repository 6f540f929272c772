// The faults of a scenario as data: when, what, to whom. A timed run follows the plan; exploration takes from the same kinds at any step.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "protocol/errors.hpp"
#include "protocol/nodes.hpp"
#include "protocol/record.hpp"

namespace acksim {

// Whom a fault hits, looked up at the moment it starts.
struct Target {
    enum class Kind : std::int8_t {
        node,        // a broker by number, the controller, or a producer
        leader,      // of the partition, as the controller sees it
        followers,   // every replica of the partition but the leader
        follower,    // the number-th follower (1-based) in assignment order without the leader
        not_in_isr,  // every replica of the partition that is outside the ISR
        clients,     // every producer
        brokers,     // every broker
    };
    Kind kind = Kind::leader;
    NodeId node = no_node;
    std::int16_t number = 0;
    PartitionId partition{0};
};

// When a fault starts. Beside `at`, a state: so a scenario survives a change of timing.
struct Trigger {
    enum class Kind : std::int8_t {
        at,               // time
        sent,             // record: send() put it into the accumulator
        requested,        // record: its batch was put on the wire (again)
        appended,         // record: by the leader
        replicated,       // record: on any follower, or on `broker` if that is given
        acknowledged,     // record: its producer was told OK
        told_error,       // record
        follower_behind,  // `broker` is at least `number` records behind the leader's LEO
        isr_is,           // partition's ISR (the controller's) equals `brokers`
        isr_size,         // partition's ISR has `number` members
        leader_changed,   // the number-th time (1-based) that the partition gets another leader
        fault_started,    // the number-th fault of the list (0-based) has started
        fault_ended,      // … has ended: the broker is back, the pause is over, the link is whole
    };
    Kind kind = Kind::at;
    SimTime at{};
    RecordName record{};
    PartitionId partition{0};
    BrokerId broker = nobody;
    BrokerSet brokers{};
    std::int32_t number = 0;
    std::int32_t times = 1;  // the fault starts when this has been true for the times-th time
    Duration after{};        // extra pause between the state and the fault
};

enum class FaultKind : std::int8_t {
    crash,             // the process dies, the disk and the page cache stay
    power_loss,        // the unflushed suffix of every log is lost
    disk_loss,         // the process dies and every log is gone
    stop,              // SIGTERM: controlled shutdown
    pause,             // a frozen process (GC, SIGSTOP); also of a producer or the controller
    partition,         // messages between the two ends do not arrive; TCP keeps them until the link heals
    lose_request,      // the connection breaks before the request that holds the record reaches the broker
    lose_response,     // the connection breaks before the answer to that request reaches the producer
    swallow_request,   // the request vanishes, the connection stays
    swallow_response,  // the answer vanishes, the connection stays
    delay_request,     // the request (and all behind it on its connection) arrives late
    delay_response,
    answer_error,      // the broker answers the request with an error, without or after appending it
    delay,             // every message between two ends takes longer
    slow_follower,     // every fetch of the follower takes longer
    move_leader,       // planned: preferred election or reassignment to a chosen ISR member
    kill_producer,     // the producer's process dies
    break_connection,  // the connection of a producer (target) and a broker (other) breaks, with all that is on its way
    alter_config,      // a topic's min.insync.replicas, max.message.bytes or unclean.leader.election.enable is changed while it runs
    add_partitions,    // a topic gets more partitions
};

struct Fault {
    FaultKind kind = FaultKind::crash;
    Trigger when{};
    Target target{};                        // broker, node, or one end of the link
    Target other{};                         // partition, delay: the other end
    bool one_way = false;                   // partition: only messages from target to other are kept back
    Duration duration{-1};                  // pause, partition, delay, slow_follower: how long; negative: until the faults are over and all heals
    Duration restart_after{-1};             // crash, power_loss, disk_loss, stop: negative: when everything heals
    std::int64_t keep = -1;                 // power_loss: batches that survive at least up to this offset; -1: exactly what was flushed
    RecordName record{};                    // faults on one request: it carries this record …
    std::int32_t nth = 0;                   // … or, if > 0, is the nth (1-based) produce request of the producer record.producer
    std::int32_t times = 1;                 // faults on one request: so many times in a row, counting resends; < 0: for ever
    Duration by{};                          // delay_*, delay, slow_follower: how much longer
    ErrorCode error = ErrorCode::none;      // answer_error
    bool appended = false;                  // answer_error: after the append
    PartitionId partition{0};               // move_leader, alter_config, add_partitions
    std::int16_t partitions = 0;            // add_partitions: how many the topic has from then on
    std::int32_t min_insync_replicas = -1;  // alter_config: -1 keeps the value
    std::int32_t max_message_bytes = -1;
    std::int8_t unclean = -1;
};

}  // namespace acksim
