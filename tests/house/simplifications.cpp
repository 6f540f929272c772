// The README's table of simplifications says, for everything that Kafka does and acksim does not, why no verdict changes. A simplification
// is declared where it is made, in a comment that begins with "Simplified:"; its first sentence is the table's first column.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>

namespace {

using namespace acksim::testing;

const std::string marker = "Simplified:";
const std::string heading = "## Table of simplifications";

// The text of a line that is nothing but a comment.
std::optional<std::string> comment_text(std::string_view line) {
    line = trim(line);
    if (!line.starts_with("//")) return std::nullopt;
    line.remove_prefix(std::min(line.find_first_not_of('/'), line.size()));
    return std::string(trim(line));
}

std::string single_spaced(const std::string& text) {
    std::istringstream words(text);
    std::string result;
    for (std::string word; words >> word;) result += (result.empty() ? "" : " ") + word;
    return result;
}

// Where the first sentence ends: a full stop before a space or the end, so that the ones in "acks.all" do not count.
std::string first_sentence(const std::string& text) {
    const std::string spaced = single_spaced(text) + " ";
    const std::size_t end = spaced.find(". ");
    return spaced.substr(0, end == std::string::npos ? spaced.size() - 1 : end);
}

std::set<std::string> declared_in(const SourceFile& file) {
    std::set<std::string> sentences;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::size_t at = file.lines[i].find(marker);
        const std::size_t slashes = file.lines[i].find("//");
        if (at == std::string::npos || slashes > at) continue;
        std::string text = file.lines[i].substr(at + marker.size());
        for (std::size_t next = i + 1; next < file.lines.size(); ++next) {
            const std::optional<std::string> more = comment_text(file.lines[next]);
            if (!more || more->empty() || more->starts_with(marker)) break;
            text += " " + *more;
        }
        sentences.insert(first_sentence(text));
    }
    return sentences;
}

// The first column of the table's rows, without its head.
std::set<std::string> listed_in(const SourceFile& readme) {
    std::set<std::string> sentences;
    auto line = std::ranges::find(readme.lines, heading);
    bool below_head = false;
    for (line = line == readme.lines.end() ? line : std::next(line); line != readme.lines.end() && !line->starts_with("## "); ++line)
        if (line->starts_with("|--") || line->starts_with("| --") || line->starts_with("|:-")) below_head = true;
        else if (below_head && line->starts_with('|')) sentences.insert(single_spaced(line->substr(1, line->find('|', 1) - 1)));
    return sentences;
}

std::set<std::string> declared() {
    std::set<std::string> sentences;
    for (const SourceFile& file : read_sources({"sim", "include"}, {".hpp", ".cpp"})) sentences.merge(declared_in(file));
    return sentences;
}

Complaints without(const std::set<std::string>& some, const std::set<std::string>& others) {
    Complaints missing;
    std::ranges::set_difference(some, others, std::back_inserter(missing));
    return missing;
}

}  // namespace

TEST_CASE("every simplification in the source is in the README's table", "[house]") {
    const Complaints missing = without(declared(), listed_in(read_source("README.md")));
    INFO("not in README.md, section \"" << heading << "\":\n" << join(missing));
    CHECK(missing.empty());
}

TEST_CASE("every simplification in the README's table is still in the source", "[house]") {
    const Complaints missing = without(listed_in(read_source("README.md")), declared());
    INFO("no comment \"" << marker << " ...\" in sim/ says:\n" << join(missing));
    CHECK(missing.empty());
}

TEST_CASE("a simplification is the first sentence after the marker, over as many comment lines as it takes", "[house]") {
    const SourceFile source = {"sim/a.hpp",
                               {"// A log. Simplified: log.segment.bytes is", "// unbounded. Kafka rolls segments.", "int a;",
                                "    // Simplified: no throttling.", "    // Simplified: no tiers", "int b; // Simplified: b has no page cache."}};
    CHECK(declared_in(source) == std::set<std::string>{"log.segment.bytes is unbounded", "no throttling", "no tiers", "b has no page cache"});
}

TEST_CASE("the table of simplifications is read from its section only, without its head", "[house]") {
    const SourceFile readme = {"README.md",
                               {"| elsewhere | x |", heading, "", "| In acksim | Why |", "|---|---|", "| no  throttling | timing only |", "", "## Next",
                                "|---|", "| elsewhere | x |"}};
    CHECK(listed_in(readme) == std::set<std::string>{"no throttling"});
}
