#include "report/sample.hpp"
#include "support/catch.hpp"

#include "report/chain.hpp"
#include "report/cure_text.hpp"
#include "report/fault_text.hpp"
#include "report/sentence.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

struct Sample {
    Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    Names names{scenario, result};
};

}  // namespace

TEST_CASE("every happening has a sentence and no placeholder is left in it", "[report]") {
    const Sample sample;
    for (const Telling& told : tellings()) {
        Happening h = on_partition(told.what, b1, b2, 3, 6, 2);
        h.records = {ProducerIndex{0}, 1, 2};
        const std::string text = sentence(h, sample.names) + label(h, sample.names);
        CAPTURE(text);
        CHECK(text.size() > 5);
        CHECK(text.find_first_of("{}?") == std::string::npos);
    }
}

TEST_CASE("a happening about nothing known is still told", "[report]") {
    const Sample sample;
    for (const Telling& told : tellings()) CHECK_FALSE(sentence({told.what}, sample.names).empty());
}

TEST_CASE("a sentence names the setting that explains it", "[report]") {
    Sample sample;
    CHECK(sentence(on_records(What::acknowledged, b1, 2, 2, p1), sample.names) == "b1 answers OK for p1#2 without waiting for a follower (acks=1)");
    sample.scenario.config.producers[0].config.acks = Acks::all;
    CHECK(sentence(on_records(What::acknowledged, b1, 2, 2, p1), sample.names) == "b1 answers OK for p1#2: every replica in the ISR has it (acks=all)");
    Happening refused = on_records(What::refused, b1, 2, -1);
    refused.error = ErrorCode::not_enough_replicas;
    CHECK(sentence(refused, sample.names) == "b1 does not append p1#2: NotEnoughReplicasException (min.insync.replicas=1)");
    CHECK(sentence(on_partition(What::fenced, controller, b1, 0, 0), sample.names) ==
          "the controller fences b1: no heartbeat (broker.session.timeout.ms=9000)");
}

TEST_CASE("a broker that is fenced because it has asked to shut down is not told to have sent no heartbeat", "[report]") {
    const Sample sample;
    Happening fenced{What::fenced, controller, b1};
    fenced.offset = 1;
    CHECK(sentence(fenced, sample.names) == "the controller fences b1: it has asked to shut down");
}

TEST_CASE("a cut that holds back one direction only is told with its direction", "[report]") {
    const Sample sample;
    Happening cut{What::link_cut, b1, controller};
    CHECK(sentence(cut, sample.names) == "nothing gets through between b1 and controller");
    cut.offset = 1;
    CHECK(sentence(cut, sample.names) == "nothing gets through from b1 to controller");
}

TEST_CASE("records are named by their index and not by the number of their send", "[report]") {
    Sample sample;
    sample.result.lanes = {{{0, 2, 4, 5, 6, 2}}};
    CHECK(sample.names.records({ProducerIndex{0}, 0, 5}, PartitionId{0}) == "p1#0,2,4–6");
    CHECK(sample.names.records({ProducerIndex{0}, 5, 1}, PartitionId{0}) == "p1#2");
    CHECK(sample.names.records({ProducerIndex{0}, 5, 2}, PartitionId{0}) == "2 records of p1");
    CHECK(sample.names.has({ProducerIndex{0}, 0, 2}, PartitionId{0}, {ProducerIndex{0}, 2}));
    CHECK_FALSE(sample.names.has({ProducerIndex{0}, 0, 2}, PartitionId{0}, {ProducerIndex{0}, 4}));
}

TEST_CASE("times are cut off and never rounded up", "[report]") {
    CHECK(time_text(SimTime{999999}) == "999.9 ms");
    CHECK(time_text(SimTime{1000000}) == "1.000 s");
    CHECK(time_text(SimTime{61249}) == "61.2 ms");
    CHECK(span_text(SimTime{12000}, SimTime{61400}) == "12.0 – 61.4 ms");
    CHECK(span_text(SimTime{12000}, SimTime{1061400}) == "12.0 ms – 1.061 s");
    CHECK(duration_text(Duration{350}) == "350 µs");
    CHECK(duration_text(Duration{1999}) == "1.9 ms");
    CHECK(duration_text(seconds(120)) == "120 s");
    CHECK(milliseconds_text(seconds(30)) == "30000");
}

