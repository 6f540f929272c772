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

TEST_CASE("A follower that does not know the leader's epoch cuts to the end of the one before it, and asks again") {
    Log log;
    log.epochs.push_back({{0}, {0}});
    log.epochs.push_back({{3}, {5}});
    log.end = {9};
    CHECK(truncation_point(log, {{1}, {6}}).value == 5);
}
