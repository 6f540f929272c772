// States that were judged and found whole. What is judged of a state that does not rest lies in few of its parts, and most states share
// these with one that was judged before.
#pragma once

#include <span>
#include <vector>

#include "modes/explore/parts.hpp"
#include "modes/explore/store.hpp"

namespace acksim {

// A set that forgets: a later state takes the place of an earlier one.
class Sound {
public:
    explicit Sound(const Parts& parts) : judged_(static_cast<std::size_t>(parts.controller()) + 1), ledger_(parts.ledger()), kept_(entries * (judged_ + 1)) {}

    bool has(std::span<const Place> places) const {
        auto kept = kept_.begin() + entry(places);
        return std::equal(places.begin(), places.begin() + judged_, kept) && kept[judged_] == places[ledger_];
    }
    void insert(std::span<const Place> places) {
        auto kept = kept_.begin() + entry(places);
        *std::copy(places.begin(), places.begin() + judged_, kept) = places[ledger_];
    }

private:
    static constexpr std::ptrdiff_t entries = 1 << 14;

    std::ptrdiff_t entry(std::span<const Place> places) const {
        std::uint64_t hash = places[ledger_];
        for (std::ptrdiff_t i = 0; i < judged_; ++i) hash = (hash ^ places[static_cast<std::size_t>(i)]) * 0x9e3779b97f4a7c15;
        return static_cast<std::ptrdiff_t>(hash >> 50) * (judged_ + 1);
    }

    std::ptrdiff_t judged_;  // brokers and controller
    std::size_t ledger_;
    std::vector<Place> kept_;
};

}  // namespace acksim
