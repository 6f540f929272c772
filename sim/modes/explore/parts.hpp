// A World as parts that are packed, stored and restored each by itself: every broker, the controller, every producer, every connection,
// timers, ledger, and the rest. A step changes few of them, so most of a successor is known before it is packed. Parts follow the members
// of World: what is added to World is a part of its own or lies in one, and cannot be forgotten.
#pragma once

#include <cstdint>
#include <vector>

#include "world/world.hpp"

namespace acksim {

using PartNumber = std::uint16_t;

class Parts {
public:
    explicit Parts(const World& world);

    int count() const { return count_; }
    PartNumber broker(BrokerId b) const { return static_cast<PartNumber>(b.value); }
    PartNumber controller() const { return static_cast<PartNumber>(brokers_); }
    PartNumber producer(ProducerIndex p) const { return static_cast<PartNumber>(brokers_ + 1 + p.value); }
    PartNumber connection(ConnectionId c) const { return static_cast<PartNumber>(first_connection() + c.value); }
    PartNumber timers() const { return static_cast<PartNumber>(first_connection() + connections_); }
    PartNumber ledger() const { return static_cast<PartNumber>(timers() + 1); }
    PartNumber blocked() const { return static_cast<PartNumber>(timers() + 3); }  // the last two are blocked and paused
    bool is_connection(PartNumber p) const { return p >= first_connection() && p < timers(); }
    int first_connection() const { return brokers_ + 1 + producers_; }

    // The parts that hold no connection, and of these the ones that hold what is replicated and what was told.
    std::vector<PartNumber> all_but_connections() const;
    std::vector<PartNumber> replicas_and_ledger() const;

    void pack(const World& world, PartNumber part, ByteWriter& out) const;
    void unpack(std::span<const std::uint8_t> bytes, World& world, PartNumber part) const;
    void copy(const World& from, World& to, PartNumber part) const;

private:
    int brokers_, producers_, connections_, count_;
};

}  // namespace acksim
