// A store of byte strings: each is kept once, whole, and compared whole, and is known by its place. Threads may insert at the same time.
// An open table of (tag, place) over an arena that only grows; fresh memory is touched as it is needed.
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>
#include <span>

#include "base/zeroes.hpp"

namespace acksim {

using Place = std::uint32_t;  // in units of eight bytes; 0: nowhere

std::uint64_t hash_of(std::span<const std::uint8_t> bytes);

class Store {
public:
    // Address space that is set aside; only what is used becomes memory. At most 32 GiB.
    explicit Store(std::uint64_t bytes);

    // A thread's own piece of the arena.
    struct Cursor {
        std::uint64_t at = 0, end = 0;
    };
    struct Inserted {
        Place place = 0;
        bool is_new = false;
    };
    // `origin` is kept beside a new string. Who inserts a string whose origin is still marked as fresh replaces it by a smaller one, so
    // what is kept does not depend on which thread came first.
    Inserted insert(std::span<const std::uint8_t> bytes, std::uint64_t hash, std::uint64_t origin, Cursor& cursor);
    // What insert() of such a hash reads: its place in the table, and the string that it finds there first.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&table_[home(hash)]); }
    void prefetch_record(std::uint64_t hash) const {
        if (std::uint64_t entry = table_[home(hash)].load(std::memory_order_relaxed); entry != 0) __builtin_prefetch(&record(static_cast<Place>(entry)));
    }
    std::span<const std::uint8_t> at(Place place) const {
        const Record& r = record(place);
        return {reinterpret_cast<const std::uint8_t*>(&r) + header, r.length};
    }
    std::uint64_t origin(Place place) const { return record(place).origin.load(std::memory_order_relaxed); }
    void set_origin(Place place, std::uint64_t origin) { record(place).origin.store(origin, std::memory_order_relaxed); }

    // Whether the table should grow before much more is inserted: it is three quarters full at most. Growing needs the store alone.
    bool is_crowded() const { return size_.load(std::memory_order_relaxed) * 4 > mask_ * 3; }
    void grow();
    // What growing takes beside bytes() until the smaller table is given back.
    std::uint64_t bytes_to_grow() const { return (mask_ + 1) * 2 * sizeof(Entry); }
    std::uint64_t size() const { return size_.load(std::memory_order_relaxed); }
    std::uint64_t bytes() const { return used_.load(std::memory_order_relaxed) + table_memory_.bytes(); }
    bool is_full() const { return used_.load(std::memory_order_relaxed) + room_left_free > capacity_; }

    static constexpr std::uint64_t fresh = std::uint64_t{1} << 63;

private:
    using Entry = std::atomic<std::uint64_t>;
    struct Record {
        std::atomic<std::uint64_t> origin;
        std::uint32_t length;
        // the bytes follow
    };
    static constexpr std::uint64_t header = 12;
    static constexpr std::uint64_t piece = 1 << 16, room_left_free = 64 * piece;

    Record& record(Place place) const { return *reinterpret_cast<Record*>(arena_.as<std::uint8_t>() + std::uint64_t{place} * 8); }
    Place write(std::span<const std::uint8_t> bytes, std::uint64_t origin, Cursor& cursor);
    void keep_smaller(Place place, std::uint64_t origin);

    // The upper bits of a hash, which its entry keeps: a table grows without looking at the strings, from its begin to its end.
    std::uint64_t home(std::uint64_t hash) const { return hash >> std::countl_zero(mask_); }

    std::uint64_t capacity_;
    Zeroes arena_, table_memory_;
    Entry* table_ = nullptr;
    std::atomic<std::uint64_t> used_{8};
    std::atomic<std::uint64_t> size_{0};
    std::uint64_t mask_ = 0;
};

}  // namespace acksim
