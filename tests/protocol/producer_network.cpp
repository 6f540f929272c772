// What a producer makes of a network that holds back, breaks or swallows, told as whole runs: the log is the answer.
#include "support/catch.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

RunResult run_of(const std::string& config, const std::string& workload, const std::string& faults, const std::string& topic = "{}") {
    return run(parse_scenario(R"({"topic": )" + topic + R"(, "producers": [{"config": {)" + config + R"(}, "workload": {)" + workload +
                                  R"(}}], "network": {"latency": "1ms"}, "faults": [)" + faults + "]}",
                              "t.json"));
}

// Record numbers in log order.
std::string log_of(const RunResult& result) {
    std::string log;
    for (const StoredRecord& r : result.outcome.log) log += (log.empty() ? "" : " ") + std::to_string(r.record.index);
    return log;
}

constexpr auto plain = R"("batch.size": 1, "acks": "1", "enable.idempotence": false)";

}  // namespace

TEST_CASE("an overdue request is noticed when the client wakes up for something else", "[producer]") {
    // Record 2 is sent 50 ms after the deadline of record 1: the deaf connection is closed before it can leave on it.
    RunResult result = run_of(std::string(plain) + R"(, "request.timeout.ms": 1000)", R"("records": 3, "pauses": ["1s", "1050ms"])",
                              R"({"do": "swallow_response", "of": "p1#1"})");
    CHECK(log_of(result) == "0 1 1 2");
}

TEST_CASE("an overdue request is not noticed at once by a client that sleeps", "[producer]") {
    // Record 2 is sent 10 ms before the deadline of record 1, on the same deaf connection; both are appended and sent again, reversed.
    RunResult result = run_of(std::string(plain) + R"(, "request.timeout.ms": 1000)", R"("records": 3, "pauses": ["1s", "990ms"])",
                              R"({"do": "swallow_response", "of": "p1#1"})");
    CHECK(log_of(result) == "0 1 2 2 1");
}

TEST_CASE("a request that is held back arrives late by as much as the fault says, even after its connection was closed", "[producer]") {
    std::string config = std::string(plain) + R"(, "max.in.flight.requests.per.connection": 1, "request.timeout.ms": 1000)";
    auto held = [&](const std::string& by) {
        return log_of(run_of(config, R"("records": 4, "pauses": ["1s", "5s", "5s"])", R"({"do": "delay_request", "of": "p1#1", "by": ")" + by + "\"}"));
    };
    CHECK(held("3s") == "0 1 1 2 3");
    CHECK(held("9s") == "0 1 2 1 3");
    CHECK(held("11s") == "0 1 2 3 1");
}

TEST_CASE("what is sent on a connection that is broken already is lost, until the producer notices", "[producer]") {
    // acks=0: the broker closes the connection over record 1, 2 ms after it was sent; the producer learns of it 2 ms later.
    RunResult result = run_of(R"("batch.size": 1, "acks": "0", "enable.idempotence": false)",
                              R"("records": 5, "pauses": ["1s", "1500us", "1ms", "1s"], "sizes": [100, 2000, 100, 100, 100])", "",
                              R"({"config": {"max.message.bytes": 1000}})");
    CHECK(log_of(result) == "0 3 4");
}

TEST_CASE("a broken connection is noticed even where answers are swallowed", "[producer]") {
    RunResult result = run_of(plain, R"("records": 2, "every": "1s")",
                              R"({"do": "swallow_response", "of": "p1#1"},
                                 {"do": "break_connection", "producer": "p1", "broker": "leader", "when": {"appended": "p1#1", "after": "100ms"}})");
    CHECK(log_of(result) == "0 1 1");
    CHECK(result.cost.latency_p99 < seconds(2));
}

TEST_CASE("a batch that is too large is split by the sizes of its records", "[producer]") {
    RunResult result =
        run_of(R"("linger.ms": 100)", R"("records": 6, "sizes": [100, 100, 100, 1800, 100, 100])", "", R"({"config": {"max.message.bytes": 1500}})");
    CHECK(log_of(result) == "0 1 2 4 5");
    CHECK(result.outcome.records[3].error == ErrorCode::message_too_large);
}

TEST_CASE("send() after close() throws, and what was sent before is delivered", "[producer]") {
    RunResult result = run_of(R"("batch.size": 1)", R"("records": 3, "close_after": 2)", "");
    CHECK(log_of(result) == "0 1");
    CHECK(result.outcome.records[2].error == ErrorCode::closed);
}

TEST_CASE("until 3.5 a request that fails after its batch has expired begins a new epoch, which saves the next batch; since 3.6 it is ignored", "[producer]") {
    // p1#1 expires while its request waits for an answer, so the broker refuses p1#2 for its sequence number.
    auto log = [](const std::string& kafka) {
        return log_of(run(parse_scenario(R"({"kafka": ")" + kafka + R"(", "topic": {"replication.factor": 1}, "cluster": {"brokers": 3}, "producers": [
            {"config": {"linger.ms": 0, "batch.size": 1, "request.timeout.ms": 4000, "delivery.timeout.ms": 4000, "enable.idempotence": true, "acks": "all"},
             "workload": {"records": 4, "pauses": ["1s", "3500ms", "10s"]}}], "faults": [
            {"when": {"acknowledged": "p1#0"}, "do": "break_connection", "producer": "p1", "broker": "b1"},
            {"when": {"acknowledged": "p1#0", "after": "20ms"}, "do": "partition", "between": ["p1", "b1"], "for": "1760ms"},
            {"do": "swallow_request", "of": "p1#1"}]})",
                                         "t.json")));
    };
    CHECK(log("3.5") == "0 2 3");
    CHECK(log("3.6") == "0 3");
}

TEST_CASE("with acks=0 a batch that a client finds overdue when it wakes is told TimeoutException, and written all the same", "[producer]") {
    RunResult result = run(parse_scenario(R"({"cluster": {"brokers": 1}, "topic": {"replication.factor": 1}, "network": {"latency": "1ms"},
        "producers": [{"config": {"acks": "0", "enable.idempotence": false, "linger.ms": 1000, "request.timeout.ms": 100, "delivery.timeout.ms": 1100},
                       "workload": {"records": 2, "pauses": ["2s"], "end": "nothing"}}],
        "faults": [{"when": {"sent": "p1#1", "after": "500ms"}, "do": "pause", "producer": "p1", "for": "3s"}]})",
                                          "t.json"));
    CHECK(log_of(result) == "0 1");
    REQUIRE(result.failed.size() == 1);
    CHECK(result.failed[0].error == ErrorCode::expired);
}

