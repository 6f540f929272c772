#include "base/fifo.hpp"

#include <deque>

#include "base/dice.hpp"
#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("A Fifo does what a deque does") {
    Fifo<int, 2> fifo;
    std::deque<int> model;
    for (int i = 0; i < 2000; ++i) {
        std::uint64_t dice = roll(5, 0, static_cast<std::uint64_t>(i));
        if (model.empty() || dice % 5 < 3) {
            fifo.push(i);
            model.push_back(i);
        } else {
            REQUIRE(fifo.pop() == model.front());
            model.pop_front();
        }
        REQUIRE(fifo.size() == model.size());
        REQUIRE(fifo.empty() == model.empty());
        for (std::size_t k = 0; k < model.size(); ++k) REQUIRE(fifo[k] == model[k]);
    }
}
