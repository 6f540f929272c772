// Memory that comes back: blocks are kept in free lists of the thread, by power-of-two size, instead of going back to the heap.
// Why: a run frees and takes the same few sizes over and over; malloc would be the most expensive part of an event.
#pragma once

#include <bit>
#include <cstddef>
#include <new>

namespace acksim {

namespace recycling {

void* take(std::size_t bytes);
void give_back(void* block, std::size_t bytes) noexcept;

}  // namespace recycling

template <class T> struct RecyclingAllocator {
    using value_type = T;

    RecyclingAllocator() = default;
    template <class U> RecyclingAllocator(const RecyclingAllocator<U>&) noexcept {}

    T* allocate(std::size_t n) { return static_cast<T*>(recycling::take(n * sizeof(T))); }
    void deallocate(T* p, std::size_t n) noexcept { recycling::give_back(p, n * sizeof(T)); }

    template <class U> bool operator==(const RecyclingAllocator<U>&) const noexcept { return true; }
    template <class U> bool operator!=(const RecyclingAllocator<U>&) const noexcept { return false; }
};

}  // namespace acksim
