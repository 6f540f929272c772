// Which slot comes next: a winner tree over fixed slots. At the 20 to 500 slots of a run it beats every heap and calendar queue, because
// re-arming a slot, which is the real workload, costs one short walk towards the root: it ends where somebody else wins anyway.
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
        nodes_.resize(static_cast<std::size_t>(leaves_) * 2);
        for (std::int32_t slot = 0; slot < leaves_; ++slot) node(leaves_ + slot) = {never, slot};
        for (std::int32_t i = leaves_ - 1; i >= 1; --i) node(i) = node(i * 2);
    }
    // Makes room for slots up to `slots`; what is set stays set.
    void grow(std::int32_t slots) {
        if (slots <= leaves_) return;
        std::vector<Entry> old(nodes_.begin() + leaves_, nodes_.end());
        reset(slots);
        for (const Entry& e : old) set(e.slot, e.key);
    }
    void set(std::int32_t slot, std::int64_t key) {
        node(leaves_ + slot).key = key;
        for (std::int32_t i = (leaves_ + slot) / 2; i >= 1; i /= 2) {
            const Entry &left = node(i * 2), &right = node(i * 2 + 1);
            const Entry& winner = right.key < left.key ? right : left;
            if (node(i).key == winner.key && node(i).slot == winner.slot) return;
            node(i) = winner;
        }
    }
    // The slot with the smallest key; of equal keys the lowest slot.
    std::int32_t first() const { return nodes_[1].slot; }
    std::int64_t key(std::int32_t slot) const { return nodes_[static_cast<std::size_t>(leaves_ + slot)].key; }
    std::int32_t capacity() const { return leaves_; }

private:
    struct Entry {
        std::int64_t key = never;
        std::int32_t slot = 0;
    };
    Entry& node(std::int32_t i) { return nodes_[static_cast<std::size_t>(i)]; }

    std::int32_t leaves_ = 1;
    std::vector<Entry> nodes_{{}, {}};  // root 1, the children of i at 2 i and 2 i + 1, leaves last
};

}  // namespace acksim
