// One record on its way through three replicas, message by message: the golden trace of acks=all with everybody caught up.
#include "modes/timed.hpp"

#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

constexpr const char* one_record = R"({
  "topic": {"name": "a", "assignment": [[1, 2, 3]], "config": {"min.insync.replicas": 2}},
  "producers": [{"config": {"enable.idempotence": false, "linger.ms": 0}, "workload": {"records": 1, "end": "nothing"}}],
  "network": {"latency": "1ms"}})";

struct Ends {
    std::int64_t end1, end2, end3, known2, known3, high1, high2, high3;
    bool operator==(const Ends&) const = default;
};

Ends ends(const World& w) {
    const Replica &r1 = w.broker({0}).replica({0}), &r2 = w.broker({1}).replica({0}), &r3 = w.broker({2}).replica({0});
    return {r1.log.end.value,        r2.log.end.value,        r3.log.end.value,       r1.follower({1}).log_end.value, r1.follower({2}).log_end.value,
            r1.high_watermark.value, r2.high_watermark.value, r3.high_watermark.value};
}

}  // namespace

TEST_CASE("G1: what a follower has counts with its next fetch, and it hears of the high watermark one fetch later") {
    Scenario scenario = parse_scenario(one_record, "one.json");
    Timed timed(scenario.config, scenario.network, 1);
    std::vector<Ends> seen{ends(timed.world())};
    SimTime acknowledged{-1}, followers_know{-1};
    while (timed.next().us != Agenda::never && timed.next() < SimTime{} + seconds(5)) {
        timed.do_next();
        Ends now = ends(timed.world());
        if (!(now == seen.back())) seen.push_back(now);
        if (acknowledged.us < 0 && now.high1 == 1) acknowledged = timed.now();
        if (followers_know.us < 0 && now.high2 == 1 && now.high3 == 1) followers_know = timed.now();
    }
    const std::vector<Ends> golden = {
        {0, 0, 0, 0, 0, 0, 0, 0},  // at rest: both fetches wait at the leader
        {1, 0, 0, 0, 0, 0, 0, 0},  // appended; the fetches are answered with the record
        {1, 1, 0, 0, 0, 0, 0, 0},  // b2 has it and says so with its next fetch
        {1, 1, 1, 0, 0, 0, 0, 0},  // b3 too
        {1, 1, 1, 1, 0, 0, 0, 0},  // the leader hears of b2's
        {1, 1, 1, 1, 1, 1, 0, 0},  // and of b3's: committed, acknowledged; the fetches wait again
        {1, 1, 1, 1, 1, 1, 1, 0},  // half a second later an empty answer carries the high watermark
        {1, 1, 1, 1, 1, 1, 1, 1},
    };
    CHECK(seen.size() == golden.size());
    CHECK(std::equal(seen.begin(), seen.end(), golden.begin(), golden.end()));
    Duration lag = followers_know - acknowledged;
    CHECK(lag >= milliseconds(500));
    CHECK(lag < milliseconds(510));
}
