// N runs of the benchmark's configuration, and how many events they had: what the instruction count is measured on.
#include <cstdio>
#include <cstdlib>

#include "support/bench_setup.hpp"

int main(int argc, char** argv) {
    using namespace acksim;
    int runs = argc > 1 ? std::atoi(argv[1]) : 1;
    Config config = testing::bench_config(Acks::all);
    NetworkSetup network;
    Timed timed(config, network, 1);
    std::uint64_t events = 0;
    for (int i = 0; i < runs; ++i) events += testing::run_to_rest(timed, static_cast<std::uint64_t>(i + 1));
    std::printf("%llu\n", static_cast<unsigned long long>(events));
}
