// Sequence numbers count to 2147483647 and go on at 0, at the broker and in the producer.
#include "support/catch.hpp"

#include "modes/nemesis.hpp"
#include "protocol/record.hpp"
#include "protocol/rules/sequence_error.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

constexpr Sequence largest{2147483647};

// Record numbers in the leader's log, batches in brackets, after a run whose producer begins three sequence numbers before the wrap.
std::string log_across_the_wrap(const std::string& config, const std::string& faults) {
    Scenario scenario = parse_scenario(R"({"producers": [{"config": {"linger.ms": 0, )" + config + R"(}, "workload": {"records": 9, "every": "200us"}}],
                                           "network": {"latency": "5ms"}, "faults": [)" +
                                           faults + "]}",
                                       "t.json");
    Timed timed(scenario.config, scenario.network, 1);
    Sequencing& s = timed.world().producers[0].partitions[0].sequencing;
    s.producer_id = timed.layout().nodes().producer_id({0}, 0);
    s.next = {largest.value - 2};
    s.last_acked = {largest.value - 3};
    Nemesis nemesis(scenario.faults, timed, nullptr);
    while (timed.next().us != Agenda::never)
        if (!nemesis.intercept(timed.next_slot())) timed.do_next();
    const ProducerState& p = timed.world().producers[0];
    CHECK(p.producer_epoch == ProducerEpoch{0});  // nothing had to be mended
    CHECK(p.partitions[0].sequencing.next == Sequence{6});
    CHECK(p.partitions[0].sequencing.last_acked == Sequence{5});
    std::string log;
    for (const LogBatch& b : timed.world().brokers[0].replicas[0].log.batches) {
        log += "[";
        for (std::int32_t i = b.batch.records.first; i < b.batch.records.end(); ++i)
            log += std::to_string(timed.world().ledger.sends({0}, {0})[static_cast<std::size_t>(i)].record);
        log += "]";
    }
    return log;
}

}  // namespace

TEST_CASE("a sequence number has its place before or after another one, also across the wrap", "[protocol]") {
    CHECK(sequence_after(largest, 1) == Sequence{0});
    CHECK(sequence_after({largest.value - 1}, 3) == Sequence{1});
    CHECK(sequence_after(no_sequence, 1) == Sequence{0});
    CHECK(is_before({3}, {4}));
    CHECK_FALSE(is_before({4}, {4}));
    CHECK_FALSE(is_before({4}, {3}));
    CHECK(is_before(largest, {0}));
    CHECK_FALSE(is_before({0}, largest));
    CHECK(is_before(no_sequence, {0}));
    CHECK(is_before(no_sequence, largest));
    CHECK(later(largest, {2}) == Sequence{2});
    CHECK(later(no_sequence, {2}) == Sequence{2});
}

TEST_CASE("after the wrap the next sequence number in line is 0", "[protocol]") {
    SequenceView view{{0}, false, largest, no_sequence};
    CHECK(decide_on_sequence_error(view, ErrorCode::out_of_order_sequence_number) == SequenceDecision::bump_and_retry);
    view.base = {1};
    CHECK(decide_on_sequence_error(view, ErrorCode::out_of_order_sequence_number) == SequenceDecision::retry);
}

TEST_CASE("a producer's batches keep their order across the wrap, with and without a retry", "[producer]") {
    const std::string single = R"("batch.size": 1)", many = R"("max.in.flight.requests.per.connection": 1)";
    CHECK(log_across_the_wrap(single, "") == "[0][1][2][3][4][5][6][7][8]");
    CHECK(log_across_the_wrap(single, R"({"do": "lose_request", "of": "p1#1"})") == "[0][1][2][3][4][5][6][7][8]");
    CHECK(log_across_the_wrap(single, R"({"do": "answer_error", "of": "p1#2", "error": "NOT_LEADER_OR_FOLLOWER"})") == "[0][1][2][3][4][5][6][7][8]");
    CHECK(log_across_the_wrap(many, "") == "[012345678]");
    CHECK(log_across_the_wrap(many, R"({"do": "lose_response", "of": "p1#0"})") == "[012345678]");
}
