// What was found out about states by where some of their parts lie: most states share these with one that was looked at before. It forgets:
// a later state takes the place of an earlier one.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/zeroes.hpp"
#include "modes/explore/parts.hpp"
#include "modes/explore/store.hpp"

namespace acksim {

// `entry_bits`: how many it keeps, as a power of two.
template <class Value, int entry_bits> class PlacesMemo {
public:
    // `asked`: the parts that what is found out depends on.
    explicit PlacesMemo(std::vector<PartNumber> asked) : asked_(std::move(asked)), places_(entries * asked_.size() * sizeof(Place)), values_(entries) {}

    // `places`: of all parts of a state. Null: not known.
    const Value* find(std::span<const Place> places) const {
        std::size_t entry = entry_of(places);
        const Place* kept = places_.template as<Place>() + entry * asked_.size();
        for (PartNumber part : asked_)
            if (*kept++ != places[part]) return nullptr;
        return &values_[entry];
    }
    const Value& keep(std::span<const Place> places, Value value) {
        std::size_t entry = entry_of(places);
        Place* kept = places_.template as<Place>() + entry * asked_.size();
        for (PartNumber part : asked_) *kept++ = places[part];
        return values_[entry] = std::move(value);
    }

private:
    static constexpr std::size_t entries = std::size_t{1} << entry_bits;

    std::size_t entry_of(std::span<const Place> places) const {
        std::uint64_t hash = 0;
        for (PartNumber part : asked_) hash = (hash ^ places[part]) * 0x9e3779b97f4a7c15;
        return hash >> (64 - entry_bits);
    }

    std::vector<PartNumber> asked_;
    Zeroes places_;  // of the asked parts, by entry; 0 is no place, so an empty entry is no state's
    std::vector<Value> values_;
};

}  // namespace acksim
