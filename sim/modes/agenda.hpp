// Which slot comes next: a winner tree over fixed slots. At the 20 to 500 slots of a run it beats every heap and calendar queue, because
// re-arming a slot, which is the real workload, costs one walk to the root.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace acksim {

class Agenda {
public:
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

    void reset(std::int32_t slots) {
        leaves_ = 1;
        while (leaves_ < slots) leaves_ *= 2;
        keys_.assign(static_cast<std::size_t>(leaves_), never);
        winners_.assign(static_cast<std::size_t>(leaves_), 0);
        for (std::int32_t node = leaves_ - 1; node >= 1; --node) winners_[static_cast<std::size_t>(node)] = play(node);
    }
    // Makes room for slots up to `slots`; what is set stays set.
    void grow(std::int32_t slots) {
        if (slots <= leaves_) return;
        std::vector<std::int64_t> old = keys_;
        reset(slots);
        for (std::size_t i = 0; i < old.size(); ++i) set(static_cast<std::int32_t>(i), old[i]);
    }
    void set(std::int32_t slot, std::int64_t key) {
        if (keys_[static_cast<std::size_t>(slot)] == key) return;
        keys_[static_cast<std::size_t>(slot)] = key;
        for (std::int32_t node = (slot + leaves_) / 2; node >= 1; node /= 2) {
            std::int32_t before = winners_[static_cast<std::size_t>(node)], now = play(node);
            winners_[static_cast<std::size_t>(node)] = now;
            // Somebody else won here before and still does: nothing above can change.
            if (before == now && now != slot) break;
        }
    }
    // The slot with the smallest key; of equal keys the lowest slot.
    std::int32_t first() const { return leaves_ == 1 ? 0 : winners_[1]; }
    std::int64_t key(std::int32_t slot) const { return keys_[static_cast<std::size_t>(slot)]; }
    std::int32_t capacity() const { return leaves_; }

private:
    std::int32_t contestant(std::int32_t node) const { return node >= leaves_ ? node - leaves_ : winners_[static_cast<std::size_t>(node)]; }
    std::int32_t play(std::int32_t node) const {
        std::int32_t left = contestant(node * 2), right = contestant(node * 2 + 1);
        return keys_[static_cast<std::size_t>(right)] < keys_[static_cast<std::size_t>(left)] ? right : left;
    }

    std::int32_t leaves_ = 1;
    std::vector<std::int64_t> keys_;
    std::vector<std::int32_t> winners_;  // by inner node, root 1
};

}  // namespace acksim
