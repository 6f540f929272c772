#include "scenario/json_scanner.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace acksim {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

bool JsonScanner::stop(std::string what, std::string remedy) {
    note(std::move(what), std::move(remedy));
    stopped_ = true;
    return false;
}

void JsonScanner::note(std::string what, std::string remedy) { problems_.push_back({line_, pointer_, std::move(what), std::move(remedy)}); }

bool JsonScanner::cut_off(std::string_view inside, int begin, std::string_view close) {
    return stop(fmt::format("the file ends inside {} that begins in line {}", inside, begin), fmt::format("write the missing {}", close));
}

std::string JsonScanner::shown() const {
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < 20 && is_word(text_[end])) ++end;
    if (end == at_) return static_cast<unsigned char>(next()) < 0x20 ? fmt::format("the control character {}", static_cast<int>(next())) : std::string(1, next());
    return std::string(text_.substr(at_, end - at_));
}

void JsonScanner::scan() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!skip_space()) return;
    if (at_end()) {
        stop("the file is empty", "write a scenario: {\"producers\": [{\"workload\": {\"records\": 10}}]}");
        return;
    }
    if (value() && skip_space() && !at_end()) stop(fmt::format("{} stands behind the end of the scenario", shown()), "write one object, and nothing behind it");
}

bool JsonScanner::skip_space() {
    for (; !at_end(); ++at_) {
        char c = next();
        if (c == '\n') ++line_;
        else if (text_.substr(at_, 2) == "//") at_ = std::min(text_.find('\n', at_), text_.size()) - 1;
        else if (text_.substr(at_, 2) == "/*") {
            std::size_t end = text_.find("*/", at_ + 2);
            if (end == std::string_view::npos) return cut_off("a comment", line_, "*/");
            line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
            at_ = end + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') break;
    }
    return true;
}

bool JsonScanner::value() {
    found_value();
    char c = next();
    if (c == '{' || c == '[') {
        if (depth_ == deepest_nesting) return stop(fmt::format("it is nested deeper than {} levels", deepest_nesting), "no scenario needs more than ten levels: look for a bracket too many");
        ++depth_;
        bool fine = c == '{' ? object() : list();
        --depth_;
        return fine;
    }
    if (c == '"') {
        std::string content;
        return string(content);
    }
    if (c == '-' || is_digit(c)) return number();
    return word();
}

bool JsonScanner::key(std::set<std::string>& keys, int begin) {
    if (at_end()) return cut_off("the object", begin, "}");
    if (next() != '"') return stop(fmt::format("{} stands where a key must stand", shown()), "write the key in double quotes");
    int key_line = line_;
    std::string name;
    if (!string(name)) return false;
    pointer_ += "/" + pointer_token(name);
    if (!keys.insert(name).second) problems_.push_back({key_line, pointer_, fmt::format("the key \"{}\" is written twice in one object", name), "keep one of the two"});
    if (!skip_space()) return false;
    if (at_end()) return cut_off("the object", begin, "value and }");
    if (next() != ':') return stop(fmt::format("{} stands where a colon must stand", shown()), "write \"key\": value");
    ++at_;
    if (!skip_space()) return false;
    if (at_end()) return cut_off("the object", begin, "value and }");
    return true;
}

// Behind an element: a comma and another one, or the end. Ensures: `done` says which.
bool JsonScanner::after_element(char close, int begin, bool& done) {
    std::string_view inside = close == '}' ? "the object" : "the list";
    if (!skip_space()) return false;
    if (at_end()) return cut_off(inside, begin, std::string_view(&close, 1));
    done = next() == close;
    if (!done && next() != ',') return stop(fmt::format("{} stands where a comma or {} must stand", shown(), close), "write a comma between two elements");
    ++at_;
    if (done) return true;
    if (!skip_space()) return false;
    if (at_end()) return cut_off(inside, begin, std::string_view(&close, 1));
    if (next() == close) return stop(fmt::format("a comma stands in front of {}", close), "remove the comma");
    return true;
}

bool JsonScanner::object() {
    int begin = line_;
    std::size_t length = pointer_.size();
    std::set<std::string> keys;
    ++at_;
    if (!skip_space()) return false;
    bool done = next() == '}';
    if (done) ++at_;
    while (!done) {
        if (!key(keys, begin) || !value()) return false;
        pointer_.resize(length);
        if (!after_element('}', begin, done)) return false;
    }
    return true;
}

bool JsonScanner::list() {
    int begin = line_;
    std::size_t length = pointer_.size();
    ++at_;
    if (!skip_space()) return false;
    if (at_end()) return cut_off("the list", begin, "]");
    bool done = next() == ']';
    if (done) ++at_;
    for (std::size_t i = 0; !done; ++i) {
        pointer_ += "/" + std::to_string(i);
        if (!value()) return false;
        pointer_.resize(length);
        if (!after_element(']', begin, done)) return false;
    }
    return true;
}

bool JsonScanner::string(std::string& content) {
    for (++at_; !at_end() && next() != '"'; ++at_) {
        if (static_cast<unsigned char>(next()) < 0x20)
            return next() == '\n' ? stop("a text does not end in its line", "write the closing quote, or \\n for a line break")
                                  : stop(fmt::format("a text has the control character {}", static_cast<int>(next())), fmt::format("write \\u{:04x}", static_cast<int>(next())));
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
        return stop(fmt::format("{} is no number", text_.substr(begin, std::min<std::size_t>(at_ - begin, 40))), "write a whole number, or a text in double quotes such as \"5ms\"");
    }
    std::string_view written = text_.substr(begin, at_ - begin);
    std::int64_t small = 0;
    std::uint64_t large = 0;
    const char* end = written.data() + written.size();
    bool fits = std::from_chars(written.data(), end, small).ec == std::errc() || std::from_chars(written.data(), end, large).ec == std::errc();
    if (!whole) note(fmt::format("{} is not a whole number", written.substr(0, 40)), "write a whole number, or a text with a unit such as \"0.5ms\"");
    else if (!fits) note(fmt::format("{} does not fit into 64 bits", written.substr(0, 40)), "write a smaller number");
    return true;
}

bool JsonScanner::word() {
    for (std::string_view known : {"true", "false", "null"})
        if (text_.substr(at_, known.size()) == known && (at_ + known.size() >= text_.size() || !is_word(text_[at_ + known.size()]))) {
            at_ += known.size();
            return true;
        }
    return stop(fmt::format("{} is no JSON value", shown()), "write a number, true, false, null, or a text in double quotes");
}

}  // namespace acksim
