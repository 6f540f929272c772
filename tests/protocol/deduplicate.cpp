#include "protocol/rules/deduplicate.hpp"

#include "support/catch.hpp"

using namespace acksim;

namespace {

constexpr std::int32_t largest = 2147483647;

RecordBatch batch(std::int16_t epoch, std::int32_t first, std::int32_t count = 1) {
    RecordBatch b;
    b.records.count = count;
    b.producer_id = {7};
    b.producer_epoch = {epoch};
    b.base_sequence = {first};
    return b;
}

// Five batches of two records: sequences 10-11 at offset 100, 12-13 at 102, … 18-19 at 108.
ProducerEntry five_batches() {
    ProducerEntry e{{7}, {1}, {}};
    for (std::int32_t i = 0; i < 5; ++i) e.batches.push_back({{10 + 2 * i}, {11 + 2 * i}, {100 + 2 * i}});
    return e;
}

}  // namespace

TEST_CASE("A leader recognises the last five batches of a producer, whole batches only, and refuses a gap") {
    struct Row {
        const char* sentence;
        RecordBatch batch;
        ErrorCode error;
        bool duplicate;
        std::int64_t base;
    };
    const ErrorCode none = ErrorCode::none, gap = ErrorCode::out_of_order_sequence_number;
    const Row rows[] = {
        {"the next one is appended", batch(1, 20, 3), none, false, -1},
        {"the youngest is a duplicate and answered with its own offset", batch(1, 18, 2), none, true, 108},
        {"the oldest of the five too", batch(1, 10, 2), none, true, 100},
        {"the sixth is not known any more", batch(1, 8, 2), gap, false, -1},
        {"a part of a batch is no duplicate", batch(1, 18, 1), gap, false, -1},
        {"a gap is refused", batch(1, 21), gap, false, -1},
        {"a new epoch starts at 0", batch(2, 0), none, false, -1},
        {"a new epoch that does not is refused", batch(2, 20), gap, false, -1},
        {"the same sequences in a new epoch are no duplicate", batch(2, 18, 2), gap, false, -1},
        {"an old epoch is refused, even where it would fit", batch(0, 20), ErrorCode::invalid_producer_epoch, false, -1},
        {"an old epoch's retry is refused too", batch(0, 18, 2), ErrorCode::invalid_producer_epoch, false, -1},
    };
    const ProducerEntry known = five_batches();
    for (const Row& row : rows) {
        INFO(row.sentence);
        Deduplication d = deduplicate(&known, row.batch);
        CHECK(d.error == row.error);
        CHECK(d.duplicate == row.duplicate);
        CHECK(d.base.value == row.base);
    }
}

TEST_CASE("A producer of which nothing is known may start with any sequence") {
    CHECK(deduplicate(nullptr, batch(0, 0)).error == ErrorCode::none);
    CHECK(deduplicate(nullptr, batch(0, 5)).error == ErrorCode::none);
    CHECK(deduplicate(nullptr, batch(3, 1234)).error == ErrorCode::none);
}

TEST_CASE("After sequence 2147483647 comes 0") {
    ProducerEntry known{{7}, {0}, {}};
    known.batches.push_back({{largest}, {largest}, {5}});
    CHECK(deduplicate(&known, batch(0, 0)).error == ErrorCode::none);
    CHECK(deduplicate(&known, batch(0, 1)).error == ErrorCode::out_of_order_sequence_number);
    CHECK(deduplicate(&known, batch(0, largest)).duplicate);
}

TEST_CASE("A batch that spans 2147483647 ends at a small sequence, and is recognised") {
    RecordBatch spanning = batch(0, largest - 1, 4);
    CHECK(spanning.last_sequence().value == 1);
    ProducerEntry known{{7}, {0}, {}};
    known.batches.push_back({spanning.base_sequence, spanning.last_sequence(), {5}});
    CHECK(deduplicate(&known, spanning).duplicate);
    CHECK(deduplicate(&known, batch(0, 2)).error == ErrorCode::none);
}

TEST_CASE("A batch without a sequence is always new") {
    const ProducerEntry known = five_batches();
    RecordBatch plain;
    plain.records.count = 1;
    Deduplication d = deduplicate(&known, plain);
    CHECK(d.error == ErrorCode::none);
    CHECK_FALSE(d.duplicate);
}
