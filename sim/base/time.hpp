// Time is a whole number of microseconds, so that no machine rounds it differently. The protocol knows durations only; the driver owns the clock.
#pragma once

#include <compare>
#include <cstdint>

namespace acksim {

struct Duration {
    std::int64_t us = 0;

    constexpr auto operator<=>(const Duration&) const = default;
    constexpr Duration operator+(Duration other) const { return {us + other.us}; }
    constexpr Duration operator-(Duration other) const { return {us - other.us}; }
    constexpr Duration operator*(std::int64_t n) const { return {us * n}; }
    constexpr Duration operator/(std::int64_t n) const { return {us / n}; }
};

constexpr Duration microseconds(std::int64_t n) { return {n}; }
constexpr Duration milliseconds(std::int64_t n) { return {n * 1000}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1000000}; }

// A wait whose length the driver draws evenly from [min, max]; min is the benign answer.
struct Wait {
    Duration min{};
    Duration max{};

    constexpr bool operator==(const Wait&) const = default;
};

constexpr Wait exactly(Duration d) { return {d, d}; }

// Microseconds since the start of the run.
struct SimTime {
    std::int64_t us = 0;

    constexpr auto operator<=>(const SimTime&) const = default;
    constexpr SimTime operator+(Duration d) const { return {us + d.us}; }
    constexpr Duration operator-(SimTime other) const { return {us - other.us}; }
};

}  // namespace acksim
