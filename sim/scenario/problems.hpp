// Finding the name that somebody meant: the nearest of the known ones by edit distance (insert, delete, replace, swap neighbours).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acksim {

// Ensures: nearest first, at most `limit` of them; only names so near that a slip of the keyboard explains the difference.
std::vector<std::string_view> nearest_names(std::string_view written, const std::vector<std::string_view>& known, std::size_t limit = 3);

// What to write instead of an unknown name: `did you mean "acks"?`, or the list of what is known if nothing is near.
std::string instead_of(std::string_view written, const std::vector<std::string_view>& known);

}  // namespace acksim
