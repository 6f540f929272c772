// Wrapping at 80 columns.
#include <algorithm>

#include "scenario/describe_topics.hpp"

namespace acksim {

namespace {

constexpr std::size_t columns = 80;

// Columns, not bytes: the continuation bytes of UTF-8 take none.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string wrapped_pieces(std::string_view head, const std::vector<std::string_view>& pieces, std::string_view between) {
    std::string indent(width(head), ' '), text, line(head);
    bool empty = true;
    for (std::string_view piece : pieces) {
        if (!empty && width(line) + width(between) + width(piece) > columns) {
            while (!line.empty() && line.back() == ' ') line.pop_back();
            text += line + "\n";
            line = indent;
            empty = true;
        }
        line += (empty ? "" : std::string(between)) + std::string(piece);
        empty = false;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return text + line + "\n";
}

}  // namespace

std::string wrapped(std::string_view head, std::string_view text) { return wrapped_pieces(head, words_of(text), " "); }

std::string wrapped_list(std::string_view head, const std::vector<std::string_view>& words) { return wrapped_pieces(head, words, "  "); }

// Breaks only in front of a key, never inside a text.
std::string wrapped_json(std::string_view head, std::string_view json) {
    std::vector<std::string_view> pieces;
    while (!json.empty()) {
        std::size_t end = json.find(", \"");
        end = end == std::string_view::npos ? json.size() : end + 1;
        pieces.push_back(json.substr(0, end));
        json.remove_prefix(std::min(end + 1, json.size()));
    }
    return wrapped_pieces(head, pieces, " ");
}

}  // namespace acksim
