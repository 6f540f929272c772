// The sanitizers make a state thirty times dearer: large questions are for optimised builds.
#pragma once

namespace acksim::testing {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool is_slow_build = true;
#else
inline constexpr bool is_slow_build = false;
#endif

}  // namespace acksim::testing
