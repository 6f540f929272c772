#include "report/layout.hpp"

namespace acksim {

namespace {

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

std::string_view escape_of(Tone tone) {
    switch (tone) {
        case Tone::plain: return "";
        case Tone::strong: return "\x1b[1m";
        case Tone::faint: return "\x1b[2m";
        case Tone::good: return "\x1b[32m";
        case Tone::bad: return "\x1b[1;31m";
        case Tone::change: return "\x1b[36m";
    }
    return "";
}

}  // namespace

std::string Paint::operator()(Tone tone, std::string_view text) const {
    if (!color_ || tone == Tone::plain || text.empty()) return std::string(text);
    return std::string(escape_of(tone)) + std::string(text) + "\x1b[0m";
}

int text_width(std::string_view text) {
    int width = 0;
    for (const char c : text) width += starts_character(c);
    return width;
}

std::string repeat(std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

std::string pad_right(std::string_view text, int width) { return std::string(text) + repeat(" ", width - text_width(text)); }

std::string pad_left(std::string_view text, int width) { return repeat(" ", width - text_width(text)) + std::string(text); }

std::string join(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : std::string(between)) + parts[i];
    return text;
}

std::string counted(std::int64_t n, std::string_view noun) { return grouped(static_cast<std::uint64_t>(n)) + " " + std::string(noun) + (n == 1 ? "" : "s"); }

std::string join_and(const std::vector<std::string>& parts) {
    if (parts.size() < 2) return join(parts, "");
    return join({parts.begin(), parts.end() - 1}, ", ") + " and " + parts.back();
}

std::vector<std::string> wrap(std::string_view text, int columns) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        if (word.empty()) continue;
        std::string& line = lines.back();
        if (!line.empty() && text_width(line) + 1 + text_width(word) > columns) lines.emplace_back(word);
        else line += (line.empty() ? "" : " ") + std::string(word);
    }
    return lines;
}

std::string hanging(std::string_view head, std::string_view text, int columns) {
    const int indent = text_width(head);
    std::string result;
    for (const std::string& line : wrap(text, columns > indent ? columns - indent : 1))
        result += (result.empty() ? std::string(head) : repeat(" ", indent)) + line + "\n";
    return result;
}

std::string cut(std::string_view text, int columns) {
    if (text_width(text) <= columns) return std::string(text);
    std::vector<std::string> all = characters(text);
    all.resize(static_cast<std::size_t>(columns > 0 ? columns - 1 : 0));
    return join(all, "") + (columns > 0 ? "…" : "");
}

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> all;
    for (const char c : text) {
        if (starts_character(c) || all.empty()) all.emplace_back();
        all.back() += c;
    }
    return all;
}

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

}  // namespace acksim
