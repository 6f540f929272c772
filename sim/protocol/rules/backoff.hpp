// A client that failed waits before it tries again, twice as long each time up to a limit, give or take 20 %.
// Source: ExponentialBackoff, KIP-580. Lesson: scenarios/retriable-error-is-retried.json
#pragma once

#include <cstdint>

#include "base/time.hpp"

namespace acksim {

// The wait before try number `failures` (0 the first retry). max <= base: constant, without jitter (CommonClientConfigs.postProcessReconnectBackoffConfigs).
Wait exponential_backoff(Duration base, Duration max, std::int32_t failures, std::int32_t jitter_percent = 20);

}  // namespace acksim