TEST_CASE("since 3.3 a partition that waits for a retry keeps the other partitions of its broker waiting, before it did not", "[producer]") {
    // Of partition 0 both batches are refused; the retry of the first is held back for 10 s, and the second may not leave before.
    auto leaves = [](const std::string& kafka) {
        RunResult result = run(parse_scenario(R"({"kafka": ")" + kafka + R"(", "cluster": {"brokers": 1}, "topic": {"partitions": 2, "replication.factor": 1},
            "network": {"latency": "1ms"}, "producers": [{"config": {"linger.ms": 0, "batch.size": 1, "acks": "all", "enable.idempotence": true},
                "workload": {"records": 4, "pauses": ["1s", "100us", "300ms"], "partitions": [0, 0, 0, 1], "size": 200}}],
            "faults": [{"do": "answer_error", "of": "p1#1", "error": "NOT_ENOUGH_REPLICAS"}, {"do": "answer_error", "of": "p1#2", "error": "NOT_ENOUGH_REPLICAS"},
                       {"when": {"requested": "p1#1", "times": 2}, "do": "delay_request", "of": "p1#1", "by": "10s"}]})",
                                              "t.json"),
                               {.trace = true});
        for (const TraceStep& step : result.trace.steps)
            for (const Happening& h : step.happenings)
                if (h.what == What::requested && h.partition == PartitionId{1}) return step.at;
        return SimTime{};
    };
    CHECK(leaves("3.2").us / 100'000 == 13);
    CHECK(leaves("3.3").us / 1'000'000 == 11);
}

TEST_CASE("close() returns when every request has ended, also that of a batch that has expired", "[producer]") {
    // p1#1 expires at 6 s; its request, which was held back, is answered at 7 s or later.
    RunResult result = run(parse_scenario(R"({"cluster": {"brokers": 1}, "topic": {"replication.factor": 1}, "network": {"latency": "1ms"},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false, "linger.ms": 0, "request.timeout.ms": 4000, "delivery.timeout.ms": 5000},
                       "workload": {"records": 2, "every": "1s"}}],
        "faults": [{"when": {"acknowledged": "p1#0"}, "do": "break_connection", "producer": "p1", "broker": "b1"},
                   {"when": {"acknowledged": "p1#0", "after": "20ms"}, "do": "partition", "between": ["p1", "b1"], "for": "4s"},
                   {"do": "delay_request", "of": "p1#1", "by": "3s"}]})",
                                          "t.json"),
                           {.trace = true});
    SimTime expired, closed;
    for (const TraceStep& step : result.trace.steps)
        for (const Happening& h : step.happenings) {
            if (h.what == What::expired) expired = step.at;
            if (h.what == What::closed) closed = step.at;
        }
    CHECK(expired.us / 1'000'000 == 6);
    CHECK(closed > expired + milliseconds(500));
}
