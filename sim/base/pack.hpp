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
#include "base/ids.hpp"
#include "base/list.hpp"
#include "base/members.hpp"

namespace acksim {

class ByteWriter {
public:
    // Signed numbers are folded (0, -1, 1, -2, …) so that -1, the common "none", is one byte too.
    [[gnu::always_inline]] void number(std::int64_t x) {
        std::uint64_t folded = (static_cast<std::uint64_t>(x) << 1) ^ static_cast<std::uint64_t>(x >> 63);
        unsigned_number(folded);
    }
    [[gnu::always_inline]] void unsigned_number(std::uint64_t x) {
        if (size_ + most_bytes > buffer_.size()) [[unlikely]]
            grow();
        std::uint8_t* at = buffer_.data() + size_;
        if (x < 0x80) [[likely]] {
            *at = static_cast<std::uint8_t>(x);
            ++size_;
        } else size_ += long_number(x, at);
    }
    std::span<const std::uint8_t> bytes() const { return {buffer_.data(), size_}; }
    void clear() { size_ = 0; }

private:
    static constexpr std::size_t most_bytes = 10;  // of one number
    static std::size_t long_number(std::uint64_t x, std::uint8_t* at);
    void grow();

    std::vector<std::uint8_t> buffer_ = std::vector<std::uint8_t>(256);
    std::size_t size_ = 0;
};

class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    [[gnu::always_inline]] std::uint64_t unsigned_number() {
        ACKSIM_CHECK(at_ < bytes_.size());
        if (std::uint8_t byte = bytes_[at_]; byte < 0x80) [[likely]] {
            ++at_;
            return byte;
        }
        return long_number();
    }
    [[gnu::always_inline]] std::int64_t number() {
        std::uint64_t folded = unsigned_number();
        return static_cast<std::int64_t>(folded >> 1) ^ -static_cast<std::int64_t>(folded & 1);
    }
    bool at_end() const { return at_ == bytes_.size(); }

private:
    std::uint64_t long_number();

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

template <class T>
concept Whole = std::is_enum_v<T> || std::is_integral_v<T>;

// Small as it is, and called for every number of a World: a call would cost more than the work.
template <Whole T> [[gnu::always_inline]] inline void pack(ByteWriter& out, const T& x) {
    if constexpr (std::is_same_v<T, std::uint64_t>) out.unsigned_number(x);
    else out.number(static_cast<std::int64_t>(x));
}

template <class Tag, class T> [[gnu::always_inline]] inline void pack(ByteWriter& out, const Number<Tag, T>& x) { pack(out, x.value); }

template <class T> void pack(ByteWriter& out, const T& x) {
    if constexpr (detail::is_list<T>) {
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
    } else
        for_each_member(
            x, [&](const auto& m) { pack(out, m); });
}

template <class V, std::size_t I = 0> void emplace_alternative(V& v, std::uint64_t index) {
    if constexpr (I < std::variant_size_v<V>)
        if (index == I) v.template emplace<I>();
        else emplace_alternative<V, I + 1>(v, index);
    else ACKSIM_CHECK(!"an alternative that the variant does not have");
}

template <Whole T> [[gnu::always_inline]] inline void unpack(ByteReader& in, T& x) {
    if constexpr (std::is_same_v<T, std::uint64_t>) x = in.unsigned_number();
    else x = static_cast<T>(in.number());
}

template <class Tag, class T> [[gnu::always_inline]] inline void unpack(ByteReader& in, Number<Tag, T>& x) { unpack(in, x.value); }

template <class T> void unpack(ByteReader& in, T& x) {
    if constexpr (detail::is_list<T>) {
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
    } else
        for_each_member(
            x, [&](auto& m) { unpack(in, m); });
}

}  // namespace acksim
