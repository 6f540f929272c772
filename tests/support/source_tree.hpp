// The source tree as data, for the house tests: files with their lines, found below acksim's source directory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acksim::testing {

struct SourceFile {
    std::string path;  // relative to the source directory, with forward slashes
    std::vector<std::string> lines;
};

// A file or a line that breaks a house rule, as a compiler would print it: "sim/base/ids.hpp:12: why".
using Complaints = std::vector<std::string>;

SourceFile read_source(const std::string& path);
bool source_exists(const std::string& path);

// Ensures: sorted by path; every file below `folders` whose name ends in one of `endings`; folders that do not exist are empty.
std::vector<SourceFile> read_sources(const std::vector<std::string>& folders, const std::vector<std::string>& endings);

std::vector<std::string> split_lines(std::string_view text);
std::string_view trim(std::string_view text);
std::string complaint(const SourceFile& file, std::size_t line_index, const std::string& why);
std::string join(const Complaints& complaints);  // one a line

}  // namespace acksim::testing
