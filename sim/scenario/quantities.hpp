// Durations, sizes and rates with their units, read exactly: no floating point, and what is not a whole number of microseconds or bytes is
// refused instead of rounded, so that every machine runs the same scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace acksim {

// About a century; longer waits would overflow when they are added up, and no run lasts so long.
inline constexpr Duration longest_duration{3'000'000'000'000'000};

// "5ms", "0.5 ms", "250us", "10s", "1m", "2h".
std::optional<Duration> read_duration(std::string_view text);
// "5ms" (always the same) or "0.5ms..2ms".
std::optional<Wait> read_wait(std::string_view text);
// "200B", "16KiB", "1MB", or a plain "200". Bytes.
std::optional<std::int64_t> read_size(std::string_view text);
// "1Gbit/s", "100MB/s", "unlimited" (0). Bytes a second.
std::optional<std::int64_t> read_rate(std::string_view text);
// Decimal digits with an optional minus sign, nothing else.
std::optional<std::int64_t> read_whole_number(std::string_view text);

}  // namespace acksim
