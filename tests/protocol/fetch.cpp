#include "protocol/rules/fetch.hpp"

#include "protocol/rules/truncate.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

// Epoch 2 from 0, epoch 4 from 50, end at 55.
Replica leader() {
    Replica r;
    r.leader_epoch = {4};
    r.log.epochs.push_back({{2}, {0}});
    r.log.epochs.push_back({{4}, {50}});
    r.log.end = {55};
    return r;
}

FetchRequest from(std::int64_t offset, int last_epoch, int epoch = 4) {
    FetchRequest f;
    f.offset = {offset};
    f.last_fetched_epoch = {last_epoch};
    f.current_leader_epoch = {epoch};
    return f;
}

}  // namespace

TEST_CASE("A leader checks epoch, leadership, membership, history and end, in this order") {
    struct Row {
        const char* sentence;
        bool leads, replica;
        FetchRequest request;
        ErrorCode error;
        int diverging_epoch;
        std::int64_t diverging_end;
    };
    const Row rows[] = {
        {"an old epoch is fenced before anything else", false, false, from(99, 9, 3), ErrorCode::fenced_leader_epoch, -1, 0},
        {"an epoch that this broker has not heard of", false, false, from(99, 9, 5), ErrorCode::unknown_leader_epoch, -1, 0},
        {"not the leader", false, true, from(55, 4), ErrorCode::not_leader_or_follower, -1, 0},
        {"not a replica", true, false, from(55, 4), ErrorCode::unknown_leader_epoch, -1, 0},
        {"same history, at the end", true, true, from(55, 4), ErrorCode::none, -1, 0},
        {"same history, behind", true, true, from(52, 4), ErrorCode::none, -1, 0},
        {"same history, at the end of an older epoch", true, true, from(50, 2), ErrorCode::none, -1, 0},
        {"an older epoch that went on longer than here", true, true, from(53, 2), ErrorCode::none, 2, 50},
        {"an epoch that is unknown here: the largest one before it", true, true, from(80, 3), ErrorCode::none, 2, 50},
        {"same epoch, beyond the end", true, true, from(60, 4), ErrorCode::none, 4, 55},
        {"an empty log is not checked", true, true, from(0, -1), ErrorCode::none, -1, 0},
        {"without history, beyond the end", true, true, from(56, -1), ErrorCode::offset_out_of_range, -1, 0},
        {"no epoch is said, as before KIP-320: only who leads is checked", true, true, from(52, -1, -1), ErrorCode::none, -1, 0},
        {"no epoch is said, and not the leader", false, true, from(52, -1, -1), ErrorCode::not_leader_or_follower, -1, 0},
        {"an epoch newer than the leader's own", true, true, from(55, 5), ErrorCode::offset_out_of_range, -1, 0},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        FetchCheck check = check_fetch(leader(), row.leads, row.replica, row.request);
        CHECK(check.error == row.error);
        CHECK(check.diverging.defined() == (row.diverging_epoch >= 0));
        if (row.diverging_epoch < 0) continue;
        CHECK(check.diverging.epoch.value == row.diverging_epoch);
        CHECK(check.diverging.end.value == row.diverging_end);
    }
}

TEST_CASE("A follower with a longer log of an unknown epoch ends with the leader's history in two fetches") {
    Log follower;
    follower.append({{0}, {2}, {{{0}, 0, 50}, 100}});
    follower.append({{50}, {2}, {{{0}, 50, 10}, 100}});
    follower.append({{60}, {3}, {{{0}, 60, 20}, 100}});
    FetchCheck first = check_fetch(leader(), true, true, from(80, 3));
    REQUIRE(first.diverging == EpochEnd{{2}, {50}});
    Offset cut = truncation_point(follower, first.diverging);
    CHECK(cut.value == 50);
    follower.truncate_to(cut);
    CHECK(follower.latest_epoch().value == 2);
    FetchCheck second = check_fetch(leader(), true, true, from(follower.end.value, 2));
    CHECK(second.error == ErrorCode::none);
    CHECK_FALSE(second.diverging.defined());
    follower.append({{50}, {4}, {{{0}, 80, 5}, 100}});
    CHECK(follower.epochs.size() == 2);
    CHECK(follower.epochs.back() == EpochStart{{4}, {50}});
}
