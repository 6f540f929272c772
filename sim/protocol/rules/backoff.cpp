#include "protocol/rules/backoff.hpp"

#include <algorithm>

namespace acksim {

// Simplified: Kafka draws the jitter anew at each look; acksim draws it once for each wait.
Wait exponential_backoff(Duration base, Duration max, std::int32_t failures) {
    if (max <= base) return exactly(std::min(base, max));
    Duration wait = base;
    for (std::int32_t i = 0; i < failures && wait < max; ++i) wait = wait * 2;
    wait = std::min(wait, max);
    return {wait * 4 / 5, std::min(max, wait * 6 / 5)};
}

}  // namespace acksim
