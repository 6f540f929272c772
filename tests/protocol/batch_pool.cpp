#include "protocol/producer/batch_pool.hpp"

#include "base/pack.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

std::vector<std::int32_t> live_of(const BatchPool& pool) {
    std::vector<std::int32_t> out;
    pool.each_live([&](BatchId b) { out.push_back(b.value); });
    return out;
}

std::vector<std::uint8_t> bytes_of(const BatchPool& pool) {
    ByteWriter out;
    pack(out, pool);
    return {out.bytes().begin(), out.bytes().end()};
}

}  // namespace

TEST_CASE("A batch takes the first free place, also beyond the first 64") {
    BatchPool pool;
    for (std::int32_t i = 0; i < 200; ++i) REQUIRE(pool.take().value == i);
    for (std::int32_t i : {150, 3, 70}) pool.give_back({i});
    CHECK(live_of(pool).size() == 197);
    CHECK_FALSE(pool.is_live({70}));
    for (std::int32_t i : {3, 70, 150, 200}) CHECK(pool.take().value == i);
}

TEST_CASE("A place that is taken again holds an empty batch") {
    BatchPool pool;
    BatchId b = pool.take();
    pool[b].attempts = 7;
    pool.give_back(b);
    CHECK(pool.take() == b);
    CHECK(pool[b].attempts == 0);
}

TEST_CASE("Live batches are visited in the order of their places, and may be given back meanwhile") {
    BatchPool pool;
    for (int i = 0; i < 130; ++i) pool.take();
    std::int32_t last = -1;
    pool.each_live([&](BatchId b) {
        CHECK(b.value == last + 1);
        last = b.value;
        pool.give_back(b);
    });
    CHECK(last == 129);
    CHECK_FALSE(pool.any_live());
}

TEST_CASE("Free places at the end are trimmed, so that pools with the same live batches are equal") {
    BatchPool one, other;
    one.take();
    other.take();
    for (int i = 0; i < 100; ++i) other.take();
    for (std::int32_t i = 100; i > 0; --i) other.give_back({i});
    CHECK(bytes_of(one) != bytes_of(other));
    other.trim();
    CHECK(bytes_of(one) == bytes_of(other));
}
