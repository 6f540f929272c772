#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace acksim {

namespace {
std::string reproduction;
}

void set_reproduction_line(std::string line) { reproduction = std::move(line); }
const std::string& reproduction_line() { return reproduction; }

void check_failed(const char* file, int line, const char* condition) {
    std::fprintf(stderr, "acksim: broken invariant at %s:%d: %s\n", file, line, condition);
    if (!reproduction.empty()) std::fprintf(stderr, "reproduce with: %s\n", reproduction.c_str());
    std::fflush(stderr);
    std::_Exit(70);
}

}  // namespace acksim
