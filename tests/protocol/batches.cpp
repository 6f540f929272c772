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
                              R"("records": 10, "every": "100us", "size": 100)",
                              R"(, "config": {"max.message.bytes": 700})", R"(, "kafka": "4.4")");
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
