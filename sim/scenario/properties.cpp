#include "scenario/properties.hpp"

#include <algorithm>
#include <charconv>

namespace acksim {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::string_view without_leading_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text[0])) text.remove_prefix(1);
    return text;
}

bool is_continued(std::string_view line) {
    std::size_t backslashes = 0;
    while (backslashes < line.size() && line[line.size() - 1 - backslashes] == '\\') ++backslashes;
    return backslashes % 2 == 1;
}

// The next line without its end; \n, \r\n and \r end a line.
std::string_view take_line(std::string_view& text) {
    std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    bool two = text.substr(end, 2) == "\r\n";
    text.remove_prefix(std::min(end + (two ? 2 : 1), text.size()));
    return line;
}

// Appends a code unit of \uXXXX as UTF-8. Property values of Kafka are ASCII; a surrogate pair becomes two question marks.
void append_unicode(unsigned unit, std::string& to) {
    if (unit < 0x80) to += static_cast<char>(unit);
    else if (unit >= 0xD800 && unit < 0xE000) to += '?';
    else if (unit < 0x800) to += {static_cast<char>(0xC0 | unit >> 6), static_cast<char>(0x80 | (unit & 0x3F))};
    else to += {static_cast<char>(0xE0 | unit >> 12), static_cast<char>(0x80 | (unit >> 6 & 0x3F)), static_cast<char>(0x80 | (unit & 0x3F))};
}

std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            plain += text[i];
            continue;
        }
        char c = text[++i];
        unsigned unit = 0;
        if (c == 'u' && i + 4 < text.size() && std::from_chars(text.data() + i + 1, text.data() + i + 5, unit, 16).ptr == text.data() + i + 5) {
            append_unicode(unit, plain);
            i += 4;
        } else plain += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'f' ? '\f' : c;
    }
    return plain;
}

// Where the key ends: at the first =, : or blank that no backslash protects.
std::size_t key_end(std::string_view line) {
    std::size_t i = 0;
    for (; i < line.size() && line[i] != '=' && line[i] != ':' && !is_blank(line[i]); ++i)
        if (line[i] == '\\') ++i;
    return std::min(i, line.size());
}

}  // namespace

std::vector<Property> parse_properties(std::string_view text) {
    std::vector<Property> properties;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (int number = 1; !text.empty(); ++number) {
        int first = number;
        std::string line(without_leading_blanks(take_line(text)));
        if (line.empty() || line[0] == '#' || line[0] == '!') continue;
        while (is_continued(line)) {
            line.pop_back();
            if (text.empty()) break;
            line += without_leading_blanks(take_line(text));
            ++number;
        }
        std::size_t end = key_end(line);
        std::string_view value = without_leading_blanks(std::string_view(line).substr(end));
        if (!value.empty() && (value[0] == '=' || value[0] == ':')) value = without_leading_blanks(value.substr(1));
        properties.push_back({unescaped(std::string_view(line).substr(0, end)), unescaped(value), first});
    }
    return properties;
}

}  // namespace acksim
