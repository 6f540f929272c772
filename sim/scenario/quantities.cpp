#include "scenario/quantities.hpp"

#include <charconv>
#include <limits>
#include <span>

#include "scenario/characters.hpp"

namespace acksim {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t worth;  // in the smallest unit
    std::int64_t divisor = 1;
};

constexpr Unit time_units[] = {{"us", 1}, {"µs", 1}, {"ms", 1000}, {"s", 1000000}, {"m", 60000000}, {"h", 3600000000}};
constexpr Unit size_units[] = {
    {"", 1}, {"B", 1}, {"kB", 1000}, {"KB", 1000}, {"MB", 1000000}, {"GB", 1000000000}, {"KiB", 1024}, {"MiB", 1024 * 1024}, {"GiB", 1024 * 1024 * 1024}};
constexpr Unit rate_units[] = {{"bit/s", 1, 8},      {"kbit/s", 1000, 8}, {"Mbit/s", 1000000, 8}, {"Gbit/s", 1000000000, 8},
                               {"B/s", 1},           {"kB/s", 1000},      {"KB/s", 1000},         {"MB/s", 1000000},
                               {"GB/s", 1000000000}, {"KiB/s", 1024},     {"MiB/s", 1024 * 1024}, {"GiB/s", 1024 * 1024 * 1024}};

std::string_view take_digits(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n])) ++n;
    std::string_view digits = text.substr(0, n);
    text.remove_prefix(n);
    return digits;
}

// whole.fraction * worth / divisor, if that is a whole number that is not above `largest`.
std::optional<std::int64_t> scaled(std::string_view whole, std::string_view fraction, Unit unit, std::int64_t largest) {
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    if (fraction.size() > 9 || whole.size() > 18) return std::nullopt;
    std::int64_t mantissa = 0, scale = unit.divisor;
    for (char c : whole) mantissa = mantissa * 10 + (c - '0');
    if (mantissa > largest / unit.worth * unit.divisor) return std::nullopt;
    // Whole part and fraction apart, so that no product leaves 64 bits: worth < 4e9 and the fraction has nine digits.
    std::int64_t product = mantissa * unit.worth, part = 0;
    for (char c : fraction) part = part * 10 + (c - '0'), scale *= 10;
    std::int64_t ten_power = scale / unit.divisor;
    if (part * unit.worth % ten_power != 0) return std::nullopt;
    product += part * unit.worth / ten_power;
    if (product % unit.divisor != 0 || product / unit.divisor > largest) return std::nullopt;
    return product / unit.divisor;
}

std::optional<std::int64_t> read(std::string_view text, std::span<const Unit> units, std::int64_t largest) {
    std::string_view whole = take_digits(text), fraction;
    if (whole.empty()) return std::nullopt;
    if (!text.empty() && text[0] == '.') {
        text.remove_prefix(1);
        fraction = take_digits(text);
        if (fraction.empty()) return std::nullopt;
    }
    if (text.size() > 1 && text[0] == ' ') text.remove_prefix(1);
    for (const Unit& unit : units)
        if (unit.name == text) return scaled(whole, fraction, unit, largest);
    return std::nullopt;
}

}  // namespace

std::optional<Duration> read_duration(std::string_view text) {
    std::optional<std::int64_t> us = read(text, time_units, longest_duration.us);
    return us ? std::optional(Duration{*us}) : std::nullopt;
}

std::optional<Wait> read_wait(std::string_view text) {
    std::size_t dots = text.find("..");
    std::optional<Duration> min = read_duration(text.substr(0, dots));
    if (dots == std::string_view::npos) return min ? std::optional(exactly(*min)) : std::nullopt;
    std::optional<Duration> max = read_duration(text.substr(dots + 2));
    if (!min || !max || *max < *min) return std::nullopt;
    return Wait{*min, *max};
}

std::optional<std::int64_t> read_size(std::string_view text) { return read(text, size_units, std::numeric_limits<std::int64_t>::max() / 2); }

std::optional<std::int64_t> read_rate(std::string_view text) {
    if (text == "unlimited") return 0;
    std::optional<std::int64_t> rate = read(text, rate_units, std::numeric_limits<std::int64_t>::max() / 16);
    return rate && *rate > 0 ? rate : std::nullopt;
}

std::optional<std::int64_t> read_whole_number(std::string_view text) {
    std::int64_t n = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return n;
}

}  // namespace acksim
