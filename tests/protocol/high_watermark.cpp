#include "protocol/rules/high_watermark.hpp"

#include "support/catch.hpp"

using namespace acksim;

namespace {

constexpr BrokerSet set(std::initializer_list<int> members) {
    BrokerSet out;
    for (int b : members) out = out.with({static_cast<std::int16_t>(b)});
    return out;
}

// Broker 0 leads; its log ends at 10; the others' last fetches and whether they are caught up come from the row.
struct Row {
    const char* sentence;
    std::int64_t end1, end2;
    bool caught_up1, caught_up2;
    BrokerSet isr;
    PendingIsr pending = PendingIsr::none;
    BrokerSet proposed{};
    BrokerSet eligible = set({1, 2});
    int min_isr = 1;
    std::int64_t before = 3;
    std::int64_t after = 0;
    bool strict = true;
};

Offset next_of(const Row& row) {
    Replica r;
    r.log.end = {10};
    r.high_watermark = {row.before};
    r.isr = row.isr;
    r.pending = row.pending;
    r.proposed_isr = row.proposed;
    r.followers.resize(3);
    r.followers[1].log_end = {row.end1};
    r.followers[2].log_end = {row.end2};
    r.followers[1].looks_behind = row.caught_up1 ? std::int8_t{0} : looks_until_lagging;
    r.followers[2].looks_behind = row.caught_up2 ? std::int8_t{0} : looks_until_lagging;
    return next_high_watermark(r, {{0}, set({1, 2}), row.eligible, row.min_isr, row.strict});
}

}  // namespace

TEST_CASE("The high watermark is the smallest log end among those that count, and never falls") {
    const PendingIsr none = PendingIsr::none, shrink = PendingIsr::shrink, expand = PendingIsr::expand;
    const BrokerSet both = set({1, 2});
    const Row rows[] = {
        {"everybody in the ISR counts", 7, 5, true, true, set({0, 1, 2}), none, {}, both, 1, 3, 5},
        {"a lagging member of the ISR counts until it is out", 7, 4, true, false, set({0, 1, 2}), none, {}, both, 1, 3, 4},
        {"a pending shrink does not let it move yet", 10, 4, true, false, set({0, 1, 2}), shrink, set({0, 1}), both, 1, 3, 4},
        {"who is out and lags does not count", 10, 4, true, false, set({0, 1}), none, {}, both, 1, 3, 10},
        {"who is out but caught up and eligible may join, and counts", 10, 8, true, true, set({0, 1}), none, {}, both, 1, 3, 8},
        {"who is caught up but fenced may not join, and does not count", 10, 8, true, true, set({0, 1}), none, {}, set({1}), 1, 3, 10},
        {"a pending member counts before the controller has agreed", 10, 6, true, false, set({0, 1}), expand, set({0, 1, 2}), both, 1, 3, 6},
        {"a member that has not fetched yet blocks", 10, -1, true, true, set({0, 1, 2}), none, {}, both, 1, 3, 3},
        {"below min.insync.replicas it stands still", 10, 10, true, true, set({0}), none, {}, both, 2, 3, 3},
        {"a pending expansion does not help min.insync.replicas", 10, 10, true, true, set({0}), expand, set({0, 1}), both, 2, 3, 3},
        {"before 3.7 it moved below min.insync.replicas", 4, 4, false, false, set({0}), none, {}, both, 2, 3, 10, false},
        {"it never falls", 5, 5, true, true, set({0, 1, 2}), none, {}, both, 1, 7, 7},
        {"alone in the ISR the leader commits by itself", 2, 2, false, false, set({0}), none, {}, both, 1, 3, 10},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        CHECK(next_of(row).value == row.after);
    }
}
