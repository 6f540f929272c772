// The batches of a producer that are not done with, each in a place of its own. A backlog may be many thousand batches, so a bit for each
// place says whether it is live: the first free one is found without looking at batches.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/ids.hpp"
#include "base/list.hpp"
#include "protocol/record.hpp"

namespace acksim {

using BatchId = Number<struct BatchTag, std::int32_t>;  // place in the producer's pool; places are reused

// A ProducerBatch. It is in its partition's queue, or in flight, or done (and then free as soon as its last request has ended).
struct Batch {
    bool closed = false;          // takes no more records: full, or drained once
    bool lingered = false;        // linger.ms has passed
    bool overdue = false;         // delivery.timeout.ms has passed since it was created
    bool backing_off = false;     // a retry that waits for retry.backoff.ms
    bool in_retry = false;        // has been re-enqueued
    bool is_split = false;        // the product of a split
    bool sequence_reset = false;  // re-stamped by an epoch bump and not drained since
    bool done = false;            // the callbacks have run
    bool flushing = false;        // flush() waits for it
    PartitionId partition;
    RecordRange records;
    std::int32_t bytes = 0;     // of its records
    std::int32_t memory = 0;    // what it holds of buffer.memory
    std::int32_t attempts = 0;  // how often it was re-enqueued
    std::int32_t requests = 0;  // requests on the wire that carry it
    ProducerId producer_id = no_producer_id;
    ProducerEpoch producer_epoch;
    Sequence base_sequence = no_sequence;
    LeaderEpoch leader_epoch{-1};  // newest seen while it was the head of its queue (KIP-951)
    std::int32_t attempts_at_leader_change = 0;

    bool has_sequence() const { return base_sequence != no_sequence; }
    Sequence last_sequence() const { return sequence_after(base_sequence, records.count - 1); }
};

struct BatchPool {
    List<Batch, 4> places;
    List<std::uint64_t, 1> live;  // by place

    Batch& operator[](BatchId b) { return places[static_cast<std::size_t>(b.value)]; }
    const Batch& operator[](BatchId b) const { return places[static_cast<std::size_t>(b.value)]; }

    bool is_live(BatchId b) const { return (live[word_of(b)] >> (b.value % 64) & 1) != 0; }
    bool any_live() const {
        return std::any_of(
            live.begin(), live.end(), [](std::uint64_t word) { return word != 0; });
    }
    // The first free place, with an empty batch in it.
    BatchId take();
    void give_back(BatchId b) {
        (*this)[b] = {};
        live[word_of(b)] &= ~bit(b);
    }
    // Free places at the end are as good as none.
    void trim();

    // Calls f(BatchId) for each live batch, in the order of their places, until one returns true. Returns whether one did. f may give back.
    template <class F> bool any_of_live(F&& f) const {
        for (std::size_t word = 0; word < live.size(); ++word)
            for (std::uint64_t left = live[word]; left != 0; left &= left - 1)
                if (f(BatchId{static_cast<std::int32_t>(word * 64) + std::countr_zero(left)})) return true;
        return false;
    }
    // Calls f(BatchId) for each live batch, in the order of their places. f may give back.
    template <class F> void each_live(F&& f) const {
        any_of_live([&](BatchId b) {
            f(b);
            return false;
        });
    }

private:
    static std::size_t word_of(BatchId b) { return static_cast<std::size_t>(b.value) / 64; }
    static std::uint64_t bit(BatchId b) { return std::uint64_t{1} << (b.value % 64); }
};

}  // namespace acksim
