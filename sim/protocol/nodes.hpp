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

    // The id that the cluster gives to an incarnation of a producer, and whose it is.
    constexpr ProducerId producer_id(ProducerIndex p, std::int32_t incarnation) const { return {first_producer_id + incarnation * producers + p.value}; }
    constexpr ProducerIndex owner(ProducerId id) const { return {static_cast<std::int16_t>((id.value - first_producer_id) % producers)}; }

    static constexpr std::int32_t first_producer_id = 1000;
};

inline Nodes nodes_of(const Config& config) { return {config.brokers, static_cast<std::int16_t>(config.producers.size())}; }

}  // namespace acksim
