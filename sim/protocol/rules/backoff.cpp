#include "protocol/rules/backoff.hpp"

#include <algorithm>

namespace acksim {

// Simplified: Kafka draws the jitter anew at each look; acksim draws it once for each wait.
Wait exponential_backoff(Duration base, Duration max, std::int32_t failures, std::int32_t jitter_percent) {
    if (max <= base) return exactly(std::min(base, max));
    Duration wait = base;
    for (std::int32_t i = 0; i < failures && wait < max; ++i) wait = wait * 2;
    wait = std::min(wait, max);
    return {wait * (100 - jitter_percent) / 100, std::min(max, wait * (100 + jitter_percent) / 100)};
}

}  // namespace acksim