TEST_CASE("the second append of the same records is told as such", "[report]") {
    const Sample sample;
    Anomaly twice;
    twice.because = {{0, SimTime{10}, on_records(What::appended, b1, 2, 2)}, {1, SimTime{20}, on_records(What::appended, b1, 2, 3)}};
    const std::vector<ChainLine> lines = chain(twice, sample.names);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].sentence == "b1 appends p1#2 at offset 2, leader epoch 0");
    CHECK(lines[1].sentence == "b1 appends p1#2 at offset 3, leader epoch 0: a second time");
}

TEST_CASE("a chain ends in the setting that allowed it", "[report]") {
    Anomaly anomaly;
    CHECK(cure_sentence(anomaly).empty());  // nobody has asked why
    anomaly.because = {{0, SimTime{10}, on_records(What::appended, b1, 2, 2)}};
    CHECK(cure_sentence(anomaly) == "No single setting of those tried prevents it.");
    anomaly.cures.alone = {{"producers/p1/acks=all", "1"}};
    CHECK(cure_sentence(anomaly) == "With producers/p1/acks=all (was 1) it does not happen: verified by running again.");
    anomaly.cures.alone.push_back({"topic/min.insync.replicas=2", "1"});
    CHECK_THAT(cure_sentence(anomaly), Catch::Matchers::EndsWith(" Nor with topic/min.insync.replicas=2 (was 1)."));
}

TEST_CASE("a fault of the plan is told with its trigger, its target and its end", "[report]") {
    const Sample sample;
    Fault fault = sample.scenario.faults.front();
    CHECK(fault_text(fault, sample.names) == "when p1#2 is acknowledged: the leader crashes; back after 10 s");
    fault.when.times = 2;
    fault.when.after = milliseconds(5);
    CHECK(fault_text(fault, sample.names) == "when p1#2 is acknowledged for the 2nd time and 5 ms have passed: the leader crashes; back after 10 s");
    Fault lost;
    lost.kind = FaultKind::lose_response;
    lost.record = {ProducerIndex{0}, 3};
    lost.times = 3;
    CHECK(fault_text(lost, sample.names) == "the connection breaks before the answer to the request with p1#3 arrives, 3 times in a row");
    lost.kind = FaultKind::answer_error;
    lost.nth = 2;
    lost.times = -1;
    lost.error = ErrorCode::not_enough_replicas;
    CHECK(fault_text(lost, sample.names) == "the 2nd request of p1 is answered with NOT_ENOUGH_REPLICAS, and not appended, every time");
}

TEST_CASE("what is lost with a disk is not told as lost with the power", "[report]") {
    const Sample sample;
    const Happening gone = on_records(What::unflushed_lost, b1, 2, 2);
    Anomaly anomaly;
    anomaly.because = {{5, {100}, {What::lost_disk, b1}}, {5, {100}, gone}, {6, {200}, gone}};
    const std::vector<ChainLine> lines = chain(anomaly, sample.names);
    REQUIRE(lines.size() == 3);
    CHECK(lines[1].sentence == "p1#2 (offset 2) is gone with the disk of b1");
    CHECK(lines[2].sentence == "p1#2 (offset 2) lay only in the page cache of b1 and is gone with the power (flush.messages: never)");
}

TEST_CASE("a cure of two settings names both", "[report]") {
    Anomaly anomaly = sample_result().anomalies[0];
    anomaly.cures = {};
    anomaly.cures.together = {{"producers/p1/acks=all", "1"}, {"producers/p1/enable.idempotence=true", "false"}};
    CHECK(cure_sentence(anomaly) == "No single setting of those tried prevents it; with producers/p1/acks=all (was 1) and "
                                    "producers/p1/enable.idempotence=true (was false) together it does not happen: verified by running again.");
}
