// Text in columns: widths count code points (every character that reports use is one column wide), long lines wrap, tones become colours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace acksim {

// What a piece of text means, not how it looks; Paint decides that.
enum class Tone : signed char { plain, strong, faint, good, bad, change };

// Ensures: with colours off, text comes back unchanged.
class Paint {
public:
    explicit Paint(bool color) : color_(color) {}
    std::string operator()(Tone tone, std::string_view text) const;

private:
    bool color_;
};

int text_width(std::string_view text);
std::string pad_right(std::string_view text, int width);
std::string pad_left(std::string_view text, int width);
std::string repeat(std::string_view text, int times);

// "1,159,775".
std::string grouped(std::uint64_t number);
// "1 record", "1,000 records". Requires: n >= 0.
std::string counted(std::int64_t n, std::string_view noun);

// "" | "a" | "a and b" | "a, b and c".
std::string join_and(const std::vector<std::string>& parts);
std::string join(const std::vector<std::string>& parts, std::string_view between);

// Breaks at spaces; a word that is longer than a line stands alone and overflows. Requires: columns > 0.
std::vector<std::string> wrap(std::string_view text, int columns);

// Wrapped lines, each with its newline: the first after `head`, the others indented as far as `head` is wide.
std::string hanging(std::string_view head, std::string_view text, int columns);

// The text cut to `columns`, with "…" as its last character if anything was cut.
std::string cut(std::string_view text, int columns);

// The code points of a text, each as its bytes.
std::vector<std::string> characters(std::string_view text);

}  // namespace acksim
