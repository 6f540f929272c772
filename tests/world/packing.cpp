// A World and its bytes: nothing is lost on the way, and nothing changes without changing them.
#include "world/world.hpp"

#include <algorithm>
#include <filesystem>

#include "modes/agenda.hpp"
#include "modes/timed.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

// Calls f(leaf) for every number, enum and bool in x, however deep, in the order of packing.
template <class T, class F> void for_each_leaf(T& x, F& f) {
    using namespace acksim::detail;
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) f(x);
    else if constexpr (is_fifo<T>)
        for (std::size_t i = 0; i < x.size(); ++i) for_each_leaf(x[i], f);
    else if constexpr (is_list<T> || is_array<T>)
        for (auto& e : x) for_each_leaf(e, f);
    else if constexpr (is_variant<T>) std::visit([&](auto& alternative) { for_each_leaf(alternative, f); }, x);
    else for_each_member(x, [&](auto& m) { for_each_leaf(m, f); });
}

// Flips the lowest bit of the leaf in place `chosen`, or only counts.
struct Flip {
    int chosen = -1;
    int seen = 0;
    template <class T> void operator()(T& leaf) {
        if (seen++ != chosen) return;
        if constexpr (std::is_same_v<T, bool>) leaf = !leaf;
        else leaf = static_cast<T>(static_cast<std::int64_t>(leaf) ^ 1);
    }
};

constexpr const char* busy = R"({
  "topics": [{"name": "a", "partitions": 2}, {"name": "b", "config": {"min.insync.replicas": 2}}],
  "producers": [{"topic": "a", "workload": {"records": 30, "every": "2ms"}},
                {"topic": "b", "config": {"acks": "1"}, "workload": {"records": 30, "every": "1ms", "end": "flush"}}],
  "network": {"latency": "1ms..20ms"}})";

}  // namespace

TEST_CASE("A world that is packed and unpacked is the same world, and changing any member changes its bytes") {
    Scenario scenario = parse_scenario(busy, "busy.json");
    Timed timed(scenario.config, scenario.network, 3);
    for (int steps : {0, 40, 150, 400}) {
        while (timed.events() < static_cast<std::uint64_t>(steps) && timed.next().us != Agenda::never) timed.do_next();
        const std::vector<std::uint8_t> bytes = packed(timed.world());
        World copy = unpacked(bytes);
        REQUIRE(packed(copy) == bytes);
        Flip count;
        for_each_leaf(copy, count);
        REQUIRE(count.seen > 100);
        int unchanged = 0;
        for (int i = 0; i < count.seen; ++i) {
            Flip there{i}, back{i};
            for_each_leaf(copy, there);
            unchanged += packed(copy) == bytes;
            for_each_leaf(copy, back);
        }
        CHECK(unchanged == 0);
        CHECK(packed(copy) == bytes);
    }
}
