// A follower cuts its log back to where its history and its leader's part, epoch by epoch. A new leader never truncates.
// Source: AbstractFetcherThread.getOffsetTruncationState, KIP-101, KIP-279, KIP-595.
// Lesson: scenarios/acks-1-leader-crash.json
// Below: how Kafka looked for that point earlier, and what went wrong. The models in hachikuji/kafka-specification bear the same names.
#pragma once

#include "protocol/config.hpp"
#include "protocol/log.hpp"

namespace acksim {

// Where a follower with this log cuts when its leader says that epoch `diverging.epoch` ends at `diverging.end`.
Offset truncation_point(const Log& log, EpochEnd diverging);

// Before 0.11 a broker that became a follower cut its log to its own high watermark. That lags behind its leader's, so a follower could drop
// what was committed and be elected without it; or keep other records at the same offsets (KIP-101's two scenarios).
// Source: ReplicaManager.makeFollowers of 0.10; KafkaTruncateToHighWatermark.
Offset truncation_to_high_watermark(const Log& log, Offset high_watermark);

// Whether a follower asks with OffsetsForLeaderEpoch before it fetches; its fetches and questions then say no leader epoch.
constexpr bool asks_before_fetching(Truncation rule) { return rule == Truncation::kip_101 || rule == Truncation::kip_279; }

// Whether brokers say their leader epoch and answer only who says the same.
constexpr bool fences_fetches(Truncation rule) { return rule == Truncation::kip_320; }

// The leader's answer. KIP-101: the asked epoch ends where the next higher one starts, whether or not the leader has ever had it; so after
// two quick changes of leader a follower keeps records of an epoch that the leader never had. KIP-279: the largest epoch that is known and
// not above the asked one, with its end.
// Source: LeaderEpochFileCache.endOffsetFor of 0.11 and 2.0; Kip101, Kip279. Requires: asks_before_fetching(rule).
EpochEnd answer_end_of_epoch(const Log& leader, LeaderEpoch asked, Truncation rule);

struct Cut {
    Offset to;
    bool asks_again = false;
};

// Where a follower cuts on such an answer; to its high watermark if the leader does not know. KIP-279: if the follower does not have the
// answer's epoch, it cuts to the end of the one before it and asks about that.
// Source: ReplicaFetcherThread.maybeTruncate of 0.11, AbstractFetcherThread.getOffsetTruncationState of 2.0.
Cut cut_on_answer(const Log& follower, Offset high_watermark, EpochEnd answer, Truncation rule);

}  // namespace acksim
