// Timers by name: what is waited for and by whom. Armed or not is state; when one fires is the driver's business.
#pragma once

#include <cstdint>

#include "base/list.hpp"
#include "protocol/nodes.hpp"

namespace acksim {

enum class TimerKind : std::int8_t {
    // producer
    send,               // the application calls send() again
    resend,             // the application sends a failed record again
    linger,             // a = partition: linger.ms of the partition's youngest batch
    request_timeout,    // a = broker, b = slot of the request in its connection's window
    connect_timeout,    // a = broker
    reconnect_backoff,  // a = broker
    metadata_backoff,   // retry.backoff.ms after metadata came, or failed to come
    metadata_age,       // metadata.max.age.ms
    producer_id_backoff,
    max_block,  // send() waits for buffer.memory or for metadata
    close_timeout,
    delivery_timeout,  // a = batch
    retry_backoff,     // a = batch
    // broker
    fetch_backoff,    // a = partition
    fetch_wait,       // a = partition, b = follower: the leader holds an empty fetch
    isr_check,        // every replica.lag.time.max.ms / 2 while a follower is behind
    produce_timeout,  // a = producer: an acks=all request waits for the high watermark
    register_again,
    restart,          // the operator starts the process again
    forget_producer,  // a = partition, b = producer: producer.id.expiration.ms after the last batch, and until the next scan
    // controller
    session,  // a = broker: its heartbeats have stopped
    count,
};

struct Timer {
    TimerKind kind = TimerKind::count;
    NodeId node = no_node;
    std::int32_t a = 0;
    std::int32_t b = 0;

    constexpr bool operator==(const Timer&) const = default;
};

using Slot = std::int32_t;  // place of a channel or timer in the agenda; see layout.hpp

// A bit per slot.
struct Timers {
    List<std::uint64_t, 4> armed;

    bool has(Slot slot) const {
        auto word = static_cast<std::size_t>(slot) / 64;
        return word < armed.size() && (armed[word] >> (slot % 64) & 1) != 0;
    }
    void set(Slot slot) {
        auto word = static_cast<std::size_t>(slot) / 64;
        if (word >= armed.size()) armed.resize(word + 1);
        armed[word] |= std::uint64_t{1} << (slot % 64);
    }
    void clear(Slot slot) { armed[static_cast<std::size_t>(slot) / 64] &= ~(std::uint64_t{1} << (slot % 64)); }
};

}  // namespace acksim
