#include "modes/explore/estimate.hpp"
#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("A level of faults is estimated by how much wider it is, so far, than the level before") {
    Estimate e;
    for (std::uint64_t states : {10, 30, 60}) e.add(states);
    CHECK(e.of_level() == 0);  // nothing to go by
    e.next_level();
    CHECK(e.of_level() == 0);
    e.add(20);
    CHECK(e.of_level() == 200);  // twice as wide as 10 of 100
    e.add(100);
    CHECK(e.of_level() == 300);  // three times as wide as 40 of 100
    e.add(180);
    CHECK(e.of_level() == 300);
    e.add(50);  // deeper than the level before
    CHECK(e.of_level() == 350);
}
