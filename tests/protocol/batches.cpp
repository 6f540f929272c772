// How records share batches, batches share buffer.memory, and batches share requests, told as whole runs.
#include "support/catch.hpp"

#include <algorithm>

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

// To one broker. `rest`: what follows in the scenario, with a comma before it.
RunResult run_of(const std::string& config, const std::string& workload, const std::string& topic = "", const std::string& rest = "") {
    return run(parse_scenario(R"({"cluster": {"brokers": 1}, "topic": {"replication.factor": 1)" + topic + R"(}, "producers": [{"config": {)" + config +
                                  R"(}, "workload": {)" + workload + R"(}}], "network": {"latency": "1ms"})" + rest + "}",
                              "t.json"),
               {.trace = true});
}

std::vector<Happening> all(const RunResult& result, What what) {
    std::vector<Happening> out;
    for (const TraceStep& step : result.trace.steps)
        std::copy_if(step.happenings.begin(), step.happenings.end(), std::back_inserter(out), [&](const Happening& h) { return h.what == what; });
    return out;
}

}  // namespace

TEST_CASE("a record that has waited for buffer.memory leaves as soon as it has it", "[producer]") {
    RunResult result = run_of(R"("batch.size": 1000, "buffer.memory": 1000, "linger.ms": 0)", R"("records": 2, "every": "1us", "size": 910)");
    CHECK(result.outcome.count(Word::delivered) == 2);
    CHECK(result.cost.latency_p99 < seconds(1));
}

TEST_CASE("the parts of a split batch hold nothing of buffer.memory, and what the big one held is free", "[producer]") {
    RunResult result = run_of(R"("batch.size": 1000, "buffer.memory": 1000, "linger.ms": 10, "max.in.flight.requests.per.connection": 1)",
                              R"("records": 10, "every": "100us", "size": 100)", R"(, "config": {"max.message.bytes": 700})", R"(, "kafka": "4.4")");
    CHECK(result.outcome.count(Word::delivered) == 10);
    std::vector<What> order;
    for (const TraceStep& step : result.trace.steps)
        for (const Happening& h : step.happenings)
            if (h.what == What::sent || h.what == What::told_ok) order.push_back(h.what);
    CHECK(std::find(order.begin(), order.end(), What::told_ok) - order.begin() == 10);
}

TEST_CASE("a record that finds no buffer.memory has closed the last batch: a smaller one does not join it either", "[producer]") {
    RunResult result = run_of(R"("batch.size": 1500, "buffer.memory": 2000, "max.block.ms": 0, "linger.ms": 100)",
                              R"("records": 3, "every": "1us", "sizes": [500, 1000, 100])");
    CHECK(result.failed.size() == 2);
}

