#include "protocol/rules/high_watermark.hpp"

#include <algorithm>

#include "protocol/rules/isr.hpp"

namespace acksim {

Offset next_high_watermark(const Replica& replica, const HighWatermarkView& view) {
    if (view.strict_min_isr && replica.isr.size() < view.min_isr) return replica.high_watermark;
    Offset candidate = replica.log.end;
    BrokerSet maximal = replica.maximal_isr();
    for_each(view.remote_replicas, [&](BrokerId b) {
        const Follower& f = replica.follower(b);
        if (f.log_end >= candidate) return;
        if (maximal.has(b) || (is_caught_up(replica, f) && view.eligible.has(b))) candidate = f.log_end;
    });
    return std::max(candidate, replica.high_watermark);
}

}  // namespace acksim
