#include "base/zeroes.hpp"

#include <sys/mman.h>

#include <new>

namespace acksim {

Zeroes::Zeroes(std::uint64_t bytes) : bytes_(bytes) {
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    at_ = memory;
    madvise(at_, bytes, MADV_HUGEPAGE);  // only advice: without it everything works the same, but slower
}

void Zeroes::release() {
    if (at_) munmap(at_, bytes_);
    at_ = nullptr;
}

}  // namespace acksim
