#include "cli/console.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace acksim {

namespace {

constexpr int usual = 80, narrowest = 60, widest = 160;  // beyond that, lines are hard to follow

int clamped(int columns) { return columns < narrowest ? narrowest : columns > widest ? widest : columns; }

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

}  // namespace

int Console::columns() const {
    if (!terminal) return usual;
    const std::string_view stated = environment("COLUMNS");
    int columns = 0;
    if (std::from_chars(stated.data(), stated.data() + stated.size(), columns).ec == std::errc() && columns > 0) return clamped(columns);
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return clamped(size.ws_col);
    return usual;
}

bool Console::color() const { return terminal && environment("NO_COLOR").empty() && environment("TERM") != "dumb"; }

}  // namespace acksim
