#include "protocol/log.hpp"

#include "support/catch.hpp"

using namespace acksim;

namespace {

LogBatch batch(std::int64_t base, int epoch, std::int32_t count = 1, std::int32_t sequence = -1, std::int16_t producer_epoch = 0) {
    LogBatch b{{base}, {epoch}, {}};
    b.batch.records = {{0}, static_cast<std::int32_t>(base), count};
    b.batch.bytes = 100;
    if (sequence < 0) return b;
    b.batch.producer_id = {7};
    b.batch.producer_epoch = {producer_epoch};
    b.batch.base_sequence = {sequence};
    return b;
}

// Epoch 1 from 0, epoch 3 from 4, epoch 6 from 7, end at 9.
Log three_epochs() {
    Log log;
    log.append(batch(0, 1, 4));
    log.append(batch(4, 3, 3));
    log.append(batch(7, 6, 2));
    return log;
}

}  // namespace

TEST_CASE("An epoch ends where the next one that is known begins") {
    struct Row {
        const char* sentence;
        int asked, epoch;
        std::int64_t end;
    };
    const Row rows[] = {
        {"undefined stays undefined", -1, -1, 0},         {"the latest ends at the log's end", 6, 6, 9},
        {"nothing is newer than 7: undefined", 7, -1, 0}, {"before all: itself, and the first start", 0, 0, 0},
        {"known: the start of the next", 1, 1, 4},        {"known: the start of the next", 3, 3, 7},
        {"unknown: the largest before it", 2, 1, 4},      {"unknown: the largest before it", 5, 3, 7},
    };
    for (const Row& row : rows) {
        INFO(row.sentence << ": " << row.asked);
        EpochEnd end = three_epochs().end_offset_for({row.asked});
        CHECK(end.epoch.value == row.epoch);
        if (end.defined()) CHECK(end.end.value == row.end);
    }
    CHECK_FALSE(Log{}.end_offset_for({0}).defined());
}

TEST_CASE("A new epoch takes the place of epochs that began at the same offset and left no record") {
    Log log = three_epochs();
    log.assign_epoch({7});
    log.assign_epoch({9});
    REQUIRE(log.epochs.size() == 4);
    CHECK(log.epochs.back() == EpochStart{{9}, {9}});
    log.assign_epoch({8});
    CHECK(log.epochs.back() == EpochStart{{9}, {9}});
    log.append(batch(9, 10));
    REQUIRE(log.epochs.size() == 4);
    CHECK(log.epochs.back() == EpochStart{{10}, {9}});
}

TEST_CASE("Truncation drops the batches and the epochs beyond the cut") {
    struct Row {
        std::int64_t cut, end;
        int epochs, dropped;
    };
    const Row rows[] = {{9, 9, 3, 0}, {20, 9, 3, 0}, {7, 7, 2, 1}, {4, 4, 1, 2}, {0, 0, 0, 3}};
    for (const Row& row : rows) {
        INFO("cut at " << row.cut);
        Log log = three_epochs();
        log.flushed = {5};
        CHECK(log.truncate_to({row.cut}) == row.dropped);
        CHECK(log.end.value == row.end);
        CHECK(static_cast<int>(log.epochs.size()) == row.epochs);
        CHECK(log.flushed.value == std::min<std::int64_t>(5, row.end));
    }
}

TEST_CASE("Truncation at the end trims only an epoch that has no record") {
    Log log = three_epochs();
    log.assign_epoch({8});
    CHECK(log.truncate_to({9}) == 0);
    CHECK(log.latest_epoch().value == 6);
    CHECK(log.end.value == 9);
}

TEST_CASE("A log remembers five batches of a producer's current epoch") {
    Log log;
    for (std::int32_t i = 0; i < 7; ++i) log.append(batch(i, 0, 1, i));
    REQUIRE(log.find({7}));
    REQUIRE(log.find({7})->batches.size() == batches_remembered);
    CHECK(log.find({7})->batches.front().first.value == 2);
    log.append(batch(7, 0, 1, 0, 1));
    CHECK(log.find({7})->epoch.value == 1);
    CHECK(log.find({7})->batches.size() == 1);
    CHECK_FALSE(log.find({8}));
}

TEST_CASE("Truncation makes a log forget what it cut, and remember what came before") {
    Log log;
    for (std::int32_t i = 0; i < 7; ++i) log.append(batch(i, 0, 1, i));
    log.truncate_to({6});
    REQUIRE(log.find({7})->batches.size() == batches_remembered);
    CHECK(log.find({7})->batches.front().first.value == 1);
    CHECK(log.find({7})->batches.back().last.value == 5);
    log.truncate_to({0});
    CHECK_FALSE(log.find({7}));
}

TEST_CASE("A restarted broker remembers one batch a producer") {
    Log log;
    for (std::int32_t i = 0; i < 4; ++i) log.append(batch(i, 0, 1, i));
    log.forget_all_but_last_batches();
    REQUIRE(log.find({7})->batches.size() == 1);
    CHECK(log.find({7})->batches.back().last.value == 3);
    log.append(batch(4, 0, 1, 4));
    CHECK(log.find({7})->batches.size() == 2);
}

TEST_CASE("A batch is found by any of its offsets") {
    Log log = three_epochs();
    const std::size_t places[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 3};
    for (std::int64_t offset = 0; offset < 10; ++offset) CHECK(log.find_batch({offset}) == places[offset]);
    CHECK(Log{}.find_batch({0}) == 0);
}
