// Texts and numbers of JSON.
#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "scenario/characters.hpp"
#include "scenario/json_scanner.hpp"

namespace acksim {

bool JsonScanner::string(std::string& content) {
    for (++at_; !at_end() && next() != '"'; ++at_) {
        if (static_cast<unsigned char>(next()) < 0x20)
            return next() == '\n' ? stop("a text does not end in its line", "write the closing quote, or \\n for a line break")
                                  : stop(fmt::format("a text has the control character {}", static_cast<int>(next())),
                                         fmt::format("write \\u{:04x}", static_cast<int>(next())));
        if (next() != '\\') content += next();
        else if (!escape(content)) return false;
    }
    if (at_end()) return stop("the file ends inside a text", "write the missing quote");
    ++at_;
    return true;
}

// At a backslash. Ensures: at the last character of the escape.
bool JsonScanner::escape(std::string& content) {
    static constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    ++at_;
    if (std::size_t i = letters.find(next()); i != std::string_view::npos && !at_end()) {
        content += meant[i];
        return true;
    }
    unsigned unit = 0;
    if (next() != 'u' || !hex4(unit)) return stop("a text has an unknown escape", "write \\\\ for a backslash, or \\uXXXX");
    if (unit >= 0xD800 && unit < 0xE000) {
        unsigned low = 0;
        bool pair = unit < 0xDC00 && text_.substr(at_ + 1, 2) == "\\u" && (at_ += 2, hex4(low)) && low >= 0xDC00 && low < 0xE000;
        if (!pair) return stop("a text has half of a surrogate pair", "write the character itself");
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    auto byte = [&](unsigned b) { content += static_cast<char>(b); };
    if (unit < 0x80) return byte(unit), true;
    if (unit < 0x800) return byte(0xC0 | unit >> 6), byte(0x80 | (unit & 0x3F)), true;
    if (unit < 0x10000) return byte(0xE0 | unit >> 12), byte(0x80 | (unit >> 6 & 0x3F)), byte(0x80 | (unit & 0x3F)), true;
    return byte(0xF0 | unit >> 18), byte(0x80 | (unit >> 12 & 0x3F)), byte(0x80 | (unit >> 6 & 0x3F)), byte(0x80 | (unit & 0x3F)), true;
}

bool JsonScanner::hex4(unsigned& unit) {
    std::string_view digits = text_.substr(std::min(at_ + 1, text_.size()), 4);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    at_ += digits.size();
    return error == std::errc() && digits.size() == 4 && end == digits.data() + 4;
}

bool JsonScanner::number() {
    std::size_t begin = at_;
    auto digits = [&] {
        std::size_t first = at_;
        while (is_digit(next())) ++at_;
        return at_ > first;
    };
    if (next() == '-') ++at_;
    std::size_t first = at_;
    bool fine = digits() && (text_[first] != '0' || at_ == first + 1);
    bool whole = true;
    if (fine && next() == '.') whole = false, ++at_, fine = digits();
    if (fine && (next() == 'e' || next() == 'E')) {
        whole = false, ++at_;
        if (next() == '+' || next() == '-') ++at_;
        fine = digits();
    }
    if (!fine || is_word(next())) {
        while (is_word(next()) || next() == '.') ++at_;
        return stop(fmt::format("{} is no number", text_.substr(begin, std::min<std::size_t>(at_ - begin, 40))),
                    "write a whole number, or a text in double quotes such as \"5ms\"");
    }
    std::string_view written = text_.substr(begin, at_ - begin);
    std::int64_t small = 0;
    std::uint64_t large = 0;
    const char* end = written.data() + written.size();
    bool fits = std::from_chars(written.data(), end, small).ec == std::errc() || std::from_chars(written.data(), end, large).ec == std::errc();
    if (!whole && pointer_ == "/kafka")  // 4.0 is what everybody tries
        note(fmt::format("the number {} is not a text", written.substr(0, 40)), fmt::format("write \"{}\"", written.substr(0, 40)));
    else if (!whole) note(fmt::format("{} is not a whole number", written.substr(0, 40)), "write a whole number, or a text with a unit such as \"0.5ms\"");
    else if (!fits) note(fmt::format("{} does not fit into 64 bits", written.substr(0, 40)), "write a smaller number");
    return true;
}

}  // namespace acksim
