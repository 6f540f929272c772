#include "protocol/rules/isr.hpp"

#include "support/catch.hpp"

using namespace acksim;

namespace {

BrokerSet set(std::initializer_list<int> members) {
    BrokerSet out;
    for (int b : members) out = out.with({static_cast<std::int16_t>(b)});
    return out;
}

Replica leader_with_end(std::int64_t end) {
    Replica r;
    r.log.end = {end};
    r.isr = set({0, 1, 2});
    r.followers.resize(3);
    return r;
}

}  // namespace

TEST_CASE("A follower leaves the ISR at the third look at which it is behind, never while it is at the end") {
    struct Row {
        std::int64_t end;
        int looks;
        bool lags;
    };
    const Row rows[] = {{9, 0, false}, {9, 1, false}, {9, 2, false}, {9, 3, true}, {10, 3, false}, {-1, 3, true}};
    for (const Row& row : rows) {
        Replica r = leader_with_end(10);
        r.followers[1].log_end = {row.end};
        r.followers[1].looks_behind = static_cast<std::int8_t>(row.looks);
        r.followers[2].log_end = {10};
        CHECK(lagging_members(r, {0}) == (row.lags ? set({1}) : BrokerSet{}));
    }
}

TEST_CASE("A follower that reaches the leader's end is caught up now, one that reaches the end as it was at its last fetch was caught up then") {
    struct Row {
        std::int64_t offset;
        int looks_between, looks_behind;  // since its last fetch, and afterwards since it was caught up
    };
    // Two looks ago it was caught up, and since then fetched from 5, when the leader's log ended at 8. Now that ends at 10.
    const Row rows[] = {{7, 0, 2}, {7, 1, 3}, {8, 0, 0}, {8, 1, 1}, {8, 2, 2}, {9, 2, 2}, {8, 3, 3}, {10, 3, 0}};
    for (const Row& row : rows) {
        INFO(row.offset << " after " << row.looks_between);
        Follower f;
        f.looks_behind = 2;
        note_fetch(f, {{0}, {5}, {0}, {0}, {0}}, {8});
        for (int i = 0; i < row.looks_between; ++i) note_look(f, {10});
        note_fetch(f, {{0}, {row.offset}, {0}, {0}, {0}}, {10});
        CHECK(int{f.looks_behind} == row.looks_behind);
    }
    Follower steady;
    note_fetch(steady, {{0}, {10}, {0}, {0}, {0}}, {10});
    note_look(steady, {10});
    CHECK(steady.looks_behind == 0);
}

TEST_CASE("Who is outside the ISR cannot leave it, and the leader never leaves its own") {
    Replica r = leader_with_end(10);
    r.isr = set({0, 1});
    r.followers[1].log_end = r.followers[2].log_end = {5};
    CHECK(lagging_members(r, {0}) == set({1}));
}

TEST_CASE("A follower joins with everything committed and everything before the epoch, if it is eligible") {
    struct Row {
        const char* sentence;
        std::int64_t end, high_watermark, epoch_start;
        bool eligible, joins;
    };
    const Row rows[] = {
        {"at the high watermark, though behind the leader's end", 6, 6, 2, true, true},
        {"below the high watermark", 5, 6, 2, true, false},
        {"below the start of the epoch", 5, 3, 6, true, false},
        {"at the start of the epoch", 6, 3, 6, true, true},
        {"not eligible", 10, 6, 2, false, false},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        Replica r = leader_with_end(10);
        r.high_watermark = {row.high_watermark};
        r.epoch_start = {row.epoch_start};
        r.followers[1].log_end = {row.end};
        CHECK(may_join(r, r.followers[1], row.eligible) == row.joins);
    }
}

TEST_CASE("Eligible is who is active and fetches as its present incarnation") {
    Follower f;
    f.epoch = {4};
    CHECK(is_isr_eligible({1}, f, set({0, 1}), {4}));
    CHECK_FALSE(is_isr_eligible({1}, f, set({0, 2}), {4}));
    CHECK_FALSE(is_isr_eligible({1}, f, set({0, 1}), {5}));
}
