// What a state of an exploration costs: three replicas, one producer, every run with two crashes. Names and counters are a contract of
// results/bench.md.
#include <benchmark/benchmark.h>

#include "explore/questions.hpp"

namespace {

using namespace acksim;

void explore_question(benchmark::State& state, testing::Question question) {
    ExploreOptions options;
    options.threads = static_cast<int>(state.range(0));
    options.states_to_shorten = options.states_to_confirm = 0;
    const Scenario scenario = testing::scenario_of(question);
    const Exploration asked = testing::exploration_of(question);
    double states = 0, transitions = 0, bytes = 0;
    for (auto _ : state) {
        ExploreResult result = explore(scenario, asked, options);
        states += static_cast<double>(result.states);
        transitions += static_cast<double>(result.transitions);
        bytes = result.bytes_per_state;
    }
    state.counters["states_per_second"] = benchmark::Counter(states, benchmark::Counter::kIsRate);
    state.counters["ns_per_transition"] = benchmark::Counter(transitions * 1e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["states"] = states / static_cast<double>(state.iterations());
    state.counters["bytes_per_state"] = bytes;
}

constexpr const char* safe = "producers/p1/acks=all producers/p1/enable.idempotence=true topic/min.insync.replicas=2";
constexpr testing::Question one_record{safe, "crash", 2, 1}, two_records{safe, "crash", 2, 2}, one_crash{"", "crash", 1, 2};

}  // namespace

BENCHMARK_CAPTURE(explore_question, one_crash, one_crash)->Name("explore/acks=1,1crash,2records")->Arg(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(explore_question, one_record, one_record)
    ->Name("explore/acks=all,2crashes,1record")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(explore_question, two_records, two_records)
    ->Name("explore/acks=all,2crashes,2records")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
