// What instruction counts are measured on. `event N`: N runs of the benchmark's configuration. `state N`: one question of N records. Prints how
// many events, or states, there were.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "modes/explore.hpp"
#include "scenario/exploration_words.hpp"
#include "support/bench_setup.hpp"

namespace {

using namespace acksim;

std::uint64_t events_of(int runs) {
    Config config = testing::bench_config(Acks::all);
    NetworkSetup network;
    Timed timed(config, network, 1);
    std::uint64_t events = 0;
    for (int i = 0; i < runs; ++i) events += testing::run_to_rest(timed, static_cast<std::uint64_t>(i + 1));
    return events;
}

std::uint64_t states_of(std::int32_t records) {
    Scenario scenario;
    scenario.config = testing::bench_config(Acks::all, records);
    Exploration question = default_exploration();
    question.faults = 1;
    question.allowed = {};
    question.allowed[static_cast<std::size_t>(FreeFault::crash)] = true;
    question.records = records;
    ExploreOptions options;
    options.threads = 1;
    options.states_to_confirm = 0;
    return explore(scenario, question, options).states;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 64;
    int n = std::atoi(argv[2]);
    std::printf("%llu\n", static_cast<unsigned long long>(std::strcmp(argv[1], "state") == 0 ? states_of(n) : events_of(n)));
}
