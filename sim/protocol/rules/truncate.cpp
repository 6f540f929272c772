#include "protocol/rules/truncate.hpp"

#include <algorithm>

namespace acksim {

Offset truncation_point(const Log& log, EpochEnd diverging) {
    EpochEnd local = log.end_offset_for(diverging.epoch);
    if (!local.defined()) return std::min(diverging.end, log.end);
    if (local.epoch == diverging.epoch) return std::min({local.end, diverging.end, log.end});
    // The follower does not know that epoch either: cut to the end of the one before it and ask again.
    return std::min(local.end, log.end);
}

}  // namespace acksim
