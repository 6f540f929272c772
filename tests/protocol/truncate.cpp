#include "protocol/rules/truncate.hpp"

#include "support/catch.hpp"

using namespace acksim;

namespace {

// Epoch 2 from 10, epoch 3 from 60, end at 80.
Log follower() {
    Log log;
    log.epochs.push_back({{2}, {10}});
    log.epochs.push_back({{3}, {60}});
    log.end = {80};
    return log;
}

}  // namespace

TEST_CASE("A follower cuts where its history and its leader's part, epoch by epoch") {
    struct Row {
        const char* sentence;
        int epoch;
        std::int64_t end, cut;
    };
    const Row rows[] = {
        {"the epoch is the follower's latest: the shorter end counts", 3, 70, 70},
        {"the leader went on longer in it: nothing to cut", 3, 90, 80},
        {"an older epoch that ended earlier at the leader", 2, 50, 50},
        {"an older epoch that ended earlier here", 2, 75, 60},
        {"an epoch before all that are known here", 1, 5, 5},
        {"an epoch newer than all that are known here is undefined here: the leader's end counts", 5, 90, 80},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        CHECK(truncation_point(follower(), {{row.epoch}, {row.end}}).value == row.cut);
    }
}

TEST_CASE("A leader answers where an epoch ends: with KIP-101 the start of the next, with KIP-279 the epoch that it speaks of as well") {
    struct Row {
        const char* sentence;
        int asked;
        EpochEnd kip_101, kip_279;
    };
    const EpochEnd undefined;
    const Row rows[] = {
        {"its latest epoch: the end of the log", 3, {{3}, {80}}, {{3}, {80}}},
        {"an older one: the start of the next", 2, {{2}, {60}}, {{2}, {60}}},
        {"an epoch newer than all that it knows", 5, undefined, undefined},
        {"an epoch before all that it knows", 1, undefined, {{1}, {10}}},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        CHECK(answer_end_of_epoch(follower(), {row.asked}, Truncation::kip_101) == row.kip_101);
        CHECK(answer_end_of_epoch(follower(), {row.asked}, Truncation::kip_279) == row.kip_279);
    }
    Log gap;
    gap.epochs.push_back({{0}, {0}});
    gap.epochs.push_back({{3}, {5}});
    gap.end = {9};
    CHECK(answer_end_of_epoch(gap, {2}, Truncation::kip_101) == EpochEnd{{2}, {5}});
    CHECK(answer_end_of_epoch(gap, {2}, Truncation::kip_279) == EpochEnd{{0}, {5}});
    CHECK(answer_end_of_epoch({}, {0}, Truncation::kip_101) == undefined);
    CHECK(answer_end_of_epoch({}, {0}, Truncation::kip_279) == undefined);
}

TEST_CASE("A follower cuts where the answer says, to its high watermark if there is none, and asks again about an epoch that it does not know") {
    struct Row {
        const char* sentence;
        Truncation rule;
        EpochEnd answer;
        std::int64_t cut;
        bool asks_again;
    };
    using enum Truncation;
    const Row rows[] = {
        {"the leader does not know: to the high watermark", kip_101, {}, 30, false},
        {"the leader does not know: to the high watermark", kip_279, {}, 30, false},
        {"the answer's end", kip_101, {{3}, {70}}, 70, false},
        {"the answer's end", kip_279, {{3}, {70}}, 70, false},
        {"the leader has more: nothing to cut", kip_101, {{3}, {90}}, 80, false},
        {"the leader has more: nothing to cut", kip_279, {{3}, {90}}, 80, false},
        {"an older epoch that the leader had for longer: its end here", kip_279, {{2}, {75}}, 60, false},
        {"an epoch before all that it knows: where its first one starts, or earlier", kip_279, {{1}, {20}}, 10, false},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        Cut cut = cut_on_answer(follower(), {30}, row.answer, row.rule);
        CHECK(cut.to.value == row.cut);
        CHECK(cut.asks_again == row.asks_again);
    }
    Log gap;
    gap.epochs.push_back({{0}, {0}});
    gap.epochs.push_back({{3}, {5}});
    gap.end = {9};
    Cut between = cut_on_answer(gap, {0}, {{1}, {6}}, kip_279);
    CHECK(between.to.value == 5);
    CHECK(between.asks_again);
    CHECK(truncation_to_high_watermark(gap, {4}).value == 4);
    CHECK(truncation_to_high_watermark(gap, {40}).value == 9);
}

TEST_CASE("A follower that does not know the leader's epoch cuts to the end of the one before it, and asks again") {
    Log log;
    log.epochs.push_back({{0}, {0}});
    log.epochs.push_back({{3}, {5}});
    log.end = {9};
    CHECK(truncation_point(log, {{1}, {6}}).value == 5);
}
