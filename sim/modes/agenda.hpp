// Which slot comes next: a winner tree over fixed slots. At the 20 to 500 slots of a run it beats every heap and calendar queue. Most of
// what is armed is cancelled or put off before it comes, so the tree is lazy: a key that falls walks towards the root as far as it wins, a
// key that rises is only written down, and the tree hears of it when the slot has come to the front with its old key.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace acksim {

class Agenda {
public:
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

    void reset(std::int32_t slots) {
        slot_bits_ = std::bit_width(static_cast<std::uint32_t>(std::max(slots, 1) - 1));
        keys_.assign(std::size_t{1} << slot_bits_, never);
        rebuild();
    }
    // Makes room for slots up to `slots`; what is set stays set.
    void grow(std::int32_t slots) {
        if (slots <= capacity()) return;
        slot_bits_ = std::bit_width(static_cast<std::uint32_t>(slots - 1));
        keys_.resize(std::size_t{1} << slot_bits_, never);
        rebuild();
    }
    void set(std::int32_t slot, std::int64_t key) {
        auto place = static_cast<std::size_t>(slot);
        bool falls = key < keys_[place];
        keys_[place] = key;
        if (!falls) return;
        Entry e = entry(place);
        for (std::size_t i = keys_.size() + place; i >= 1 && e < tree_[i]; i /= 2) tree_[i] = e;
    }
    // The slot with the smallest key; of equal keys the lowest slot.
    std::int32_t first() const {
        for (;;) {
            std::size_t slot = tree_[1] & (keys_.size() - 1);
            if (tree_[1] == entry(slot)) return static_cast<std::int32_t>(slot);
            raise(slot);
        }
    }
    std::int64_t key(std::int32_t slot) const { return keys_[static_cast<std::size_t>(slot)]; }
    std::int32_t capacity() const { return static_cast<std::int32_t>(keys_.size()); }

private:
    using Entry = std::uint64_t;  // the key, and in the lowest bits the slot: one comparison orders both

    // Keys that the bits left over cannot tell apart (200 days, with a million slots) count as equal.
    Entry entry(std::size_t slot) const {
        Entry key = keys_[slot] == never ? latest_ + 1 : std::min(static_cast<Entry>(keys_[slot]), latest_);
        return key << slot_bits_ | slot;
    }
    void raise(std::size_t slot) const {
        std::size_t i = keys_.size() + slot;
        Entry winner = tree_[i] = entry(slot);
        for (; i > 1; i /= 2) tree_[i / 2] = winner = std::min(winner, tree_[i ^ 1]);
    }
    void rebuild() {
        latest_ = (~Entry{0} >> slot_bits_) - 1;
        tree_.resize(keys_.size() * 2);
        for (std::size_t slot = 0; slot < keys_.size(); ++slot) tree_[keys_.size() + slot] = entry(slot);
        for (std::size_t i = keys_.size() - 1; i >= 1; --i) tree_[i] = std::min(tree_[i * 2], tree_[i * 2 + 1]);
    }

    int slot_bits_ = 0;
    Entry latest_ = ~Entry{0} - 1;
    std::vector<std::int64_t> keys_{never};  // by slot
    // Root 1, the children of i at 2 i and 2 i + 1, leaves last. No entry is later than its slot's key.
    mutable std::vector<Entry> tree_{~Entry{0}, ~Entry{0}};
};

}  // namespace acksim
