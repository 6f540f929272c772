#include "world/invariants.hpp"

#include <algorithm>

namespace acksim {

namespace {

// ---- of one replica ----

bool high_watermark_lies_in_the_log(const Replica& r) { return r.high_watermark.value >= 0 && r.high_watermark <= r.log.end; }
bool no_more_is_flushed_than_written(const Replica& r) { return r.log.flushed <= r.log.end; }
bool log_has_no_hole(const Replica& r) {
    Offset end{0};
    for (const LogBatch& b : r.log.batches) {
        if (b.base != end) return false;
        end = b.end();
    }
    return end == r.log.end;
}
bool epochs_do_not_go_back_in_the_log(const Replica& r) {
    return std::is_sorted(
        r.log.batches.begin(), r.log.batches.end(), [](const LogBatch& a, const LogBatch& b) { return a.epoch < b.epoch; });
}
bool epoch_cache_increases(const Replica& r) {
    auto not_after = [](const EpochStart& a, const EpochStart& b) { return b.epoch <= a.epoch || b.start <= a.start; };
    return std::adjacent_find(r.log.epochs.begin(), r.log.epochs.end(), not_after) == r.log.epochs.end();
}
bool sequences_follow_each_other(const Replica& r) {
    for (const ProducerEntry& p : r.log.producers)
        for (std::size_t i = 1; i < p.batches.size(); ++i)
            if (p.batches[i].base <= p.batches[i - 1].base) return false;
    return true;
}

struct OfReplica {
    std::string_view sentence;
    bool (*holds)(const Replica&);
};
constexpr OfReplica of_replica[] = {
    {"I1: the high watermark lies in the log", high_watermark_lies_in_the_log},
    {"no more is flushed than was written", no_more_is_flushed_than_written},
    {"a log has no hole and ends where its last batch does", log_has_no_hole},
    {"leader epochs do not go back in a log", epochs_do_not_go_back_in_the_log},
    {"the leader-epoch cache increases in epochs and in offsets", epoch_cache_increases},
    {"the batches that are remembered of a producer id lie in the order of their offsets", sequences_follow_each_other},
};

// ---- of two replicas ----

// Logs need not be cut alike into batches: they are held against each other by their offsets.
bool same_offset_and_epoch_is_the_same_batch(const Replica& a, const Replica& b) {
    for (std::size_t i = 0, j = 0; i < a.log.batches.size() && j < b.log.batches.size();) {
        const LogBatch &x = a.log.batches[i], &y = b.log.batches[j];
        if (x.base == y.base && x.epoch == y.epoch && !(x.batch == y.batch)) return false;
        i += x.end() <= y.end();
        j += y.end() <= x.end();
    }
    return true;
}

// ---- of the controller's decision ----

bool leader_is_in_its_isr(const PartitionState& p) { return p.leader == nobody || p.isr.has(p.leader); }
bool isr_and_elr_are_apart(const PartitionState& p) { return (p.isr & p.elr).empty(); }

struct OfDecision {
    std::string_view sentence;
    bool (*holds)(const PartitionState&);
};
constexpr OfDecision of_decision[] = {
    {"the leader is in its ISR", leader_is_in_its_isr},
    {"ISR and ELR have no member in common", isr_and_elr_are_apart},
};

bool leads(const World& w, PartitionId p, BrokerId b) { return w.broker(b).running && w.broker(b).replica(p).leader == b; }

std::string_view broken_pair(const World& w, PartitionId p, BrokerId a, BrokerId b) {
    const Replica &ra = w.broker(a).replica(p), &rb = w.broker(b).replica(p);
    if (!same_offset_and_epoch_is_the_same_batch(ra, rb)) return "I2: the same offset and leader epoch is the same batch everywhere";
    if (leads(w, p, a) && leads(w, p, b) && ra.leader_epoch == rb.leader_epoch) return "I6: an epoch has one leader";
    return {};
}

}  // namespace

std::string_view broken_invariant(const World& w, const Config& config) {
    for (std::int16_t i = 0; i < static_cast<std::int16_t>(config.partitions.size()); ++i) {
        PartitionId p{i};
        for (const OfDecision& rule : of_decision)
            if (!rule.holds(w.partition(p))) return rule.sentence;
        const auto& replicas = config.partition(p).replicas;
        for (BrokerId b : replicas) {
            const Replica& r = w.broker(b).replica(p);
            for (const OfReplica& rule : of_replica)
                if (!rule.holds(r)) return rule.sentence;
            if (leads(w, p, b) && r.leader_epoch > w.partition(p).leader_epoch) return "I6: nobody leads in an epoch that the controller has not given";
            for (BrokerId other : replicas) {
                if (other == b) break;
                if (std::string_view broken = broken_pair(w, p, b, other); !broken.empty()) return broken;
            }
        }
    }
    return {};
}

std::string_view broken_invariant(const World& before, const World& after, const Config& config) {
    for (std::int16_t i = 0; i < static_cast<std::int16_t>(config.partitions.size()); ++i) {
        PartitionId p{i};
        const PartitionState &was = before.partition(p), &is = after.partition(p);
        if (is.leader_epoch < was.leader_epoch || is.partition_epoch < was.partition_epoch) return "I6: the controller's epochs do not go back";
        if (is.leader != was.leader && is.leader != nobody && is.leader_epoch <= was.leader_epoch) return "I6: a new leader has a new epoch";
        for (BrokerId b : config.partition(p).replicas) {
            const Replica &r = before.broker(b).replica(p), &now = after.broker(b).replica(p);
            bool leads_on = leads(before, p, b) && leads(after, p, b) && r.leader_epoch == now.leader_epoch;
            if (leads_on && now.high_watermark < r.high_watermark) return "I5: a leader's high watermark does not fall within its epoch";
        }
    }
    return {};
}

}  // namespace acksim
