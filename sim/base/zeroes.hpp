// A large piece of memory that reads as zeroes, in large pages where the system has them: reads all over it then wait less for the
// translation of addresses. Only what is touched becomes memory.
#pragma once

#include <cstdint>

namespace acksim {

class Zeroes {
public:
    Zeroes() = default;
    // Throws: std::bad_alloc.
    explicit Zeroes(std::uint64_t bytes);
    ~Zeroes() { release(); }
    Zeroes(Zeroes&& o) noexcept : at_(o.at_), bytes_(o.bytes_) { o.at_ = nullptr; }
    Zeroes& operator=(Zeroes&& o) noexcept {
        if (this == &o) return *this;
        release();
        at_ = o.at_;
        bytes_ = o.bytes_;
        o.at_ = nullptr;
        return *this;
    }

    template <class T> T* as() const { return static_cast<T*>(at_); }
    std::uint64_t bytes() const { return at_ ? bytes_ : 0; }

private:
    void release();

    void* at_ = nullptr;
    std::uint64_t bytes_ = 0;
};

}  // namespace acksim
