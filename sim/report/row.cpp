#include "report/row.hpp"

#include <algorithm>

namespace acksim {

Row::Row(int columns) : cells_(static_cast<std::size_t>(columns)) {}

void Row::lifeline(int column, std::string_view mark, Tone tone) {
    if (column < columns()) cell(column) = {std::string(mark), tone, true, false};
}

void Row::put(int column, std::string_view text, Tone tone) {
    for (const std::string& character : characters(text)) {
        if (column >= 0 && column < columns()) cell(column) = {character, tone, false, true};
        ++column;
    }
}

bool Row::free(int from, int end) const {
    return from >= 0 && end <= columns() &&
           std::none_of(
               cells_.begin() + from, cells_.begin() + std::max(from, end), [](const Cell& c) { return c.taken; });
}

void Row::arrow(int from, int to, const std::vector<std::string>& labels, bool arrives) {
    const Tone tone = arrives ? Tone::plain : Tone::bad;
    const bool rightwards = from < to;
    const int left = std::min(from, to), right = std::max(from, to);
    for (int column = left + 1; column < right; ++column) {
        const bool crosses = cell(column).line && !cell(column).taken;
        put(column, crosses ? "┼" : "─", tone);
    }
    put(from, rightwards ? "├" : "┤", tone);
    const int head = rightwards ? to - 1 : to + 1;
    put(head, arrives ? (rightwards ? "►" : "◄") : "✗", tone);
    label_arrow(rightwards ? left + 1 : left + 2, rightwards ? right - 1 : right, labels, tone);
}

// The label goes into the middle of the shaft, the cells [first, end), of which one on each side stays visible.
void Row::label_arrow(int first, int end, const std::vector<std::string>& labels, Tone tone) {
    const int room = end - first - 2;
    for (const std::string& label : labels) {
        const int width = text_width(label);
        if (width > 0 && width <= room) {
            const std::string text = width + 2 <= room ? " " + label + " " : label;
            put(first + (end - first - text_width(text) + 1) / 2, text, tone);
            return;
        }
    }
    if (!labels.empty() && room > 3) put(first + 1, cut(labels.back(), room), tone);
}

bool Row::note(int column, std::string_view mark, Tone tone, const std::vector<Words>& words) {
    int width = 1;
    for (const Words& each : words) width += text_width(each.text);
    const bool on_the_right = free(column, column + 1 + width);
    if (!on_the_right && !free(column - width, column + 1)) return false;
    put(column, mark, tone);
    int at = on_the_right ? column + 1 : column - width;
    if (on_the_right) put(at++, " ", Tone::plain);
    for (const Words& each : words) {
        put(at, each.text, each.tone);
        at += text_width(each.text);
    }
    if (!on_the_right) put(at, " ", Tone::plain);
    return true;
}

std::string Row::str(const Paint& paint) const {
    std::string text, run;
    Tone tone = Tone::plain;
    std::size_t end = cells_.size();
    while (end > 0 && cells_[end - 1].character == " ") --end;
    for (std::size_t i = 0; i < end; ++i) {
        if (cells_[i].tone != tone) {
            text += paint(tone, run);
            run.clear();
            tone = cells_[i].tone;
        }
        run += cells_[i].character;
    }
    return text + paint(tone, run);
}

}  // namespace acksim
