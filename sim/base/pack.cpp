#include "base/pack.hpp"

namespace acksim {

std::size_t ByteWriter::long_number(std::uint64_t x, std::uint8_t* at) {
    std::uint8_t* first = at;
    for (; x >= 0x80; x >>= 7) *at++ = static_cast<std::uint8_t>(x | 0x80);
    *at++ = static_cast<std::uint8_t>(x);
    return static_cast<std::size_t>(at - first);
}

void ByteWriter::grow() { buffer_.resize(buffer_.size() * 2); }

std::uint64_t ByteReader::long_number() {
    std::uint64_t x = 0;
    for (int shift = 0;; shift += 7) {
        ACKSIM_CHECK(at_ < bytes_.size());
        std::uint8_t byte = bytes_[at_++];
        x |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return x;
    }
}

}  // namespace acksim
