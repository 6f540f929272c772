// A queue: first in, first out. What was taken from the front is dropped for good now and then, not at once; the head is bookkeeping,
// not state, so packing writes the content only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/list.hpp"

namespace acksim {

template <class T, std::size_t N> struct Fifo {
    List<T, N> items;
    std::uint32_t head = 0;

    bool empty() const { return head == items.size(); }
    std::size_t size() const { return items.size() - head; }
    T& front() { return items[head]; }
    const T& front() const { return items[head]; }
    T& back() { return items.back(); }
    T& operator[](std::size_t i) { return items[head + i]; }
    const T& operator[](std::size_t i) const { return items[head + i]; }
    // Makes a T of x, in its place in the queue.
    template <class X> void push(X&& x) {
        if (head != 0 && head * 2 >= items.size()) compact();
        items.emplace_back(std::forward<X>(x));
    }
    T pop() {
        T x = std::move(take());
        let_go();
        return x;
    }
    // Takes the first out of the queue but leaves it where it lies, to be worked on there: until let_go(), and until something is pushed.
    T& take() { return items[head++]; }
    void let_go() {
        if (!empty()) return;
        items.clear();
        head = 0;
    }
    // What was taken and not let go yet stays where it lies.
    void clear() { items.erase(items.begin() + head, items.end()); }
    void compact() {
        items.erase(items.begin(), items.begin() + head);
        head = 0;
    }
};

}  // namespace acksim
