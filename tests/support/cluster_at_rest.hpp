// Three brokers at rest, of which b1 leads, and what one of them or the controller does with one message: the world is set by hand.
#pragma once

#include "protocol/broker/broker.hpp"
#include "protocol/controller/controller.hpp"
#include "support/bench_setup.hpp"
#include "world/process.hpp"
#include "world/step.hpp"
#include "world/world.hpp"

namespace acksim::testing {

inline constexpr BrokerId b1{0}, b2{1}, b3{2};
inline constexpr PartitionId p0{0};

// By number: set({1, 3}) is b1 and b3.
inline BrokerSet set(std::initializer_list<int> members) {
    BrokerSet out;
    for (int b : members) out = out.with({static_cast<std::int16_t>(b - 1)});
    return out;
}

struct ClusterAtRest {
    Config config = bench_config(Acks::all, 1);
    Layout layout{config};
    World world = initial_world(config, layout);
    AlwaysBenign benign;
    Turn turn{config, layout, world.topics, world.network, world.timers, benign};

    ClusterAtRest() {
        start_applications(world, turn);
        world.ledger.producers[0].lanes[0].sends.push_back({0, Told::nothing, ErrorCode::none});
    }
    Broker broker(BrokerId b) { return Broker(world.broker(b), b, world.ledger, turn); }
    Send& sent() { return world.ledger.producers[0].lanes[0].sends[0]; }
    Replica& replica(BrokerId b) { return world.broker(b).replica(p0); }
    PartitionState& decided() { return world.controller.partitions[0]; }
    template <class M> void controller_hears(BrokerId from, M m) {
        Message message = m;
        Controller(world.controller, turn).on_request(from, message, true);
    }
    template <class M> void hears(BrokerId b, NodeId from, M m) {
        Message message = m;
        broker(b).on_response(from, message);
    }
    template <class M> void asked(BrokerId b, ConnectionId c, M m, Direction d = Direction::requests) {
        Message message = m;
        broker(b).on_request(c, d, message);
    }
    template <class M> const M* last_of(const MessageQueue& queue) const {
        const M* out = nullptr;
        for (std::size_t i = 0; i < queue.size(); ++i)
            if (auto* m = std::get_if<M>(&queue[i])) out = m;
        return out;
    }
    ErrorCode alter(BrokerId from, AlterPartitionRequest request) {
        controller_hears(from, request);
        return last_of<AlterPartitionResponse>(world.network[layout.to_controller(from)].responses)->error;
    }
    LogBatch batch(std::int64_t base, int epoch, Sequence sequence = {0}) const {
        return {{base}, {epoch}, {{{0}, 0, 1}, 100, layout.nodes().producer_id({0}, 0), {0}, sequence}};
    }
    ProduceRequest produce(std::int32_t number) const {
        ProduceRequest r;
        r.number = number;
        r.batches.push_back({p0, batch(0, 0).batch});
        return r;
    }
    ConnectionId producers() const { return layout.to_broker({0}, b1); }
    const ProduceResponse* told() const { return last_of<ProduceResponse>(world.network[producers()].responses); }
    void fetched_to_the_end(BrokerId b) {
        asked(b1, layout.to_leader(b, b1), FetchRequest{p0, replica(b1).log.end, replica(b1).leader_epoch, replica(b1).log.latest_epoch(), {0}});
    }
};

}  // namespace acksim::testing
