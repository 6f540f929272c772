// One line of a space-time diagram: lifelines first, then arrows and notes on top of them, each cell with its tone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/layout.hpp"

namespace acksim {

struct Words {
    std::string text;
    Tone tone = Tone::plain;
};

class Row {
public:
    explicit Row(int columns);

    void lifeline(int column, std::string_view mark, Tone tone = Tone::faint);  // does not count as taken
    void put(int column, std::string_view text, Tone tone);                     // beyond the last column nothing is drawn
    bool free(int from, int end) const;                                         // nothing was put into [from, end)

    // From one lane to another with its label on the line: the first of `labels` (longest first) for which the line is long enough.
    // `arrives`: false draws a message that is lost on its way.
    void arrow(int from, int to, const std::vector<std::string>& labels, bool arrives);

    // A mark in its lane and words to its right, or to its left; false, and nothing is drawn, if this row has no room for it.
    bool note(int column, std::string_view mark, Tone tone, const std::vector<Words>& words);

    std::string str(const Paint& paint) const;

private:
    struct Cell {
        std::string character = " ";
        Tone tone = Tone::plain;
        bool line = false;  // a lifeline or an arrow's shaft
        bool taken = false;
    };

    void label_arrow(int first, int end, const std::vector<std::string>& labels, Tone tone);
    int columns() const { return static_cast<int>(cells_.size()); }
    Cell& cell(int column) { return cells_[static_cast<std::size_t>(column)]; }

    std::vector<Cell> cells_;
};

}  // namespace acksim
