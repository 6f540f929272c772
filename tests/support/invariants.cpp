#include "support/invariants.hpp"

#include <algorithm>

namespace acksim::testing {

void Invariants::say(const char* what, PartitionId partition, BrokerId broker) {
    broken_.push_back(std::string(what) + " (partition " + std::to_string(partition.value) + ", b" + std::to_string(broker.value + 1) + ")");
}

void Invariants::check_replica(const World& world, PartitionId partition, BrokerId broker) {
    const Replica& r = world.broker(broker).replica(partition);
    const Log& log = r.log;
    if (r.high_watermark.value < 0 || r.high_watermark > log.end) say("I1: the high watermark lies outside the log", partition, broker);
    if (log.flushed > log.end) say("more is flushed than was written", partition, broker);
    Offset end{0};
    LeaderEpoch epoch{-1};
    for (const LogBatch& b : log.batches) {
        if (b.base != end) say("the log has a hole", partition, broker);
        if (b.epoch < epoch) say("epochs go back in the log", partition, broker);
        end = b.end();
        epoch = b.epoch;
    }
    if (end != log.end) say("the log does not end where its last batch does", partition, broker);
    for (std::size_t i = 1; i < log.epochs.size(); ++i)
        if (log.epochs[i].epoch <= log.epochs[i - 1].epoch || log.epochs[i].start <= log.epochs[i - 1].start)
            say("the epoch cache is not strictly increasing", partition, broker);
    if (r.leader != broker || !world.broker(broker).running) return;
    LeaderSeen& before = seen_[static_cast<std::size_t>(partition.value * config_.brokers + broker.value)];
    if (before.epoch == r.leader_epoch && r.high_watermark < before.high_watermark)
        say("I5: a leader's high watermark fell within its epoch", partition, broker);
    before = {r.leader_epoch, r.high_watermark};
    if (r.leader_epoch > world.partition(partition).leader_epoch) say("I6: a leader of an epoch that the controller never gave", partition, broker);
}

// I2, and one leader an epoch.
void Invariants::check_pair(const World& world, PartitionId partition, BrokerId a, BrokerId b) {
    const Replica &ra = world.broker(a).replica(partition), &rb = world.broker(b).replica(partition);
    std::size_t common = std::min(ra.log.batches.size(), rb.log.batches.size());
    for (std::size_t i = 0; i < common; ++i) {
        const LogBatch &x = ra.log.batches[i], &y = rb.log.batches[i];
        if (x.base == y.base && x.epoch == y.epoch && !(x.batch == y.batch)) say("I2: two batches with one offset and epoch", partition, b);
    }
    bool both = world.broker(a).running && world.broker(b).running && ra.leader == a && rb.leader == b;
    if (both && ra.leader_epoch == rb.leader_epoch) say("I6: two leaders of one epoch", partition, b);
}

void Invariants::check_controller(const World& world, PartitionId partition) {
    const PartitionState &now = world.partition(partition), &before = decided_[static_cast<std::size_t>(partition.value)];
    if (now.leader_epoch < before.leader_epoch || now.partition_epoch < before.partition_epoch)
        say("I6: the controller's epochs went back", partition, now.leader);
    if (now.leader != before.leader && now.leader_epoch <= before.leader_epoch) say("I6: a new leader without a new epoch", partition, now.leader);
    if (now.leader != nobody && !now.isr.has(now.leader)) say("the leader is not in its ISR", partition, now.leader);
    if (!(now.isr & now.elr).empty()) say("ISR and ELR overlap", partition, now.leader);
}

std::vector<std::string> Invariants::broken(const World& world) {
    broken_.clear();
    if (decided_.empty()) decided_.assign(world.controller.partitions.begin(), world.controller.partitions.end());
    for (std::int16_t p = 0; p < static_cast<std::int16_t>(config_.partitions.size()); ++p) {
        check_controller(world, {p});
        const auto& replicas = config_.partition({p}).replicas;
        for (std::size_t i = 0; i < replicas.size(); ++i) {
            check_replica(world, {p}, replicas[i]);
            for (std::size_t j = 0; j < i; ++j) check_pair(world, {p}, replicas[i], replicas[j]);
        }
    }
    decided_.assign(world.controller.partitions.begin(), world.controller.partitions.end());
    return broken_;
}

}  // namespace acksim::testing
