// Everybody who sends and receives: brokers first, then the controller, then the producers. A node's number is its lane in a diagram.
#pragma once

#include "base/ids.hpp"
#include "protocol/config.hpp"

namespace acksim {

using NodeId = Number<struct NodeTag, std::int16_t>;

inline constexpr NodeId no_node{-1};

struct Nodes {
    std::int16_t brokers = 0;
    std::int16_t producers = 0;

    constexpr NodeId broker(BrokerId b) const { return {b.value}; }
    constexpr NodeId controller() const { return {brokers}; }
    constexpr NodeId producer(ProducerIndex p) const { return {static_cast<std::int16_t>(brokers + 1 + p.value)}; }
    constexpr bool is_broker(NodeId n) const { return n.value >= 0 && n.value < brokers; }
    constexpr bool is_producer(NodeId n) const { return n.value > brokers; }
    constexpr BrokerId broker_of(NodeId n) const { return {n.value}; }
    constexpr ProducerIndex producer_of(NodeId n) const { return {static_cast<std::int16_t>(n.value - brokers - 1)}; }
    constexpr int count() const { return brokers + 1 + producers; }
};

inline Nodes nodes_of(const Config& config) { return {config.brokers, static_cast<std::int16_t>(config.producers.size())}; }

}  // namespace acksim
