// Rules that whole runs show, each in the smallest scenario that does.
#include "modes/run.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

RunResult run_of(const std::string& kafka, const std::string& topic, const std::string& config, const std::string& workload, const std::string& faults) {
    return run(parse_scenario(R"({"kafka": ")" + kafka + R"(", "topic": )" + topic + R"(, "producers": [{"config": {)" + config + R"(}, "workload": {)" +
                                  workload + R"(}}], "network": {"latency": "1ms"}, "faults": [)" + faults + "]}",
                              "t.json"),
               {.seed = {}, .trace = true, .cures = false});
}

int times(const RunResult& r, What what) {
    int n = 0;
    for (const TraceStep& s : r.trace.steps)
        for (const Happening& h : s.happenings) n += h.what == what;
    return n;
}

std::string log_of(const RunResult& result) {
    std::string log;
    for (const StoredRecord& r : result.outcome.log) log += (log.empty() ? "" : " ") + std::to_string(r.record.index);
    return log;
}

}  // namespace

TEST_CASE("an application sends a record again so many times as its workload says, and no more", "[producer]") {
    RunResult r = run_of("4.4", R"({"config": {"max.message.bytes": 100}})", "", R"("records": 1, "size": 200, "resends": 2, "resend_after": "10ms")", "");
    CHECK(r.outcome.records[0].sends == 3);
    CHECK(r.outcome.records[0].word == Word::reported_lost);
}

TEST_CASE("an open batch leaves at once while send() waits for buffer.memory", "[producer]") {
    RunResult r = run_of("4.4", R"({"partitions": 2, "replication.factor": 1})", R"("batch.size": 1000, "buffer.memory": 1500, "linger.ms": 20000)",
                         R"("records": 2, "every": "1us", "size": 300, "partitions": [0, 1])", "");
    CHECK(r.outcome.count(Word::delivered) == 2);
    CHECK(r.cost.latency_p99 < seconds(25));
    CHECK(r.cost.latency_p50 < seconds(1));
}

TEST_CASE("a producer that is told NOT_LEADER learns the leader from the answer, before 3.7 from the metadata that it asks for", "[producer]") {
    for (const char* kafka : {"3.6", "4.4"}) {
        RunResult r = run_of(kafka, R"({"replication.factor": 3})", R"("batch.size": 1)", R"("records": 2, "every": "3s")",
                             R"({"at": "1s", "do": "move_leader", "to": "b2"})");
        CHECK(r.outcome.count(Word::delivered) == 2);
        CHECK(r.cost.latency_p99 < seconds(1));
        // The hint is in the answer itself; without it the producer has to wait for the metadata it asks for.
        StepId updated = -1;
        for (std::size_t i = 0; i < r.trace.steps.size(); ++i)
            for (const Happening& h : r.trace.steps[i].happenings)
                if (h.what == What::metadata_updated) updated = static_cast<StepId>(i);
        REQUIRE(updated >= 0);
        CHECK(r.trace.steps[static_cast<std::size_t>(updated)].label == (std::string(kafka) == "4.4" ? "NOT_LEADER_OR_FOLLOWER 1" : "Metadata: leader b2"));
    }
}

TEST_CASE("a refused batch waits its backoff though it has a new leader, since 3.6.1 it does not", "[producer]") {
    for (const char* kafka : {"3.6", "4.4"}) {
        RunResult r = run_of(kafka, R"({"replication.factor": 3})", R"("batch.size": 1, "retry.backoff.ms": 700, "retry.backoff.max.ms": 700)",
                             R"("records": 2, "every": "3s")", R"({"at": "1s", "do": "move_leader", "to": "b2"})");
        CHECK((r.cost.latency_p99 < milliseconds(100)) == (std::string(kafka) == "4.4"));
    }
}

TEST_CASE("flush() waits for the parts of a batch that was split", "[producer]") {
    RunResult r =
        run_of("4.4", R"({"config": {"max.message.bytes": 700}})", R"("batch.size": 1000, "linger.ms": 10000, "max.in.flight.requests.per.connection": 1)",
               R"("records": 9, "every": "100us", "size": 100, "flush_every": 8)", "");
    // Record 8 is sent only after all the eight before it were told.
    int told = 0, before = -1;
    for (const TraceStep& s : r.trace.steps)
        for (const Happening& h : s.happenings) {
            if (h.what == What::told_ok) told += h.records.count;
            if (h.what == What::sent && h.offset == 8) before = told;
        }
    CHECK(before == 8);
}

TEST_CASE("a retry that expired begins a new epoch, and the record behind it is taken", "[producer]") {
    RunResult r = run_of("4.4", "{}", R"("batch.size": 1, "request.timeout.ms": 1000, "delivery.timeout.ms": 2500)", R"("records": 3, "pauses": ["1s", "5s"])",
                         R"({"do": "lose_request", "of": "p1#1", "times": 100})");
    CHECK(log_of(r) == "0 2");
    CHECK(times(r, What::epoch_bumped) == 1);
    CHECK(times(r, What::refused) == 0);
}

TEST_CASE("a new epoch stamps only the partition anew that asked for it", "[producer]") {
    RunResult r = run_of("4.4", R"({"assignment": [[1], [2]]})", R"("batch.size": 1, "linger.ms": 0)",
                         R"("records": 4, "pauses": ["1s", "1s", "1us"], "partitions": [0, 1])",
                         R"({"do": "answer_error", "of": "p1#2", "error": "OUT_OF_ORDER_SEQUENCE_NUMBER"}, {"do": "lose_response", "of": "p1#3"})");
    CHECK(times(r, What::epoch_bumped) == 1);
    CHECK(r.outcome.count(Word::delivered) == 4);
}

TEST_CASE("a batch that was stamped anew and is refused again begins one more epoch", "[producer]") {
    RunResult r = run_of("4.4", "{}", R"("batch.size": 1)", R"("records": 2, "every": "1s")",
                         R"({"do": "answer_error", "of": "p1#1", "error": "OUT_OF_ORDER_SEQUENCE_NUMBER", "times": 2})");
    CHECK(times(r, What::epoch_bumped) == 2);
    CHECK(log_of(r) == "0 1");
}

TEST_CASE("a controlled shutdown flushes: a power loss afterwards loses nothing", "[broker]") {
    RunResult r = run_of("4.4", R"({"replication.factor": 1})", R"("acks": "1", "enable.idempotence": false)", R"("records": 3)",
                         R"({"at": "2s", "do": "stop", "broker": "b1"}, {"at": "5s", "do": "power_loss", "broker": "b1", "restart_after": "1s"})");
    CHECK(r.outcome.count(Word::delivered) == 3);
}

TEST_CASE("a fault that waits for a follower to be behind begins when it is so many records behind", "[modes]") {
    RunResult r = run(parse_scenario(
        R"({"topic": {"replication.factor": 2}, "producers": [{"config": {"batch.size": 1, "acks": "1", "enable.idempotence": false}, "workload": {"records": 3, "every": "100ms"}}],
        "faults": [{"from": "start", "do": "slow_follower", "broker": "b2", "by": "60s"}, {"when": {"follower_behind": {"broker": "b2", "records": 3}}, "do": "crash", "broker": "b1", "restart_after": "1s"}]})",
        "t.json"));
    CHECK(r.idle_faults.empty());
}
