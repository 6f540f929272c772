// Records and batches as the simulator sees them: no content, only who is who.
#pragma once

#include <cstdint>
#include <limits>

#include "base/ids.hpp"

namespace acksim {

// A record as the application knows it: p1#7 is the eighth record of the producer named p1. A resend by the application is the same record.
struct RecordName {
    ProducerIndex producer;
    std::int32_t index = 0;

    constexpr auto operator<=>(const RecordName&) const = default;
};

inline constexpr std::int32_t batch_header = 61;  // bytes of a record batch (v2) before its records

// Records that were appended to one partition's accumulator one after the other. `first` counts the sends of one producer to one
// partition (its lane in the ledger), so the records of a batch are always a range, and a batch takes no memory per record.
struct RecordRange {
    ProducerIndex producer;
    std::int32_t first = 0;
    std::int32_t count = 0;

    constexpr bool operator==(const RecordRange&) const = default;
    constexpr std::int32_t end() const { return first + count; }
    constexpr bool has(std::int32_t send) const { return send >= first && send < end(); }
};

// Sequences count to 2147483647 and go on at 0 (DefaultRecordBatch.incrementSequence).
constexpr Sequence sequence_after(Sequence s, std::int32_t steps) {
    constexpr std::int32_t largest = std::numeric_limits<std::int32_t>::max();
    return s.value > largest - steps ? Sequence{steps - (largest - s.value) - 1} : Sequence{s.value + steps};
}

// Whether `a` is the earlier of two sequences that are less than half of all apart: across the wrap 2147483647 comes before 0.
// no_sequence comes before all.
// Simplified: a producer compares sequence numbers across their wrap; Kafka's client compares them as plain numbers.
constexpr bool is_before(Sequence a, Sequence b) {
    if (a == no_sequence || b == no_sequence) return a < b;
    constexpr std::uint32_t numbers = std::uint32_t{1} << 31, half = numbers / 2;
    std::uint32_t distance = (static_cast<std::uint32_t>(b.value) - static_cast<std::uint32_t>(a.value)) % numbers;
    return distance != 0 && distance < half;
}

constexpr Sequence later(Sequence a, Sequence b) { return is_before(a, b) ? b : a; }

// A batch as it travels and as it lies in a log. base_sequence is no_sequence without idempotence.
struct RecordBatch {
    RecordRange records;
    std::int32_t bytes = 0;
    ProducerId producer_id = no_producer_id;
    ProducerEpoch producer_epoch;
    Sequence base_sequence = no_sequence;

    constexpr bool operator==(const RecordBatch&) const = default;
    constexpr Sequence last_sequence() const { return sequence_after(base_sequence, records.count - 1); }
};

}  // namespace acksim
