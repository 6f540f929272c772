#include "cli/progress_line.hpp"

#include <fmt/format.h>

#include "report/layout.hpp"

namespace acksim {

namespace {

// "9,999", "12.3 k", "4.5 M": enough to see that it grows.
std::string rounded(std::uint64_t n) {
    if (n < 10'000) return grouped(n);
    double rest = static_cast<double>(n) / 1000;
    for (const char* unit : {"k", "M", "G"}) {
        if (rest < 999.95) return fmt::format("{:.1f} {}", rest, unit);
        rest /= 1000;
    }
    return fmt::format("{:.0f} T", rest);
}

}  // namespace

std::string progress_line(const ExploreProgress& p) {
    const double speed = p.seconds > 0 ? static_cast<double>(p.states) / p.seconds : 0;
    const std::string estimate = p.estimate > p.states ? " of about " + rounded(p.estimate) : "";
    return fmt::format("{} fault{}, step {}: {} states{}, {}/s, {} MB, {:.0f} s", p.faults, p.faults == 1 ? "" : "s", p.depth, rounded(p.states), estimate,
                       rounded(static_cast<std::uint64_t>(speed)), grouped(p.bytes / 1'000'000), p.seconds);
}

}  // namespace acksim