TEST_CASE("a batch that fails with UNKNOWN_PRODUCER_ID begins a new epoch, and what follows it is delivered", "[producer]") {
    RunResult result = run_of(R"("retries": 1)", R"("records": 6, "every": "20ms")", "",
                              R"(, "faults": [{"do": "answer_error", "of": "p1#2", "error": "UNKNOWN_PRODUCER_ID", "times": 2}])");
    CHECK(all(result, What::epoch_bumped).size() == 1);
    CHECK(result.failed.size() == 1);
    CHECK(result.outcome.count(Word::delivered) == 5);
}

TEST_CASE("a batch is as full as its records make it, whose lengths and numbers take a byte or two", "[producer]") {
    // 17 bytes a record up to number 63, then 18.
    RunResult result = run_of(R"("batch.size": 16384, "linger.ms": 1000)", R"("records": 1000, "every": "1us", "size": 10)");
    CHECK(all(result, What::requested).front().records.count == 910);
}

TEST_CASE("with batch.size=1 two tiny records share a batch", "[producer]") {
    RunResult result = run_of(R"("batch.size": 1, "linger.ms": 0)", R"("records": 10, "every": "1us", "size": 2)");
    CHECK(all(result, What::requested).size() == 5);
}

TEST_CASE("a request holds batches up to max.request.size, their headers included", "[producer]") {
    RunResult result = run_of(R"("batch.size": 200, "max.request.size": 300, "linger.ms": 50)",
                              R"("records": 3, "every": "1us", "size": 100, "partitions": [0, 1, 2])", R"(, "partitions": 3)");
    auto produce = [](const TraceStep& s) { return s.label.starts_with("Produce "); };
    CHECK(std::count_if(result.trace.steps.begin(), result.trace.steps.end(), produce) == 3);
}

TEST_CASE("max.message.bytes is compared with what a batch really takes", "[broker]") {
    // 61 bytes of header; 109 for the record: 100, 2 of the record's length, 2 of the value's, and 5 of a byte each.
    auto failures = [](const std::string& most) {
        return run_of("", R"("records": 1, "size": 100)", R"(, "config": {"max.message.bytes": )" + most + "}").failed.size();
    };
    CHECK(failures("170") == 0);
    CHECK(failures("169") == 1);
}

TEST_CASE("the sticky partition changes at batch.size bytes if its last batch is full, also if it is by the record that has no room, else at twice as many",
          "[producer]") {
    auto stays = [](const std::string& linger, const std::string& size) {
        const std::vector<Happening> sent = all(
            run_of(R"("batch.size": 16384, "linger.ms": )" + linger, R"("records": 50, "every": "1ms", "size": )" + size, R"(, "partitions": 30)"), What::sent);
        return std::find_if(sent.begin(), sent.end(), [&](const Happening& h) { return h.partition != sent.front().partition; }) - sent.begin();
    };
    CHECK(stays("500", "1000") == 32);  // 16 records a batch; two are enough, and the 33rd has no room
    CHECK(stays("500", "20000") == 1);  // each has a batch of its own, which is full when the next does not fit
    CHECK(stays("500", "40000") == 1);  // more than twice batch.size
    CHECK(stays("0", "1000") == 16);    // each has left when the next one comes; the headers count
}

TEST_CASE("a record that is larger than any number of bytes Kafka allows is refused", "[producer]") {
    CHECK(run_of("", R"("records": 2, "size": 2147483647)").failed.size() == 2);
}

TEST_CASE("a drain begins with the partition that the one before it looked at last", "[producer]") {
    // The first request has room for both partitions' batches, the others for one.
    RunResult result = run_of(R"("max.request.size": 400, "linger.ms": 20)",
                              R"("records": 4, "pauses": ["1us", "1s", "1us"], "sizes": [100, 100, 200, 200], "partitions": [0, 1])", R"(, "partitions": 2)");
    std::vector<int> partitions;
    for (const Happening& h : all(result, What::requested)) partitions.push_back(h.partition.value);
    CHECK(partitions == std::vector{0, 1, 1, 0});
}

TEST_CASE("a batch that expires in flight holds its buffer.memory until its request has ended, and before KAFKA-19012 no longer than it lives", "[producer]") {
    // p1#1 expires at 6 s, and its request, which left at 4 s or later, ends after another 4 s. p1#2 waits for memory.
    auto third_sent = [](const std::string& kafka) {
        RunResult result = run_of(R"("acks": "1", "enable.idempotence": false, "linger.ms": 0, "batch.size": 1000, "buffer.memory": 1500,
                                     "request.timeout.ms": 4000, "delivery.timeout.ms": 5000)",
                                  R"("records": 3, "pauses": ["1s", "0s"], "size": 600)", "", R"(, "kafka": ")" + kafka + R"(", "faults": [
            {"when": {"acknowledged": "p1#0"}, "do": "break_connection", "producer": "p1", "broker": "b1"},
            {"when": {"acknowledged": "p1#0", "after": "20ms"}, "do": "partition", "between": ["p1", "b1"], "for": "4s"}, {"do": "swallow_request", "of": "p1#1"}])");
        for (const TraceStep& step : result.trace.steps)
            for (const Happening& h : step.happenings)
                if (h.what == What::sent && h.records.first == 2) return step.at;
        return SimTime{};
    };
    CHECK(third_sent("3.9").us / 1'000'000 == 6);
    CHECK(third_sent("4.4").us / 1'000'000 >= 8);
}

TEST_CASE("the good records of a refused batch are told that another one was bad; before 3.0 all were told the same", "[producer]") {
    auto told = [](const std::string& kafka) {
        std::vector<ErrorCode> out;
        for (const FailedRecord& f : run_of(R"("acks": "1", "enable.idempotence": false, "linger.ms": 50)", R"("records": 3, "bad_timestamps": [1])", "",
                                            R"(, "kafka": ")" + kafka + "\"")
                                         .failed)
            out.push_back(f.error);
        return out;
    };
    CHECK(told("2.8") == std::vector(3, ErrorCode::invalid_timestamp));
    CHECK(told("3.0") == std::vector{ErrorCode::part_of_bad_batch, ErrorCode::invalid_timestamp, ErrorCode::part_of_bad_batch});
}
