#include "verdict/order.hpp"

#include <algorithm>

namespace acksim {

namespace {

constexpr std::size_t most_pairs = 1000;

struct FirstCopy {
    std::int32_t send = 0;
    Offset offset;
};

// The first copies of one producer's sends, in log order.
std::vector<FirstCopy> first_copies(const Log& log, ProducerIndex producer, std::size_t sends) {
    std::vector<FirstCopy> out;
    std::vector<bool> seen(sends, false);
    for (const LogBatch& b : log.batches) {
        if (b.batch.records.producer != producer) continue;
        for (std::int32_t i = 0; i < b.batch.records.count; ++i) {
            std::int32_t send = b.batch.records.first + i;
            if (seen[static_cast<std::size_t>(send)]) continue;
            seen[static_cast<std::size_t>(send)] = true;
            out.push_back({send, b.base + i});
        }
    }
    return out;
}

// Pairs (i, j), i before j, whose sends are in the opposite order: merge sort counts them in n log n.
std::int64_t inversions(std::vector<std::int32_t>& v, std::vector<std::int32_t>& spare, std::size_t from, std::size_t to) {
    if (to - from < 2) return 0;
    std::size_t middle = from + (to - from) / 2;
    std::int64_t n = inversions(v, spare, from, middle) + inversions(v, spare, middle, to);
    std::size_t left = from, right = middle, out = from;
    while (left < middle || right < to) {
        if (right == to || (left < middle && v[left] < v[right])) spare[out++] = v[left++];
        else {
            n += static_cast<std::int64_t>(middle - left);
            spare[out++] = v[right++];
        }
    }
    std::copy(spare.begin() + static_cast<std::ptrdiff_t>(from), spare.begin() + static_cast<std::ptrdiff_t>(to),
              v.begin() + static_cast<std::ptrdiff_t>(from));
    return n;
}

}  // namespace

void find_reordered(const Ledger& ledger, PartitionId partition, const Log& log, Outcome& out) {
    for (std::size_t p = 0; p < ledger.producers.size(); ++p) {
        ProducerIndex producer{static_cast<std::int16_t>(p)};
        const auto& sends = ledger.sends(producer, partition);
        std::vector<FirstCopy> copies = first_copies(log, producer, sends.size());
        std::vector<std::int32_t> order, spare(copies.size());
        for (const FirstCopy& c : copies) order.push_back(c.send);
        std::int64_t pairs = inversions(order, spare, 0, order.size());
        if (pairs == 0) continue;
        out.reordered_pairs += pairs;
        auto name = [&](std::int32_t send) { return RecordName{producer, sends[static_cast<std::size_t>(send)].record}; };
        std::int32_t highest = -1;
        for (std::size_t j = 0; j < copies.size(); ++j) {
            if (copies[j].send > highest) {
                highest = copies[j].send;
                continue;
            }
            out.reordered_records.push_back(name(copies[j].send));
            std::size_t begin = j > most_pairs ? j - most_pairs : 0;
            for (std::size_t i = begin; i < j && out.reordered.size() < most_pairs; ++i)
                if (copies[i].send > copies[j].send) out.reordered.push_back({name(copies[j].send), name(copies[i].send), copies[j].offset - copies[i].offset});
        }
    }
}

}  // namespace acksim
