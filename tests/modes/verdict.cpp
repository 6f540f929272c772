// One word a record: the table of design.md §4 on hand-made ledgers and logs.
#include "support/catch.hpp"

#include "verdict/judge.hpp"

namespace {

using namespace acksim;

struct Story {
    Ledger ledger;
    Log log;

    explicit Story(std::vector<Send> sends) {
        ledger.producers.resize(1);
        ledger.producers[0].lanes.resize(1);
        for (const Send& s : sends) ledger.producers[0].lanes[0].sends.push_back(s);
    }
    Story& stored(std::int32_t send, std::int32_t count = 1) {
        LogBatch b;
        b.base = log.end;
        b.batch.records = {{0}, send, count};
        log.append(b);
        return *this;
    }
    Outcome outcome(bool undecided = false) const { return judge(ledger, {&log}, undecided); }
    Word word() const { return outcome().records.front().word; }
};

const Send nothing{0, Told::nothing, ErrorCode::none}, ok{0, Told::ok, ErrorCode::none}, error{0, Told::error, ErrorCode::network_exception};

std::vector<Send> sends(int n) {
    std::vector<Send> out;
    for (int i = 0; i < n; ++i) out.push_back({i, Told::ok, ErrorCode::none});
    return out;
}

}  // namespace

TEST_CASE("a record's word follows from what was told and what is stored", "[verdict]") {
    CHECK(Story({ok}).stored(0).word() == Word::delivered);
    CHECK(Story({ok}).word() == Word::lost);
    CHECK(Story({nothing}).word() == Word::silently_lost);
    CHECK(Story({nothing}).stored(0).word() == Word::unacknowledged);
    CHECK(Story({error}).word() == Word::reported_lost);
    CHECK(Story({error}).stored(0).word() == Word::phantom);
    CHECK(Story({ok}).stored(0).stored(0).word() == Word::duplicated);
    CHECK(Story({error}).stored(0).stored(0).word() == Word::duplicated);
}

TEST_CASE("a record that the application sent again is one record", "[verdict]") {
    CHECK(Story({error, ok}).stored(1).word() == Word::delivered);
    CHECK(Story({error, ok}).stored(0).stored(1).word() == Word::duplicated);
    CHECK(Story({error, error}).word() == Word::reported_lost);
    CHECK(Story({error, ok}).outcome().records.front().sends == 2);
}

TEST_CASE("a run that hit its bound never says lost", "[verdict]") {
    CHECK(Story({ok}).outcome(true).records.front().word == Word::undecided);
    CHECK(Story({nothing}).outcome(true).records.front().word == Word::undecided);
}

TEST_CASE("reordering counts pairs of first copies against the order of their sends", "[verdict]") {
    CHECK(Story(sends(4)).stored(0, 4).outcome().reordered_pairs == 0);
    Outcome reversed = Story(sends(4)).stored(3).stored(2).stored(1).stored(0).outcome();
    CHECK(reversed.reordered_pairs == 6);
    CHECK(reversed.reordered.size() == 6);
    CHECK(reversed.reordered_records.size() == 3);
    Outcome overtaken = Story(sends(4)).stored(0).stored(2, 2).stored(1).outcome();
    CHECK(overtaken.reordered_pairs == 2);
    REQUIRE(overtaken.reordered_records.size() == 1);
    CHECK(overtaken.reordered_records.front().index == 1);
    // A second copy does not count: 0 1 0 keeps the order of first copies.
    CHECK(Story(sends(2)).stored(0).stored(1).stored(0).outcome().reordered_pairs == 0);
}

TEST_CASE("a partition without a leader is unavailable", "[verdict]") {
    Story s({ok});
    CHECK(judge(s.ledger, {nullptr}, false).unavailable.size() == 1);
}

TEST_CASE("what an unfinished run knows of a record it says, and the rest is undecided", "[verdict]") {
    CHECK(Story({error}).outcome(true).records.front().word == Word::reported_lost);
    CHECK(Story({nothing}).stored(0).outcome(true).records.front().word == Word::undecided);
    CHECK(Story({nothing}).outcome(true).records.front().word == Word::undecided);
}

TEST_CASE("pairs out of order are counted over all producers", "[verdict]") {
    Ledger ledger;
    ledger.producers.resize(2);
    Log log;
    for (const std::int16_t p : {0, 1}) {
        ProducerLedger& producer = ledger.producers[static_cast<std::size_t>(p)];
        producer.lanes.resize(1);
        for (const Send& s : sends(2)) producer.lanes[0].sends.push_back(s);
        for (const int i : {1, 0}) {
            LogBatch b;
            b.base = log.end;
            b.batch.records = {{p}, i, 1};
            log.append(b);
        }
    }
    CHECK(judge(ledger, {&log}, false).reordered_pairs == 2);
}
