// A sweep allocates nothing once it is warm (design.md §5). Not under the address sanitizer, which must see every allocation.
#include "support/catch.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

#include "support/bench_setup.hpp"

#if !defined(__SANITIZE_ADDRESS__)

namespace {

std::atomic<std::uint64_t> allocations{0};

}  // namespace

void* operator new(std::size_t bytes) {
    ++allocations;
    if (void* p = std::malloc(bytes)) return p;
    throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

#endif

TEST_CASE("a run that was run before allocates nothing", "[modes]") {
    using namespace acksim;
    NetworkSetup network;
    for (Acks acks : {Acks::leader, Acks::all}) {
        Config config = testing::bench_config(acks);
        Timed timed(config, network, 1);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) testing::run_to_rest(timed, seed);
        std::uint64_t events = 0;
#if !defined(__SANITIZE_ADDRESS__)
        std::uint64_t before = allocations;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) events += testing::run_to_rest(timed, seed);
        CHECK(allocations - before == 0);
#else
        events = testing::run_to_rest(timed, 1);
#endif
        CHECK(events > 100);
    }
}
