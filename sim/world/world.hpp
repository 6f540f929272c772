// The World: a value. Copy it, compare it, pack it into bytes; it holds no times. Everything that a scenario does not fix is in here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/pack.hpp"
#include "protocol/broker/state.hpp"
#include "protocol/controller/controller.hpp"
#include "protocol/ledger.hpp"
#include "protocol/network.hpp"
#include "protocol/producer/state.hpp"
#include "protocol/timers.hpp"
#include "protocol/turn.hpp"

namespace acksim {

// A pair of nodes between which messages in one direction do not get through.
struct BlockedLink {
    NodeId from;
    NodeId to;

    constexpr bool operator==(const BlockedLink&) const = default;
};

struct World {
    List<BrokerState, 3> brokers;
    ControllerState controller;
    List<ProducerState, 1> producers;
    Network network;
    Timers timers;
    Ledger ledger;
    TopicVersions topics;
    List<BlockedLink, 0> blocked;  // network partitions, as they are now; a link that was cut twice stands here twice
    List<std::int16_t, 8> paused;  // by NodeId: how many pauses a process still has to sit out; it runs without any

    BrokerState& broker(BrokerId b) { return brokers[static_cast<std::size_t>(b.value)]; }
    const BrokerState& broker(BrokerId b) const { return brokers[static_cast<std::size_t>(b.value)]; }
    ProducerState& producer(ProducerIndex p) { return producers[static_cast<std::size_t>(p.value)]; }
    const PartitionState& partition(PartitionId p) const { return controller.partitions[static_cast<std::size_t>(p.value)]; }
    bool is_paused(NodeId n) const { return paused[static_cast<std::size_t>(n.value)] > 0; }
    bool is_blocked(NodeId from, NodeId to) const {
        return !blocked.empty() && std::find(blocked.begin(), blocked.end(), BlockedLink{from, to}) != blocked.end();
    }
    // In either direction.
    bool is_cut(NodeId a, NodeId b) const { return is_blocked(a, b) || is_blocked(b, a); }
    // Whether a frozen process or a cut link holds anything back.
    bool is_held_up() const;
    // Whether the process is up, paused or not. The controller always is.
    bool is_up(NodeId n, Nodes nodes) const;
};

// The start: all brokers registered and in sync, the first replica of each partition leads, every follower's fetch waits at its leader,
// producers know who leads and have opened no connection.
// Simplified: a run starts in a cluster at rest, and a producer starts with its topic's metadata.
World initial_world(const Config& config, const Layout& layout);
// Arms the applications' first sends. Requires: `turn` writes into `world`.
void start_applications(World& world, Turn& turn);

// The log that counts, by partition: the leader's; null without a leader. A partition that was never created has an empty one.
std::vector<const Log*> final_logs(const World& world);

std::vector<std::uint8_t> packed(const World& world);
World unpacked(const std::vector<std::uint8_t>& bytes);

}  // namespace acksim
