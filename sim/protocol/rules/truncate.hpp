// A follower cuts its log back to where its history and its leader's part, epoch by epoch. A new leader never truncates.
// Source: AbstractFetcherThread.getOffsetTruncationState, KIP-101, KIP-279, KIP-595 (spec: broker.md R4.1, R4.2).
// Lesson: scenarios/acks-1-leader-crash.json
#pragma once

#include "protocol/log.hpp"

namespace acksim {

// Where a follower with this log cuts when its leader says that epoch `diverging.epoch` ends at `diverging.end`.
Offset truncation_point(const Log& log, EpochEnd diverging);

}  // namespace acksim
