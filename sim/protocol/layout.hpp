// Where every channel and every timer of a scenario has its place: slots of one agenda, numbered once from the configuration.
// Timers of batches come last, so that a growing pool of batches adds slots and moves none.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "protocol/network.hpp"
#include "protocol/timers.hpp"

namespace acksim {

struct Channel {
    ConnectionId connection;
    Direction direction = Direction::requests;
    NodeId from = no_node;
    NodeId to = no_node;
};

class Layout {
public:
    explicit Layout(const Config& config);

    Nodes nodes() const { return nodes_; }
    int connections() const { return connections_; }

    ConnectionId to_broker(ProducerIndex p, BrokerId b) const { return {p.value * brokers_ + b.value}; }
    ConnectionId to_controller(BrokerId b) const { return {producers_ * brokers_ + b.value}; }
    ConnectionId to_leader(BrokerId follower, BrokerId leader) const { return {producers_ * brokers_ + brokers_ + follower.value * brokers_ + leader.value}; }
    NodeId client(ConnectionId c) const { return clients_[static_cast<std::size_t>(c.value)]; }
    NodeId server(ConnectionId c) const { return servers_[static_cast<std::size_t>(c.value)]; }
    // Who hosts the partition: its assignment as a set.
    BrokerSet replicas(PartitionId p) const { return replicas_[static_cast<std::size_t>(p.value)]; }
    bool is_producers(ConnectionId c) const { return c.value < producers_ * brokers_; }

    Slot slot(ConnectionId c, Direction d) const { return c.value * 3 + static_cast<Slot>(d); }
    Slot slot(const Timer& timer) const {
        const Range& r = ranges_[static_cast<std::size_t>(timer.kind)];
        if (timer.kind == TimerKind::delivery_timeout || timer.kind == TimerKind::retry_backoff)
            return batches_ + (timer.a * producers_ + nodes_.producer_of(timer.node).value) * 2 + (timer.kind == TimerKind::retry_backoff);
        return r.first + ((timer.node.value - r.node) * r.a + timer.a) * r.b + timer.b;
    }
    bool is_channel(Slot s) const { return s < first_timer_; }
    const Channel& channel(Slot s) const { return channels_[static_cast<std::size_t>(s)]; }
    const Timer& fixed_timer(Slot s) const { return timers_[static_cast<std::size_t>(s - first_timer_)]; }
    Timer timer(Slot s) const;
    // Who acts when the timer fires.
    NodeId owner(Slot s) const {
        if (s < batches_) return fixed_timer(s).node;
        return nodes_.producer({static_cast<std::int16_t>((s - batches_) / 2 % producers_)});
    }
    // Slots in use before the first batch exists.
    Slot fixed() const { return batches_; }
    // The width of a connection's window of unanswered requests: max.in.flight, and room for one request of another kind.
    int window() const { return windows_; }

private:
    struct Range {
        Slot first = 0;
        int node = 0;  // first node that owns such timers
        int a = 1;     // width of the first owner index
        int b = 1;     // width of the second
        Slot end = 0;
    };
    void name_ends();
    void add(TimerKind kind, int first_node, int nodes, int a, int b);

    Nodes nodes_;
    int brokers_ = 0;
    int producers_ = 0;
    int connections_ = 0;
    int windows_ = 0;
    Slot first_timer_ = 0;
    Slot batches_ = 0;
    std::array<Range, static_cast<std::size_t>(TimerKind::count)> ranges_{};
    std::vector<Channel> channels_;    // by slot
    std::vector<Timer> timers_;        // of the slots between the channels and the batches
    std::vector<BrokerSet> replicas_;  // by PartitionId
    std::vector<NodeId> clients_;      // by ConnectionId
    std::vector<NodeId> servers_;
};

}  // namespace acksim
