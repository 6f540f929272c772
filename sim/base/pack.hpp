// A value as bytes and back: every member in order, lists with their length before them, numbers in one byte while they are small.
// Two values are equal exactly when their bytes are. What may be packed: integers, enums, bools, aggregates, lists, arrays, variants.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/check.hpp"
#include "base/fifo.hpp"
#include "base/list.hpp"
#include "base/members.hpp"

namespace acksim {

class ByteWriter {
public:
    // Signed numbers are folded (0, -1, 1, -2, …) so that -1, the common "none", is one byte too.
    void number(std::int64_t x) {
        std::uint64_t folded = (static_cast<std::uint64_t>(x) << 1) ^ static_cast<std::uint64_t>(x >> 63);
        unsigned_number(folded);
    }
    void unsigned_number(std::uint64_t x) {
        if (size_ + 10 > buffer_.size()) buffer_.resize(buffer_.size() * 2 + 64);
        std::uint8_t* at = buffer_.data() + size_;
        while (x >= 0x80) {
            *at++ = static_cast<std::uint8_t>(x | 0x80);
            x >>= 7;
        }
        *at++ = static_cast<std::uint8_t>(x);
        size_ = static_cast<std::size_t>(at - buffer_.data());
    }
    std::span<const std::uint8_t> bytes() const { return {buffer_.data(), size_}; }
    void clear() { size_ = 0; }

private:
    std::vector<std::uint8_t> buffer_ = std::vector<std::uint8_t>(256);
    std::size_t size_ = 0;
};

class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    std::uint64_t unsigned_number() {
        std::uint64_t x = 0;
        for (int shift = 0;; shift += 7) {
            ACKSIM_CHECK(at_ < bytes_.size());
            std::uint8_t byte = bytes_[at_++];
            x |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return x;
        }
    }
    std::int64_t number() {
        std::uint64_t folded = unsigned_number();
        return static_cast<std::int64_t>(folded >> 1) ^ -static_cast<std::int64_t>(folded & 1);
    }
    bool at_end() const { return at_ == bytes_.size(); }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

namespace detail {

template <class T> inline constexpr bool is_list = false;
template <class T, class A, class O> inline constexpr bool is_list<boost::container::small_vector_base<T, A, O>> = true;
template <class T, std::size_t N, class A, class O> inline constexpr bool is_list<boost::container::small_vector<T, N, A, O>> = true;
template <class T, class A> inline constexpr bool is_list<std::vector<T, A>> = true;
template <class T> inline constexpr bool is_fifo = false;
template <class T, std::size_t N> inline constexpr bool is_fifo<Fifo<T, N>> = true;
template <class T> inline constexpr bool is_array = false;
template <class T, std::size_t N> inline constexpr bool is_array<std::array<T, N>> = true;
template <class T> inline constexpr bool is_variant = false;
template <class... T> inline constexpr bool is_variant<std::variant<T...>> = true;

}  // namespace detail

template <class T> void pack(ByteWriter& out, const T& x) {
    if constexpr (std::is_enum_v<T>) out.number(static_cast<std::int64_t>(x));
    else if constexpr (std::is_same_v<T, std::uint64_t>) out.unsigned_number(x);
    else if constexpr (std::is_integral_v<T>) out.number(static_cast<std::int64_t>(x));
    else if constexpr (detail::is_list<T>) {
        out.unsigned_number(x.size());
        for (const auto& e : x) pack(out, e);
    } else if constexpr (detail::is_fifo<T>) {
        out.unsigned_number(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) pack(out, x[i]);
    } else if constexpr (detail::is_array<T>) {
        for (const auto& e : x) pack(out, e);
    } else if constexpr (detail::is_variant<T>) {
        out.unsigned_number(x.index());
        std::visit([&](const auto& alternative) { pack(out, alternative); }, x);
    } else for_each_member(x, [&](const auto& m) { pack(out, m); });
}

template <class V, std::size_t I = 0> void emplace_alternative(V& v, std::uint64_t index) {
    if constexpr (I < std::variant_size_v<V>) {
        if (index == I) v.template emplace<I>();
        else emplace_alternative<V, I + 1>(v, index);
    } else ACKSIM_CHECK(!"an alternative that the variant does not have");
}

template <class T> void unpack(ByteReader& in, T& x) {
    if constexpr (std::is_same_v<T, std::uint64_t>) x = in.unsigned_number();
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) x = static_cast<T>(in.number());
    else if constexpr (detail::is_list<T>) {
        x.resize(in.unsigned_number());
        for (auto& e : x) unpack(in, e);
    } else if constexpr (detail::is_fifo<T>) {
        x.clear();
        x.let_go();
        x.items.resize(in.unsigned_number());
        for (auto& e : x.items) unpack(in, e);
    } else if constexpr (detail::is_array<T>) {
        for (auto& e : x) unpack(in, e);
    } else if constexpr (detail::is_variant<T>) {
        emplace_alternative(x, in.unsigned_number());
        std::visit([&](auto& alternative) { unpack(in, alternative); }, x);
    } else for_each_member(x, [&](auto& m) { unpack(in, m); });
}

}  // namespace acksim
