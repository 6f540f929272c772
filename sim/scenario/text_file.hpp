// Reads a whole text file, and says in words why it cannot.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace acksim {

struct TextFile {
    std::string text;
    std::string failure;  // not empty: the file could not be read, and this is why
};

inline constexpr std::size_t largest_text_file = std::size_t{16} << 20;

// Ensures: at most `largest_text_file` bytes are read, whatever the path is.
TextFile read_text_file(const std::string& path);

// The place of the first byte that is not UTF-8 (overlong forms and surrogates are not UTF-8).
std::optional<std::size_t> first_byte_that_is_not_utf8(std::string_view text);

}  // namespace acksim
