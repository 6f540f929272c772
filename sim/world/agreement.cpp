#include "world/agreement.hpp"

#include <algorithm>

namespace acksim {

namespace {

// Two logs below the smaller of the two high watermarks.
bool agree(const Replica& a, const Replica& b) {
    Offset committed = std::min(a.high_watermark, b.high_watermark);
    std::size_t common = std::min(a.log.batches.size(), b.log.batches.size());
    for (std::size_t i = 0; i < common && a.log.batches[i].base < committed; ++i)
        if (!(a.log.batches[i] == b.log.batches[i])) return false;
    return true;
}

}  // namespace

bool in_sync_logs_agree(const World& w, PartitionId p) {
    BrokerSet isr = w.partition(p).isr;
    bool all = true;
    for_each(isr, [&](BrokerId a) { for_each(isr, [&](BrokerId b) { all = all && (b >= a || agree(w.broker(a).replica(p), w.broker(b).replica(p))); }); });
    return all;
}

std::vector<PartitionId> diverged_partitions(const World& w) {
    std::vector<PartitionId> out;
    for (std::int16_t p = 0; p < static_cast<std::int16_t>(w.controller.partitions.size()); ++p)
        if (!in_sync_logs_agree(w, {p})) out.push_back({p});
    return out;
}

}  // namespace acksim
