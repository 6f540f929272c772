// The seam, proved early: the step that a timed run takes in one order, taken here in every order.
#include "support/catch.hpp"

#include <set>

#include "faults/break_connection.hpp"
#include "verdict/judge.hpp"
#include "world/step.hpp"

namespace {

using namespace acksim;

Config one_record(Acks acks, bool idempotent) {
    Config config;
    Topic topic;
    topic.first = {0};
    config.topics.push_back(topic);
    config.partitions.push_back({0, {{0}, {1}, {2}}});
    ProducerSetup producer;
    producer.config.acks = acks;
    producer.config.enable_idempotence = idempotent;
    producer.config.linger = {};
    producer.workload.records = 1;
    config.producers.push_back(producer);
    return config;
}

// What fires without a delay: everything else would be a timer that fires before what it waits for could come.
bool is_due(TimerKind kind) {
    switch (kind) {
        case TimerKind::send:
        case TimerKind::linger:
        case TimerKind::retry_backoff:
        case TimerKind::reconnect_backoff:
        case TimerKind::metadata_backoff:
        case TimerKind::producer_id_backoff:
        case TimerKind::fetch_backoff:
        case TimerKind::fetch_wait: return true;
        default: return false;
    }
}

struct Search {
    const Config& config;
    Layout layout{config};
    AlwaysBenign benign;
    std::set<std::vector<std::uint8_t>> seen;
    std::set<Word> words;
    std::size_t steps = 0;

    explicit Search(const Config& c) : config(c) {}

    template <class F> World after(const World& before, F&& f) {
        World w = before;
        Turn turn(config, layout, w.topics, w.network, w.timers, benign);
        f(w, turn);
        ++steps;
        return w;
    }

    World start() {
        return after(
            initial_world(config, layout), [](World& w, Turn& turn) { start_applications(w, turn); });
    }

    std::vector<Slot> events(const World& w) const {
        std::vector<Slot> out;
        Slot slots = layout.fixed() + static_cast<Slot>(w.producers.front().batches.places.size()) * 2;
        for (Slot s = 0; s < slots; ++s)
            if (may_happen(w, s, layout) && (layout.is_channel(s) || is_due(layout.timer(s).kind))) out.push_back(s);
        return out;
    }

    void judge_at_rest(const World& w) {
        BrokerId leader = w.partition({0}).leader;
        Outcome outcome = judge(w.ledger, {&w.broker(leader).replica({0}).log}, false);
        REQUIRE(outcome.records.size() == 1);
        words.insert(outcome.records.front().word);
    }

    // Depth first, every order; `cuts`: how often the producer's connection to the leader may still break.
    void explore(const World& w, int cuts, int depth) {
        REQUIRE(depth < 400);
        std::vector<std::uint8_t> bytes = packed(w);
        World copy = unpacked(bytes);
        REQUIRE(packed(copy) == bytes);
        bytes.push_back(static_cast<std::uint8_t>(cuts));
        if (!seen.insert(bytes).second) return;
        std::vector<Slot> next = events(w);
        if (next.empty()) judge_at_rest(w);
        for (Slot s : next) {
            World one = after(w, [&](World& x, Turn& turn) { step(x, s, turn); });
            // A world that went through bytes behaves as the one that did not.
            World other = after(copy, [&](World& x, Turn& turn) { step(x, s, turn); });
            REQUIRE(packed(one) == packed(other));
            explore(one, cuts, depth + 1);
        }
        ConnectionId c = layout.to_broker({0}, {0});
        bool in_use = w.network[c].requests.size() + w.network[c].responses.size() > 0 || w.network[c].muted();
        if (cuts > 0 && in_use) explore(after(w, [&](World& x, Turn& turn) { break_connection(x, c, turn); }), cuts - 1, depth + 1);
    }
};

}  // namespace

TEST_CASE("without faults one record is delivered in every order of events", "[world]") {
    for (Acks acks : {Acks::none, Acks::leader, Acks::all}) {
        Config config = one_record(acks, acks == Acks::all);
        Search search(config);
        search.explore(search.start(), 0, 0);
        CHECK(search.words == std::set<Word>{Word::delivered});
        CHECK(search.seen.size() > 20);
    }
}

TEST_CASE("one broken connection can duplicate a record without idempotence, and no order of events loses it", "[world]") {
    Config config = one_record(Acks::all, false);
    Search search(config);
    search.explore(search.start(), 1, 0);
    CHECK(search.words == std::set<Word>{Word::delivered, Word::duplicated});
}

TEST_CASE("one broken connection cannot duplicate a record with idempotence in any order of events", "[world]") {
    Config config = one_record(Acks::all, true);
    Search search(config);
    search.explore(search.start(), 1, 0);
    CHECK(search.words == std::set<Word>{Word::delivered});
}

TEST_CASE("one broken connection can lose a record that acks=0 was told OK for", "[world]") {
    Config config = one_record(Acks::none, false);
    Search search(config);
    search.explore(search.start(), 1, 0);
    CHECK(search.words == std::set<Word>{Word::delivered, Word::lost});
}
