#include "support/source_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace acksim::testing {

namespace fs = std::filesystem;

SourceFile read_source(const std::string& path) {
    std::ifstream in(fs::path(ACKSIM_SOURCE_DIR) / path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    std::ostringstream text;
    text << in.rdbuf();
    return {path, split_lines(text.str())};
}

bool source_exists(const std::string& path) { return fs::exists(fs::path(ACKSIM_SOURCE_DIR) / path); }

std::vector<SourceFile> read_sources(const std::vector<std::string>& folders, const std::vector<std::string>& endings) {
    const fs::path root = ACKSIM_SOURCE_DIR;
    std::vector<std::string> paths;
    for (const std::string& folder : folders) {
        if (!fs::exists(root / folder)) continue;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string path = entry.path().lexically_relative(root).generic_string();
            if (entry.is_regular_file() && std::ranges::any_of(endings, [&](const std::string& end) { return path.ends_with(end); })) paths.push_back(path);
        }
    }
    std::ranges::sort(paths);
    std::vector<SourceFile> files;
    for (const std::string& path : paths) files.push_back(read_source(path));
    return files;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string complaint(const SourceFile& file, std::size_t line_index, const std::string& why) {
    return file.path + ":" + std::to_string(line_index + 1) + ": " + why;
}

std::string join(const Complaints& complaints) {
    std::string text;
    for (const std::string& each : complaints) text += each + "\n";
    return text;
}

}  // namespace acksim::testing
