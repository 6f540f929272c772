// Tidiness: what no reader should have to step over.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace {

using namespace acksim::testing;

constexpr std::size_t longest_file = 250;

const std::string banned_words_path = "tests/house/banned_words.txt";  // the one file that may contain them

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool contains_word(const std::string& line, const std::string& word) {
    for (std::size_t at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_letter(line[at - 1])) && (end == line.size() || !is_letter(line[end]))) return true;
    }
    return false;
}

Complaints line_complaints(const SourceFile& file) {
    static const std::vector<std::string> banned_words = read_source(banned_words_path).lines;
    Complaints complaints;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::string& line = file.lines[i];
        for (const std::string& word : banned_words)
            if (contains_word(line, word)) complaints.push_back(complaint(file, i, "the word \"" + word + "\""));
        if (line.find('\t') != std::string::npos) complaints.push_back(complaint(file, i, "a tab"));
        if (line.ends_with(' ') || line.ends_with('\r')) complaints.push_back(complaint(file, i, "white space at the end of the line"));
    }
    return complaints;
}

// path -> reason, from tests/house/long_files.txt.
std::map<std::string, std::string> long_files() {
    std::map<std::string, std::string> reasons;
    for (const std::string& line : read_source("tests/house/long_files.txt").lines) {
        if (!line.starts_with('#') && !trim(line).empty()) {
            const std::size_t space = std::min(line.find(' '), line.size());
            reasons[line.substr(0, space)] = trim(std::string_view(line).substr(space));
        }
    }
    return reasons;
}

}  // namespace

TEST_CASE("no file has a banned word, a tab or white space at the end of a line", "[house]") {
    std::vector<SourceFile> files = read_sources({"sim", "include", "scenarios", "tests", "cmake", ".ci"},
                                                 {".hpp", ".cpp", ".md", ".txt", ".json", ".cmake", ".in", ".properties", "/run"});
    for (const char* path : {"CMakeLists.txt", "CMakePresets.json", "README.md", "dev"}) files.push_back(read_source(path));
    std::erase_if(files, [](const SourceFile& file) { return file.path == banned_words_path; });
    Complaints complaints;
    for (const SourceFile& file : files) std::ranges::copy(line_complaints(file), std::back_inserter(complaints));
    INFO(join(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("no file of the simulator is longer than 250 lines without a reason", "[house]") {
    std::map<std::string, std::string> reasons = long_files();
    Complaints complaints;
    for (const SourceFile& file : read_sources({"sim", "include"}, {".hpp", ".cpp"})) {
        if (file.lines.size() > longest_file && reasons[file.path].empty())
            complaints.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines; split it by what it does");
        if (file.lines.size() > longest_file) reasons.erase(file.path);
    }
    for (const auto& [path, reason] : reasons) complaints.push_back("tests/house/long_files.txt lists " + path + ", which is not a long file");
    INFO(join(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("every header says #pragma once", "[house]") {
    Complaints complaints;
    for (const SourceFile& file : read_sources({"sim", "include", "tests"}, {".hpp"}))
        if (!std::ranges::count(file.lines, "#pragma once")) complaints.push_back(file.path);
    INFO(join(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("the tidy rule sees whole words, tabs and trailing white space", "[house]") {
    const std::string word = read_source(banned_words_path).lines.front();
    CHECK(line_complaints({"a.hpp", {"int a;", word + "S", "A" + word, "for nowhere"}}).empty());
    CHECK(line_complaints({"a.hpp", {"// " + word + ": later"}}) == Complaints{"a.hpp:1: the word \"" + word + "\""});
    CHECK(line_complaints({"a.hpp", {"int a;", "\tint b;"}}) == Complaints{"a.hpp:2: a tab"});
    CHECK(line_complaints({"a.hpp", {"int a; "}}) == Complaints{"a.hpp:1: white space at the end of the line"});
}
