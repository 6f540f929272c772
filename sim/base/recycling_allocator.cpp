#include "base/recycling_allocator.hpp"

#include <array>

namespace acksim::recycling {

namespace {

// Address sanitizer must see every free; blocks above the largest class are rare and go to the heap.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool recycles = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool recycles = false;
#else
constexpr bool recycles = true;
#endif
#else
constexpr bool recycles = true;
#endif

constexpr int smallest_class = 5;  // 32 bytes
constexpr int classes = 20;        // up to 16 MiB

struct Free {
    Free* next;
};

struct Pool {
    std::array<Free*, classes> heads{};
    ~Pool() {
        for (Free*& head : heads)
            while (head) {
                Free* next = head->next;
                ::operator delete(head);
                head = next;
            }
    }
};

thread_local Pool pool;

int class_of(std::size_t bytes) {
    int log2 = bytes <= 1 ? 0 : std::bit_width(bytes - 1);
    return log2 <= smallest_class ? 0 : log2 - smallest_class;
}

}  // namespace

void* take(std::size_t bytes) {
    int c = class_of(bytes);
    if (!recycles || c >= classes) return ::operator new(bytes);
    if (Free* head = pool.heads[static_cast<std::size_t>(c)]) {
        pool.heads[static_cast<std::size_t>(c)] = head->next;
        return head;
    }
    return ::operator new (std::size_t{1} << (c + smallest_class));
}

void give_back(void* block, std::size_t bytes) noexcept {
    int c = class_of(bytes);
    if (!recycles || c >= classes) return ::operator delete(block);
    pool.heads[static_cast<std::size_t>(c)] = new (block) Free{pool.heads[static_cast<std::size_t>(c)]};
}

}  // namespace acksim::recycling
