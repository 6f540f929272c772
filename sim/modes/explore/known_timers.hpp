// Where sets of timers lie. Nearly every step changes timers, and there are few sets of them.
#pragma once

#include <array>

#include "modes/explore/store.hpp"
#include "protocol/timers.hpp"

namespace acksim {

class KnownTimers {
public:
    // store(): stores them, returns the place.
    template <class F> Place place_of(const Timers& timers, F&& store) {
        std::uint64_t hash = 0;
        for (std::uint64_t word : timers.armed) hash = (hash ^ word) * 0x9e3779b97f4a7c15;
        Known& known = known_[hash >> 55];
        if (known.place == 0 || known.timers.armed != timers.armed) known = {timers, store()};
        return known.place;
    }

private:
    struct Known {
        Timers timers;
        Place place = 0;
    };
    std::array<Known, 512> known_;
};

}  // namespace acksim
