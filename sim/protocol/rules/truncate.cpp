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

Offset truncation_to_high_watermark(const Log& log, Offset high_watermark) { return std::min(high_watermark, log.end); }

EpochEnd answer_end_of_epoch(const Log& leader, LeaderEpoch asked, Truncation rule) {
    if (rule == Truncation::kip_279) return leader.end_offset_for(asked);
    if (leader.epochs.empty() || asked < leader.epochs.front().epoch) return {};
    if (asked == leader.latest_epoch()) return {asked, leader.end};
    for (const EpochStart& e : leader.epochs)
        if (e.epoch > asked) return {asked, e.start};
    return {};
}

Cut cut_on_answer(const Log& follower, Offset high_watermark, EpochEnd answer, Truncation rule) {
    if (!answer.defined()) return {truncation_to_high_watermark(follower, high_watermark)};
    if (rule == Truncation::kip_101) return {std::min(answer.end, follower.end)};
    EpochEnd local = follower.end_offset_for(answer.epoch);
    return {truncation_point(follower, answer), local.defined() && local.epoch != answer.epoch};
}

}  // namespace acksim
