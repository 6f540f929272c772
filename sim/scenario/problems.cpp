#include "scenario/problems.hpp"

#include <algorithm>
#include <set>

#include "scenario/load.hpp"

namespace acksim {

namespace {

std::string joined(const std::vector<Problem>& problems) {
    std::string all;
    for (const Problem& p : problems) all += (all.empty() ? "" : "\n") + p.message();
    return all;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> two_above(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
        }
        two_above.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

std::set<std::string_view> parts_of(std::string_view name) {
    std::set<std::string_view> parts;
    for (std::size_t begin = 0; begin <= name.size();) {
        std::size_t end = std::min(name.find_first_of("._- ", begin), name.size());
        parts.insert(name.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

// The right words in the wrong order, or only the beginning of the name.
bool is_reordered_or_cut(std::string_view written, std::string_view name) {
    return written.size() >= 4 && (name.starts_with(written) || (written.find('.') != std::string_view::npos && parts_of(written) == parts_of(name)));
}

// "acked" for "acknowledged": some letters are left out, neither the first nor the last.
bool is_abbreviation(std::string_view written, std::string_view name) {
    if (written.size() < 4 || written.front() != name.front() || written.back() != name.back()) return false;
    std::size_t found = 0;
    for (char c : name) found += found < written.size() && c == written[found];
    return found == written.size();
}

std::size_t largest_slip(std::size_t length) { return length <= 3 ? 1 : length <= 6 ? 2 : std::max<std::size_t>(2, length / 3); }

}  // namespace

std::string Problem::message() const {
    return file + ":" + std::to_string(std::max(line, 1)) + ": " + (pointer.empty() ? "/" : pointer) + ": " + what + "; " + remedy;
}

std::string Warning::message() const {
    return file + ":" + std::to_string(std::max(line, 1)) + ": " + (pointer.empty() ? "/" : pointer) + ": warning: " + text;
}

ScenarioError::ScenarioError(std::vector<Problem> problems) : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

std::vector<std::string_view> nearest_names(std::string_view written, const std::vector<std::string_view>& known, std::size_t limit) {
    constexpr std::size_t longest = 100;  // nobody mistypes a name this long; the distance costs length times length
    std::vector<std::pair<std::size_t, std::string_view>> near;
    if (written.size() > longest) return {};
    for (std::string_view name : known) {
        std::size_t distance = edit_distance(written, name);
        bool slip = distance <= largest_slip(written.size()) && distance < name.size();
        if (slip || is_reordered_or_cut(written, name) || is_abbreviation(written, name)) near.emplace_back(distance, name);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string_view> names;
    for (const auto& [distance, name] : near)
        if (names.size() < limit) names.push_back(name);
    return names;
}

std::string instead_of(std::string_view written, const std::vector<std::string_view>& known) {
    if (std::vector<std::string_view> near = nearest_names(written, known, 1); !near.empty()) return "did you mean \"" + std::string(near.front()) + "\"?";
    std::string list;
    for (std::string_view name : known) list += (list.empty() ? "write one of " : ", ") + std::string(name);
    return list;
}

}  // namespace acksim
