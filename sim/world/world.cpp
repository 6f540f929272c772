#include "world/world.hpp"

#include <algorithm>

#include "protocol/producer/producer.hpp"

namespace acksim {

namespace {

BrokerSet all_brokers(int n) { return {n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1}; }

PartitionState initial_state(const Config& config, PartitionId p) {
    const PartitionSetup& setup = config.partition(p);
    if (!config.topics[static_cast<std::size_t>(setup.topic)].has_at_start(p)) return {nobody, {-1}, {-1}, {}, {}, nobody};
    return {setup.replicas.front(), {0}, {0}, set_of(setup.replicas), {}, nobody};
}

Replica initial_replica(const Config& config, const PartitionState& state, PartitionId partition, BrokerId self) {
    Replica r;
    r.leader = state.leader;
    r.leader_epoch = state.leader_epoch;
    r.partition_epoch = state.partition_epoch;
    r.isr = state.isr;
    if (!state.isr.has(self)) return r;
    if (self != state.leader) {
        r.fetching = true;
        return r;
    }
    r.log.assign_epoch(state.leader_epoch);
    r.followers.resize(static_cast<std::size_t>(config.brokers));
    for (BrokerId b : config.partition(partition).replicas) {
        if (b == self) continue;
        Follower& f = r.follower(b);
        f.log_end = f.told_high_watermark = {0};
        f.epoch = {0};
        f.looks_behind = f.looks_since_fetch = 0;
        f.parked = true;
    }
    return r;
}

}  // namespace

bool World::is_held_up() const {
    return !blocked.empty() || std::any_of(
                                   paused.begin(), paused.end(), [](std::int16_t pauses) { return pauses > 0; });
}

bool World::is_up(NodeId n, Nodes nodes) const {
    if (nodes.is_broker(n)) return broker(nodes.broker_of(n)).running;
    if (nodes.is_producer(n)) return producers[static_cast<std::size_t>(nodes.producer_of(n).value)].application.phase != Application::Phase::dead;
    return true;
}

World initial_world(const Config& config, const Layout& layout) {
    World w;
    auto brokers = static_cast<std::size_t>(config.brokers), partitions = config.partitions.size();
    w.network.connections.resize(static_cast<std::size_t>(layout.connections()));
    w.paused.resize(static_cast<std::size_t>(layout.nodes().count()), 0);
    w.topics.resize(config.topics.size(), -1);
    w.controller.registered = w.controller.reachable = all_brokers(config.brokers);
    w.controller.epochs.resize(brokers);
    for (std::size_t p = 0; p < partitions; ++p) w.controller.partitions.push_back(initial_state(config, {static_cast<std::int16_t>(p)}));
    w.brokers.resize(brokers);
    for (std::int16_t b = 0; b < config.brokers; ++b) {
        BrokerState& state = w.broker({b});
        state.active = all_brokers(config.brokers);
        state.broker_epochs.resize(brokers);
        for (std::size_t p = 0; p < partitions; ++p)
            state.replicas.push_back(initial_replica(config, w.controller.partitions[p], {static_cast<std::int16_t>(p)}, {b}));
    }
    w.producers.resize(config.producers.size());
    w.ledger.producers.resize(config.producers.size());
    for (ProducerLedger& l : w.ledger.producers) l.lanes.resize(partitions);
    return w;
}

void start_applications(World& w, Turn& turn) {
    for (std::int16_t p = 0; p < static_cast<std::int16_t>(w.producers.size()); ++p) {
        Producer(w.producer({p}), {p}, w.ledger, turn).start();
        for (std::size_t i = 0; i < w.controller.partitions.size(); ++i)
            w.producer({p}).metadata[i] = {w.controller.partitions[i].leader, w.controller.partitions[i].leader_epoch};
    }
}

std::vector<const Log*> final_logs(const World& w) {
    std::vector<const Log*> out;
    for (std::size_t p = 0; p < w.controller.partitions.size(); ++p) {
        const PartitionState& state = w.controller.partitions[p];
        const BrokerState& broker = w.broker(state.leader == nobody ? BrokerId{0} : state.leader);
        out.push_back(state.is_leaderless() ? nullptr : &broker.replica({static_cast<std::int16_t>(p)}).log);
    }
    return out;
}

std::vector<std::uint8_t> packed(const World& world) {
    ByteWriter out;
    pack(out, world);
    return {out.bytes().begin(), out.bytes().end()};
}

World unpacked(const std::vector<std::uint8_t>& bytes) {
    World w;
    ByteReader in(bytes);
    unpack(in, w);
    ACKSIM_CHECK(in.at_end());
    return w;
}

}  // namespace acksim
