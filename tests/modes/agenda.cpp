#include "modes/agenda.hpp"

#include <algorithm>

#include "base/dice.hpp"
#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("The agenda's first is the smallest key, of equal keys the lowest slot, as in a sorted list") {
    constexpr std::int32_t slots = 37;
    Agenda agenda;
    agenda.reset(slots);
    std::vector<std::int64_t> model(slots, Agenda::never);
    CHECK(agenda.key(agenda.first()) == Agenda::never);
    for (std::uint64_t i = 0; i < 5000; ++i) {
        if (i == 2000) agenda.grow(90), model.resize(90, Agenda::never);
        auto slot = static_cast<std::size_t>(below(roll(1, 1, i), model.size()));
        std::int64_t key = roll(1, 2, i) % 4 == 0 ? Agenda::never : static_cast<std::int64_t>(below(roll(1, 3, i), 50));
        model[slot] = key;
        agenda.set(static_cast<std::int32_t>(slot), key);
        auto first = std::min_element(model.begin(), model.end());
        REQUIRE(agenda.key(agenda.first()) == *first);
        if (*first != Agenda::never) REQUIRE(agenda.first() == static_cast<std::int32_t>(first - model.begin()));
    }
}
