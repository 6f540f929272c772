// What send() waits for in the application's thread, told as whole runs.
#include "support/catch.hpp"

#include <algorithm>

#include "modes/run.hpp"
#include "scenario/load.hpp"

namespace {

using namespace acksim;

RunResult run_of(const std::string& config, const std::string& workload, const std::string& faults, const std::string& topic = "{}") {
    return run(parse_scenario(R"({"topic": )" + topic + R"(, "producers": [{"config": {)" + config + R"(}, "workload": {)" + workload +
                                  R"(}}], "network": {"latency": "1ms", "metadata": "1ms"}, "faults": [)" + faults + "]}",
                              "t.json"));
}

std::string log_of(const RunResult& result, int partition = 0) {
    std::string log;
    for (const StoredRecord& r : result.outcome.log)
        if (r.partition.value == partition) log += (log.empty() ? "" : " ") + std::to_string(r.record.index);
    return log;
}

std::vector<ErrorCode> told(const RunResult& result) {
    std::vector<ErrorCode> out;
    for (const FailedRecord& f : result.failed) out.push_back(f.error);
    return out;
}

constexpr auto one_by_one = R"("batch.size": 1, "linger.ms": 0)";
constexpr auto grows = R"({"at": "1s", "do": "add_partitions", "partitions": 2})";

}  // namespace

TEST_CASE("send() to a partition that the metadata does not have fails after max.block.ms, and the next send() waits for it", "[producer]") {
    RunResult result = run_of(std::string(one_by_one) + R"(, "max.block.ms": 4000)", R"("records": 3, "partitions": [0, 1, 0])", "");
    CHECK(told(result) == std::vector{ErrorCode::not_in_metadata});
    CHECK(log_of(result) == "0 2");
    CHECK(result.ended.us >= 4'000'000);
}

TEST_CASE("send() to a partition that is added while it waits goes on as soon as the metadata has it", "[producer]") {
    // It asks again and again, after 100 ms, 200 ms, 400 ms … since 500 ms; the partition is there from 1 s on.
    auto waiting_for = [](const std::string& max_block) {
        return run_of(std::string(one_by_one) + R"(, "max.block.ms": )" + max_block, R"("records": 2, "partitions": [0, 1], "start": "500ms")", grows);
    };
    CHECK(log_of(waiting_for("2000"), 1) == "1");
    CHECK(told(waiting_for("400")) == std::vector{ErrorCode::not_in_metadata});
}

TEST_CASE("a key goes to its new partition when the producer's metadata has become too old, not before", "[producer]") {
    auto second = [](const std::string& max_age) {
        // key0 and key1 are on partitions 0 and 1 of two.
        return log_of(run_of(std::string(one_by_one) + R"(, "metadata.max.age.ms": )" + max_age, R"("records": 8, "every": "1s", "keys": 4)", grows), 1);
    };
    CHECK(second("600000").empty());
    CHECK(!second("3000").empty());
}

TEST_CASE("an added partition is led by its first replica that is up, and the others catch up with it", "[controller]") {
    RunResult result = run_of(std::string(one_by_one) + R"(, "metadata.max.age.ms": 1000)", R"("records": 2, "pauses": ["20s"], "partitions": [0, 1])",
                              R"({"from": "start", "do": "crash", "broker": "b2", "restart_after": "until healed"},
                                 {"at": "15s", "do": "add_partitions", "partitions": 2})",
                              R"({"replication.factor": 3, "config": {"min.insync.replicas": 2}})");
    CHECK(told(result).empty());
    CHECK(log_of(result, 1) == "1");
    CHECK(result.outcome.unavailable.empty());
}

TEST_CASE("no partition is added whose replicas are all down", "[controller]") {
    RunResult result =
        run_of(std::string(one_by_one) + R"(, "metadata.max.age.ms": 1000, "max.block.ms": 2000)", R"("records": 2, "pauses": ["20s"], "partitions": [0, 1])",
               R"({"from": "start", "do": "crash", "broker": "b2", "restart_after": "until healed"},
                                 {"at": "15s", "do": "add_partitions", "partitions": 2})",
               R"({"replication.factor": 1})");
    CHECK(told(result) == std::vector{ErrorCode::not_in_metadata});
    CHECK(result.outcome.unavailable.empty());
}

TEST_CASE("a record that is sent again and waits for buffer.memory takes nobody's place", "[producer]") {
    // Record 0 fails after a second of silence; the memory is then full of what follows, so its resend waits, and so does the workload.
    RunResult result =
        run_of(R"("batch.size": 1, "linger.ms": 0, "acks": "1", "retries": 0, "request.timeout.ms": 1000, "delivery.timeout.ms": 1000, "buffer.memory": 600,
                                 "max.in.flight.requests.per.connection": 1)",
               R"("records": 8, "every": "300ms", "size": 100, "resends": 1)", R"({"do": "swallow_request", "of": "p1#0"})");
    CHECK(result.outcome.records.size() == 8);
    CHECK(result.outcome.count(Word::delivered) == 8);
}

