// Everything a broker knows. What lies on its disk is in the logs and clean_shutdown; the rest is gone when the process dies.
// Sources: Partition, Replica, ReplicaManager, BrokerLifecycleManager.
#pragma once

#include <cstdint>

#include "base/broker_set.hpp"
#include "base/ids.hpp"
#include "base/list.hpp"
#include "protocol/log.hpp"
#include "protocol/messages.hpp"

namespace acksim {

// isr-expiration looks every half of replica.lag.time.max.ms: not caught up for longer than all of it means the third look
// (Partition.maybeShrinkIsr).
inline constexpr std::int8_t looks_until_lagging = 3;

// What a leader knows of one remote replica (Replica, ReplicaState).
struct Follower {
    Offset log_end = unknown_offset;                      // offset of its last accepted fetch
    Offset last_fetch_leader_end;                         // the largest LEO of the leader at its fetches
    BrokerEpoch epoch{-1};                                // of its last fetch
    std::int8_t looks_behind = looks_until_lagging;       // isr-expiration looks since it was last caught up
    std::int8_t looks_since_fetch = looks_until_lagging;  // since its last accepted fetch
    bool parked = false;                                  // an empty fetch of it waits here for data or for replica.fetch.wait.max.ms
    Offset told_high_watermark;                           // in the last response
};

enum class PendingIsr : std::int8_t { none, shrink, expand };

struct Replica {
    Log log;
    Offset high_watermark;
    // As this broker has heard from the controller:
    BrokerId leader = nobody;
    LeaderEpoch leader_epoch{-1};
    PartitionEpoch partition_epoch{-1};
    BrokerSet isr;  // committed
    // A leader's:
    Offset epoch_start;  // LEO when it took the epoch
    PendingIsr pending = PendingIsr::none;
    BrokerSet proposed_isr;
    bool asking = false;          // an AlterPartition of it has no answer yet
    List<Follower, 3> followers;  // by BrokerId
    // A follower's:
    bool fetching = false;    // one fetch, or one question before it, is outstanding
    bool truncating = false;  // before it fetches it asks where its epochs end (PartitionFetchState, Truncating; rules before KIP-320)

    Follower& follower(BrokerId b) { return followers[static_cast<std::size_t>(b.value)]; }
    const Follower& follower(BrokerId b) const { return followers[static_cast<std::size_t>(b.value)]; }
    // One change at a time. Metadata of the controller drops what is pending, but nothing is asked before the last question is answered
    // (AlterPartitionManager.submit: OPERATION_NOT_ATTEMPTED).
    bool may_ask() const { return pending == PendingIsr::none && !asking; }
    // Committed ISR plus the member of a pending expansion (PendingExpandIsr).
    BrokerSet maximal_isr() const { return pending == PendingIsr::expand ? isr | proposed_isr : isr; }
};

// One partition of an acks=all request that waits for the high watermark (DelayedProduce).
struct PendingPartition {
    PartitionId partition;
    ErrorCode error = ErrorCode::none;
    Offset base_offset = unknown_offset;
    Offset required = unknown_offset;  // the high watermark that satisfies it
    RecordRange records;
    bool settled = false;
};

struct PendingProduce {
    ProducerIndex producer;
    std::int32_t number = 0;
    ErrorCode injected = ErrorCode::none;
    List<PendingPartition, 1> partitions;
};

inline constexpr BrokerEpoch unregistered{-1};

struct BrokerState {
    bool running = true;
    bool clean_shutdown = false;         // on disk: the last stop was a controlled one. Gone with the next start (CleanShutdownFileHandler)
    bool shutting_down = false;          // it was told to; a frozen process does not know yet
    bool listening = true;               // a broker that starts again opens its listeners only when it is unfenced
    std::int32_t refusals = 0;           // of its registration, one after the other
    BrokerEpoch epoch;                   // of the process's registration; unregistered until the controller has accepted it
    BrokerSet active;                    // as the metadata cache has it
    List<BrokerEpoch, 4> broker_epochs;  // by BrokerId
    List<Replica, 1> replicas;           // by PartitionId; a broker that does not host a partition keeps only who leads it
    List<PendingProduce, 1> waiting;

    Replica& replica(PartitionId p) { return replicas[static_cast<std::size_t>(p.value)]; }
    const Replica& replica(PartitionId p) const { return replicas[static_cast<std::size_t>(p.value)]; }
};

}  // namespace acksim
