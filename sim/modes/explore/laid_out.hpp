// Worlds that are laid out part by part, from where the parts lie: a part is copied only where it is needed and not there already.
#pragma once

#include <optional>
#include <vector>

#include "modes/explore/parts.hpp"
#include "modes/explore/store.hpp"

namespace acksim {

// Parts that were unpacked lately: copying one is cheaper than unpacking it.
class Unpacked {
public:
    Unpacked(const Parts& parts, const Store& store, const World& shape)
        : parts_(parts), store_(store), shape_(shape), worlds_(lately), places_(lately * static_cast<std::size_t>(parts.count())) {}

    // A World whose `part` is the one that lies at `place`. Of its other parts nothing is said.
    const World& holding(PartNumber part, Place place) {
        const std::size_t n = place % lately;
        std::optional<World>& world = worlds_[n];
        if (!world) world.emplace(shape_);  // a small question never fills them all
        if (Place& there = places_[n * static_cast<std::size_t>(parts_.count()) + part]; there != place) {
            parts_.unpack(store_.at(place), *world, part);
            there = place;
        }
        return *world;
    }

private:
    static constexpr Place lately = 61;

    const Parts& parts_;
    const Store& store_;
    const World& shape_;
    std::vector<std::optional<World>> worlds_;
    std::vector<Place> places_;  // by world and part: which of them it holds
};

struct LaidOut {
    World world;
    std::vector<Place> at;  // where its parts lie; 0: not known

    void bring(PartNumber part, Place place, const Parts& parts, Unpacked& unpacked) {
        if (at[part] == place) return;
        parts.copy(unpacked.holding(part, place), world, part);
        at[part] = place;
    }
};

}  // namespace acksim
