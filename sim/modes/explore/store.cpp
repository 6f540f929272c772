#include "modes/explore/store.hpp"

#include <algorithm>
#include <cstring>

#include "base/check.hpp"
#include "base/dice.hpp"

namespace acksim {

namespace {

constexpr std::uint64_t smallest_table = 1 << 16;  // its last quarter holds what threads may still bring when it is found crowded
constexpr std::uint64_t place_bits = 0xffffffff;

std::uint64_t word(const std::uint8_t* at, std::size_t n) {
    std::uint64_t x = 0;
    std::memcpy(&x, at, n);
    return x;
}

}  // namespace

std::uint64_t hash_of(std::span<const std::uint8_t> bytes) {
    std::uint64_t h = bytes.size() ^ 0x9e3779b97f4a7c15;
    const std::uint8_t* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 16; left -= 16, at += 16) h = fold(h ^ word(at, 8), word(at + 8, 8) ^ 0xe7037ed1a0b428db);
    if (left > 8) h = fold(h ^ word(at, 8), word(at + 8, left - 8) ^ 0x8ebc6af09c88c6e3);
    else if (left > 0) h = fold(h ^ word(at, left), 0x589965cc75374cc3);
    return fold(h, 0x1d8e4e27c47d124f);
}

Store::Store(std::uint64_t bytes)
    : capacity_(std::min(bytes, std::uint64_t{8} * place_bits)), arena_(capacity_), table_memory_(smallest_table * sizeof(Entry)),
      table_(table_memory_.as<Entry>()), mask_(smallest_table - 1) {}

Place Store::write(std::span<const std::uint8_t> bytes, std::uint64_t origin, Cursor& cursor) {
    std::uint64_t need = (header + bytes.size() + 7) & ~std::uint64_t{7};
    if (cursor.at + need > cursor.end) {
        std::uint64_t size = std::max(need, piece);
        cursor.at = used_.fetch_add(size);
        cursor.end = cursor.at + size;
        ACKSIM_CHECK(cursor.end <= capacity_);  // whoever inserts asks is_full() in time
    }
    Place place = static_cast<Place>(cursor.at / 8);
    Record* r = &record(place);
    r->origin.store(origin, std::memory_order_relaxed);
    r->length = static_cast<std::uint32_t>(bytes.size());
    std::memcpy(arena_.as<std::uint8_t>() + cursor.at + header, bytes.data(), bytes.size());
    cursor.at += need;
    return place;
}

void Store::keep_smaller(Place place, std::uint64_t origin) {
    std::atomic<std::uint64_t>& kept = record(place).origin;
    std::uint64_t now = kept.load(std::memory_order_relaxed);
    while ((now & fresh) != 0 && origin < now && !kept.compare_exchange_weak(now, origin, std::memory_order_relaxed)) {
    }
}

Store::Inserted Store::insert(std::span<const std::uint8_t> bytes, std::uint64_t hash, std::uint64_t origin, Cursor& cursor) {
    const std::uint64_t tag = hash >> 32 << 32;
    Place written = 0;
    for (std::uint64_t i = home(hash);; i = (i + 1) & mask_) {
        std::uint64_t entry = table_[i].load(std::memory_order_acquire);
        if (entry == 0) {
            if (written == 0) written = write(bytes, origin, cursor);
            if (table_[i].compare_exchange_strong(entry, tag | written, std::memory_order_acq_rel)) {
                size_.fetch_add(1, std::memory_order_relaxed);
                return {written, true};
            }
        }
        if ((entry & ~place_bits) != tag) continue;
        Place there = static_cast<Place>(entry & place_bits);
        std::span<const std::uint8_t> known = at(there);
        if (known.size() != bytes.size() || std::memcmp(known.data(), bytes.data(), bytes.size()) != 0) continue;
        // Somebody else wrote it meanwhile: our copy, the last in our piece, is given back.
        if (written != 0) cursor.at = std::uint64_t{written} * 8;
        keep_smaller(there, origin);
        return {there, false};
    }
}

void Store::grow() {
    std::uint64_t before = mask_ + 1, size = before * 2;
    Zeroes old = std::move(table_memory_);
    table_memory_ = Zeroes(size * sizeof(Entry));
    table_ = table_memory_.as<Entry>();
    mask_ = size - 1;
    for (std::uint64_t i = 0; i < before; ++i) {
        std::uint64_t entry = old.as<Entry>()[i].load(std::memory_order_relaxed);
        if (entry == 0) continue;
        std::uint64_t j = home(entry);
        while (table_[j].load(std::memory_order_relaxed) != 0) j = (j + 1) & mask_;
        table_[j].store(entry, std::memory_order_relaxed);
    }
}

}  // namespace acksim
