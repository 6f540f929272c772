// What an event costs, beside a baseline that anybody can rerun: the same mix of pushes and pops on std::priority_queue with
// std::function, as most simulators are written. Names and counters are a contract of results/bench.md.
#include <benchmark/benchmark.h>

#include <functional>
#include <queue>

#include "support/bench_setup.hpp"

namespace {

using namespace acksim;

void timed_event(benchmark::State& state, Acks acks) {
    Config config = testing::bench_config(acks);
    NetworkSetup network;
    Timed timed(config, network, 1);
    std::uint64_t events = 0, runs = 0;
    for (auto _ : state) {
        events += testing::run_to_rest(timed, runs + 1);
        ++runs;
    }
    auto n = static_cast<double>(events);
    state.counters["ns_per_event"] = benchmark::Counter(n * 1e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["events_per_run"] = n / static_cast<double>(runs);
    state.counters["runs_per_second"] = benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsRate);
}

// One run's worth of events: each takes the earliest and plans another, with what a message carries in its closure.
void baseline_event(benchmark::State& state) {
    struct Planned {
        std::int64_t at;
        std::uint64_t order;
        std::function<void()> act;
        bool operator<(const Planned& o) const { return at != o.at ? at > o.at : order > o.order; }
    };
    constexpr std::uint64_t events_per_run = 600, pending = 24;
    std::uint64_t events = 0, seed = 0;
    for (auto _ : state) {
        std::priority_queue<Planned> queue;
        std::uint64_t order = 0, done = 0;
        std::int64_t now = 0;
        std::function<void(std::array<std::int64_t, 6>)> plan = [&](std::array<std::int64_t, 6> message) {
            std::int64_t at = now + 500 + static_cast<std::int64_t>(below(roll(seed, 1, order), 1500));
            queue.push({at, order++, [&plan, message, &done] {
                            ++done;
                            benchmark::DoNotOptimize(message);
                            plan(message);
                        }});
        };
        for (std::uint64_t i = 0; i < pending; ++i) plan({static_cast<std::int64_t>(i), 1, 2, 3, 4, 5});
        while (done < events_per_run) {
            Planned next = queue.top();
            queue.pop();
            now = next.at;
            next.act();
        }
        events += done;
        ++seed;
    }
    state.counters["ns_per_event"] = benchmark::Counter(static_cast<double>(events) * 1e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace

BENCHMARK_CAPTURE(timed_event, acks_1, Acks::leader)->Name("timed/event/acks=1");
BENCHMARK_CAPTURE(timed_event, acks_all, Acks::all)->Name("timed/event/acks=all");
BENCHMARK(baseline_event)->Name("baseline/event");

BENCHMARK_MAIN();
