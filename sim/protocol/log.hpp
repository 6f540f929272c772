// A partition's log on one broker: batches, the leader-epoch cache, and the producer state that is rebuilt from them.
// Sources: UnifiedLog, LeaderEpochFileCache, ProducerStateManager.
#pragma once

#include <cstdint>

#include "base/ids.hpp"
#include "base/list.hpp"
#include "protocol/record.hpp"

namespace acksim {

struct LogBatch {
    Offset base;
    LeaderEpoch epoch;  // of the leader that appended it
    RecordBatch batch;

    constexpr bool operator==(const LogBatch&) const = default;
    constexpr Offset end() const { return base + batch.records.count; }
};

// An entry of the leader-epoch cache: the first offset that was written in an epoch.
struct EpochStart {
    LeaderEpoch epoch;
    Offset start;

    constexpr bool operator==(const EpochStart&) const = default;
};

// The answer to "where does epoch e end?": the largest epoch <= e that is known, and its end. epoch -1: undefined.
struct EpochEnd {
    LeaderEpoch epoch{-1};
    Offset end;

    constexpr bool operator==(const EpochEnd&) const = default;
    constexpr bool defined() const { return epoch.value >= 0; }
};

struct CachedBatch {
    Sequence first;
    Sequence last;
    Offset base;

    constexpr bool operator==(const CachedBatch&) const = default;
};

// What a broker remembers of one producer id in one partition: the last five batches of its current epoch (ProducerStateEntry).
// It is forgotten when it is old (Broker::forget_producer).
struct ProducerEntry {
    ProducerId id;
    ProducerEpoch epoch;
    List<CachedBatch, 5> batches;  // oldest first
};

struct Log {
    List<LogBatch, 4> batches;
    List<EpochStart, 2> epochs;
    List<ProducerEntry, 1> producers;
    Offset end;      // LEO
    Offset flushed;  // everything below survives a power loss; never above end

    LeaderEpoch latest_epoch() const { return epochs.empty() ? LeaderEpoch{-1} : epochs.back().epoch; }
    const ProducerEntry* find(ProducerId id) const;

    // Writes a batch at the end and updates epoch cache and producer state (UnifiedLog.append). Requires: base == end.
    void append(const LogBatch& batch);
    // The leader-epoch cache takes a new epoch that starts at the end, even if no record follows
    // (LeaderEpochFileCache.assign, called by Partition.makeLeader).
    void assign_epoch(LeaderEpoch epoch);
    // LeaderEpochFileCache.endOffsetFor.
    EpochEnd end_offset_for(LeaderEpoch epoch) const;
    // UnifiedLog.truncateTo: drops every batch that reaches beyond `offset`, the epochs that start there or later, and what they left in
    // the producer state. Returns the number of batches dropped.
    int truncate_to(Offset offset);
    // A restarted broker remembers one batch a producer: its snapshot holds no more (ProducerStateManager; measured on Kafka 4.4:
    // tests/truth/producer/p12_crash_idem).
    void forget_all_but_last_batches();
    // The index of the first batch whose end is above `offset`; batches.size() if there is none.
    std::size_t find_batch(Offset offset) const;
};

inline constexpr std::size_t batches_remembered = 5;  // ProducerStateEntry.NUM_BATCHES_TO_RETAIN

}  // namespace acksim
