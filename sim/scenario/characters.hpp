// Classes of characters, free of the locale.
#pragma once

namespace acksim {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
// What may stand in a word; all of a character of several bytes does.
constexpr bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace acksim