TEST_CASE("before 4.2 a batch that cannot be split small enough ends with its delivery.timeout.ms, which the parts do not begin anew", "[producer]") {
    auto failures = [](const std::string& kafka) {
        return run(parse_scenario(R"({"kafka": ")" + kafka + R"(", "topic": {"config": {"max.message.bytes": 500}}, "producers": [
                   {"config": {"linger.ms": 20, "request.timeout.ms": 1000, "delivery.timeout.ms": 3000}, "workload": {"records": 10, "size": 100}}]})",
                                  "t.json"))
            .failed;
    };
    CHECK(failures("4.4").empty());
    std::vector<FailedRecord> failed = failures("3.6");
    CHECK(failed.size() == 10);
    for (const FailedRecord& f : failed) {
        CHECK(f.error == ErrorCode::expired);
        CHECK(f.at.us >= 3'000'000);
        CHECK(f.at.us < 3'500'000);
    }
}

TEST_CASE("close() of an idempotent producer returns although no send() of it was accepted, so that it never asked for a producer id", "[producer]") {
    RunResult result = run_of(R"("max.request.size": 1000)", R"("records": 4, "size": 5000, "close_after": 2)", "");
    CHECK(told(result) == std::vector{ErrorCode::record_too_large, ErrorCode::record_too_large, ErrorCode::closed, ErrorCode::closed});
}

TEST_CASE("the next sticky partition is any that has a leader, the current one too", "[producer]") {
    // b2 is gone before the first send(), and the producer has heard of it.
    RunResult result = run_of(std::string(one_by_one) + R"(, "metadata.max.age.ms": 1000)", R"("records": 40, "start": "20s", "every": "10ms")",
                              R"({"from": "start", "do": "crash", "broker": "b2", "restart_after": "until healed"})",
                              R"({"replication.factor": 1, "partitions": 3, "assignment": [[1], [2], [3]]})");
    std::vector<int> partitions(40, -1);
    for (const StoredRecord& r : result.outcome.log) partitions[static_cast<std::size_t>(r.record.index)] = r.partition.value;
    CHECK(std::count(partitions.begin(), partitions.end(), -1) == 0);
    CHECK(std::count(partitions.begin(), partitions.end(), 1) == 0);
    CHECK(std::count(partitions.begin(), partitions.end(), 2) > 0);
    CHECK(std::adjacent_find(partitions.begin(), partitions.end()) != partitions.end());
}

TEST_CASE("while the application waits in flush() it sends nothing again", "[producer]") {
    // p1#2 is answered after 10 s, p1#0 has failed long before; with p1#1 still under way there is no memory for it either.
    RunResult result = run(parse_scenario(R"({"cluster": {"brokers": 2}, "topic": {"partitions": 2, "replication.factor": 1, "assignment": [[1], [2]]},
        "network": {"latency": "1ms"}, "producers": [{"config": {"acks": "1", "enable.idempotence": false, "linger.ms": 0, "batch.size": 1000, "buffer.memory": 2500},
        "workload": {"records": 5, "every": "100ms", "partitions": [0, 0, 1, 0, 0], "size": 900, "flush_every": 3, "resends": 1, "resend_after": "250ms"}}],
        "faults": [{"do": "answer_error", "of": "p1#0", "error": "INVALID_RECORD"}, {"do": "delay_response", "of": "p1#1", "by": "2s"},
                   {"do": "delay_response", "of": "p1#2", "by": "10s"}]})",
                                          "t.json"),
                           {.trace = true});
    std::vector<std::int64_t> sent;
    for (const TraceStep& step : result.trace.steps)
        for (const Happening& h : step.happenings)
            if (h.what == What::sent) sent.push_back(step.at.us);
    REQUIRE(sent.size() == 6);
    CHECK(sent[2] < 1'000'000);
    CHECK(sent[3] > 10'000'000);
}

TEST_CASE("an application whose last send() comes before it sends a failed record again closes its producer after that", "[producer]") {
    RunResult result = run(parse_scenario(R"({"cluster": {"brokers": 1}, "topic": {"replication.factor": 1},
        "producers": [{"config": {"linger.ms": 0}, "workload": {"records": 2, "every": "300ms", "resends": 1, "resend_after": "1s"}}],
        "faults": [{"do": "answer_error", "of": "p1#0", "error": "INVALID_RECORD"}]})",
                                          "t.json"),
                           {.trace = true});
    int closed = 0;
    for (const TraceStep& step : result.trace.steps)
        for (const Happening& h : step.happenings) closed += h.what == What::closed;
    CHECK(result.outcome.count(Word::delivered) == 2);
    CHECK(closed == 1);
}

TEST_CASE("a send() that waits for buffer.memory does not wake the sender: a batch that lingers longer than max.block.ms does not make room", "[producer]") {
    auto failed = [](const std::string& max_block, const std::string& linger, const std::string& pauses) {
        return told(run_of(R"("acks": "1", "enable.idempotence": false, "batch.size": 1000, "buffer.memory": 1500, "linger.ms": )" + linger +
                               R"(, "max.block.ms": )" + max_block,
                           R"("records": 4, "partitions": [0, 0, 1, 1], "size": 600, "pauses": [)" + pauses + "]", "",
                           R"({"replication.factor": 1, "partitions": 2, "assignment": [[1], [1]]})"));
    };
    CHECK(failed("1000", "5000", R"("6s", "100ms", "10s")") == std::vector{ErrorCode::buffer_exhausted});
    CHECK(failed("6000", "5000", R"("6s", "100ms", "10s")").empty());
    // One that may not wait is never seen waiting: the next one fails as well.
    CHECK(failed("0", "500", R"("1s", "100ms", "100ms")") == std::vector(2, ErrorCode::buffer_exhausted));
}
