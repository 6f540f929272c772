// The one place that knows which Catch2 this is: Debian 12 has version 2, newer systems have version 3.
// Tests include this header, never Catch2's own, and use what both versions spell alike, or what is defined below.
#pragma once

#include <string>

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>

namespace acksim::testing {

inline auto contains_text(const std::string& text) { return Catch::Matchers::ContainsSubstring(text); }

}  // namespace acksim::testing
#else
#include <catch2/catch.hpp>

namespace acksim::testing {

inline auto contains_text(const std::string& text) { return Catch::Matchers::Contains(text); }

}  // namespace acksim::testing
#endif
