#include "base/dice.hpp"

#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("Dice give the same numbers on every machine") {
    CHECK(roll(0, 0, 0) == 0xbeb124275d76700e);
    CHECK(roll(1, 0, 0) == 0x640b0e06cb5c56ff);
    CHECK(roll(1, 2, 3) == 0x3d19256a823304c9);
    CHECK(roll(42, 7, 1000000) == 0x12e6a3fd012d38db);
    CHECK(fold(0xffffffffffffffff, 0xffffffffffffffff) == 0xffffffffffffffff);
    CHECK(fold(0x0123456789abcdef, 0xfedcba9876543210) == 0x2317228f48165bb2);
}

TEST_CASE("A draw lies within its bounds, reaches both, and needs no dice where there is nothing to draw") {
    bool lowest = false, highest = false;
    for (std::uint64_t i = 0; i < 200; ++i) {
        Duration d = draw({microseconds(10), microseconds(13)}, roll(1, 1, i));
        REQUIRE(d.us >= 10);
        REQUIRE(d.us <= 13);
        lowest |= d.us == 10;
        highest |= d.us == 13;
    }
    CHECK(lowest);
    CHECK(highest);
    CHECK(draw(exactly(milliseconds(7)), ~std::uint64_t{0}) == milliseconds(7));
}
