#include "protocol/log.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace acksim {

namespace {

// Replicated batches are remembered as they come, without a check of sequences (ProducerAppendInfo).
void remember(List<ProducerEntry, 1>& producers, const LogBatch& batch) {
    const RecordBatch& b = batch.batch;
    if (b.producer_id == no_producer_id) return;
    auto entry = std::find_if(producers.begin(), producers.end(), [&](const ProducerEntry& e) { return e.id == b.producer_id; });
    if (entry == producers.end()) {
        producers.push_back({b.producer_id, b.producer_epoch, {}});
        entry = producers.end() - 1;
    }
    if (entry->epoch != b.producer_epoch) {
        entry->epoch = b.producer_epoch;
        entry->batches.clear();
    }
    if (entry->batches.size() == batches_remembered) entry->batches.erase(entry->batches.begin());
    entry->batches.push_back({b.base_sequence, b.last_sequence(), batch.base});
}

}  // namespace

const ProducerEntry* Log::find(ProducerId id) const {
    for (const ProducerEntry& e : producers)
        if (e.id == id) return &e;
    return nullptr;
}

void Log::append(const LogBatch& batch) {
    ACKSIM_CHECK(batch.base == end);
    assign_epoch(batch.epoch);
    batches.push_back(batch);
    end = batch.end();
    remember(producers, batch);
}

void Log::assign_epoch(LeaderEpoch epoch) {
    if (!epochs.empty() && epochs.back().epoch >= epoch) return;
    while (!epochs.empty() && epochs.back().start >= end) epochs.pop_back();
    epochs.push_back({epoch, end});
}

EpochEnd Log::end_offset_for(LeaderEpoch epoch) const {
    if (epoch.value < 0 || epochs.empty()) return {};
    if (epoch == epochs.back().epoch) return {epoch, end};
    auto higher = std::find_if(epochs.begin(), epochs.end(), [&](const EpochStart& e) { return e.epoch > epoch; });
    if (higher == epochs.end()) return {};
    if (higher == epochs.begin()) return {epoch, higher->start};
    return {(higher - 1)->epoch, higher->start};
}

std::size_t Log::find_batch(Offset offset) const {
    if (!batches.empty() && offset >= batches.back().base) return offset < batches.back().end() ? batches.size() - 1 : batches.size();
    auto found = std::upper_bound(batches.begin(), batches.end(), offset, [](Offset o, const LogBatch& b) { return o < b.end(); });
    return static_cast<std::size_t>(found - batches.begin());
}

// Simplified: a truncation rebuilds producer state from the whole log; Kafka begins with the newest snapshot, which holds one batch a producer.
int Log::truncate_to(Offset offset) {
    if (offset >= end) {
        // Nothing to drop but epochs that began at or after the cut (UnifiedLog.truncateTo).
        while (!epochs.empty() && epochs.back().start >= offset) epochs.pop_back();
        return 0;
    }
    std::size_t keep = find_batch(offset);
    int dropped = static_cast<int>(batches.size() - keep);
    if (keep < batches.size()) end = batches[keep].base;
    batches.erase(batches.begin() + static_cast<std::ptrdiff_t>(keep), batches.end());
    while (!epochs.empty() && epochs.back().start >= end) epochs.pop_back();
    flushed = std::min(flushed, end);
    producers.clear();
    for (const LogBatch& b : batches) remember(producers, b);
    return dropped;
}

void Log::forget_all_but_last_batches() {
    for (ProducerEntry& e : producers)
        if (e.batches.size() > 1) e.batches.erase(e.batches.begin(), e.batches.end() - 1);
}

}  // namespace acksim
