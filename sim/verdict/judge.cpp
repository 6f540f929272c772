#include "verdict/judge.hpp"

#include <algorithm>

#include "verdict/order.hpp"

namespace acksim {

namespace {

// Where the fates of a producer's records lie in Outcome::records: index - first gives the place.
struct Block {
    std::size_t first = 0;
    std::int32_t records = 0;
};

std::int32_t records_of(const ProducerLedger& ledger) {
    std::int32_t n = 0;
    for (const Lane& lane : ledger.lanes)
        for (const Send& s : lane.sends) n = std::max(n, s.record + 1);
    for (const RefusedSend& r : ledger.refused) n = std::max(n, r.record + 1);
    return n;
}

void collect_told(const ProducerLedger& ledger, RecordFate* fates) {
    for (const RefusedSend& r : ledger.refused) {
        RecordFate& f = fates[r.record];
        ++f.sends;
        f.told_error = true;
        f.error = r.error;
    }
    for (const Lane& lane : ledger.lanes)
        for (const Send& s : lane.sends) {
            RecordFate& f = fates[s.record];
            ++f.sends;
            if (s.told == Told::ok) f.told_ok = true;
            if (s.told != Told::error) continue;
            f.told_error = true;
            f.error = s.error;
        }
}

Word word_for(const RecordFate& f, bool undecided) {
    if (f.copies.size() > 1) return Word::duplicated;
    if (f.copies.size() == 1) return f.told_ok ? Word::delivered : f.told_error ? Word::phantom : undecided ? Word::undecided : Word::unacknowledged;
    if (undecided && !f.told_error) return Word::undecided;
    return f.told_ok ? Word::lost : f.told_error ? Word::reported_lost : Word::silently_lost;
}

}  // namespace

Outcome judge(const Ledger& ledger, const std::vector<const Log*>& logs, bool undecided) {
    Outcome out;
    out.undecided = undecided;
    std::vector<Block> blocks;
    for (std::size_t p = 0; p < ledger.producers.size(); ++p) {
        Block block{out.records.size(), records_of(ledger.producers[p])};
        for (std::int32_t i = 0; i < block.records; ++i) {
            RecordFate fate;
            fate.name = {{static_cast<std::int16_t>(p)}, i};
            out.records.push_back(fate);
        }
        if (block.records > 0) collect_told(ledger.producers[p], &out.records[block.first]);
        blocks.push_back(block);
    }
    for (std::size_t partition = 0; partition < logs.size(); ++partition) {
        PartitionId id{static_cast<std::int16_t>(partition)};
        if (!logs[partition]) {
            out.unavailable.push_back(id);
            continue;
        }
        ProducerIndex last{-1};
        for (const LogBatch& b : logs[partition]->batches) {
            ProducerIndex producer = b.batch.records.producer;
            const auto& sends = ledger.sends(producer, id);
            out.interleaved += last.value >= 0 && last != producer;
            last = producer;
            for (std::int32_t i = 0; i < b.batch.records.count; ++i) {
                std::int32_t record = sends[static_cast<std::size_t>(b.batch.records.first + i)].record;
                out.log.push_back({id, b.base + i, b.epoch, {producer, record}});
                out.records[blocks[static_cast<std::size_t>(producer.value)].first + static_cast<std::size_t>(record)].copies.push_back(
                    {id, b.base + i, b.epoch});
            }
        }
        find_reordered(ledger, id, *logs[partition], out);
    }
    for (RecordFate& f : out.records) f.word = word_for(f, undecided);
    std::sort(out.reordered_records.begin(), out.reordered_records.end());
    out.reordered_records.erase(std::unique(out.reordered_records.begin(), out.reordered_records.end()), out.reordered_records.end());
    return out;
}

}  // namespace acksim
