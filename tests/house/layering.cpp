// The layer picture of the house, checked against the #include lines.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace {

using namespace acksim::testing;

using Folders = std::set<std::string>;

// folder of sim/ -> what its files may include besides their own folder. "acksim" is the public door, include/acksim/.
const std::map<std::string, Folders> may_include = {
    {"base", {}},
    {"protocol", {"base"}},
    {"world", {"base", "protocol"}},
    {"faults", {"base", "protocol", "world"}},
    {"verdict", {"base", "protocol", "acksim"}},
    {"scenario", {"base", "protocol", "world", "faults", "verdict", "acksim"}},
    {"modes", {"base", "protocol", "world", "faults", "verdict", "scenario", "acksim"}},
    {"report", {"base", "protocol", "world", "verdict", "scenario", "modes", "acksim"}},
    {"cli", {"base", "protocol", "world", "faults", "verdict", "scenario", "modes", "report", "acksim"}},
    {"acksim", {}},  // a public header is installed without sim/
};

// Where a clock, dice or an order that a hash decides can do no harm.
const Folders above_the_faults = {"verdict", "scenario", "modes", "report", "cli", "acksim"};

// The start of an outside header -> the only folders that may include it.
const std::map<std::string, Folders> kept_to = {
    {"nlohmann/", {"scenario", "report"}}, {"boost/program_options", {"cli"}},  {"chrono", above_the_faults},
    {"random", above_the_faults},          {"unordered_map", above_the_faults}, {"unordered_set", above_the_faults},
};

// "sim/protocol/log.hpp" -> "protocol", "include/acksim/run.hpp" -> "acksim".
std::string folder_of(std::string_view path) {
    path.remove_prefix(path.find('/') + 1);
    return std::string(path.substr(0, path.find('/')));
}

// What stands between the quotes or brackets of an #include line.
std::optional<std::string> included_by(std::string_view line) {
    line = trim(line);
    if (!line.starts_with('#')) return std::nullopt;
    line = trim(line.substr(1));
    if (!line.starts_with("include")) return std::nullopt;
    line = trim(line.substr(std::string_view("include").size()));
    const std::size_t end = line.find_first_of("\">", 1);
    return std::string(line.substr(1, end - 1));
}

// Why a file in `from` may not include `header`; empty if it may.
std::string objection(const std::string& from, const std::string& header, bool quoted) {
    if (!may_include.contains(from)) return from + "/ has no place in the layer picture";
    for (const auto& [start, folders] : kept_to)
        if (header.starts_with(start) && !folders.contains(from)) return from + "/ may not include <" + header + ">";
    const std::string to = header.substr(0, header.find('/'));
    if (!may_include.contains(to) || to == header) return quoted ? "\"" + header + "\" does not start with a folder of sim/" : "";
    return to == from || may_include.at(from).contains(to) ? "" : "the arrow from " + from + "/ to " + to + "/ points to the right";
}

Complaints layering_complaints(const SourceFile& file) {
    Complaints complaints;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        const std::optional<std::string> header = included_by(file.lines[i]);
        if (!header) continue;
        const std::string why = objection(folder_of(file.path), *header, file.lines[i].find('"') != std::string::npos);
        if (!why.empty()) complaints.push_back(complaint(file, i, why));
    }
    return complaints;
}

}  // namespace

TEST_CASE("an include may only point to the left in the layer picture", "[house]") {
    Complaints complaints;
    for (const SourceFile& file : read_sources({"sim", "include/acksim"}, {".hpp", ".cpp"}))
        std::ranges::copy(layering_complaints(file), std::back_inserter(complaints));
    INFO(join(complaints));
    CHECK(complaints.empty());
}

TEST_CASE("the layering rule tells an arrow to the left from one to the right", "[house]") {
    struct Example {
        std::string path, line;
        bool allowed;
    };
    const std::vector<Example> examples = {
        {"sim/protocol/rules/append.cpp", "#include \"base/ids.hpp\"", true}, {"sim/protocol/rules/append.cpp", "#include \"protocol/log.hpp\"", true},
        {"sim/protocol/rules/append.cpp", "#include <vector>", true},         {"sim/modes/sweep.cpp", "#include <thread>", true},
        {"sim/modes/sweep.hpp", "#include <acksim/run.hpp>", true},           {"sim/report/json.cpp", "#include <nlohmann/json.hpp>", true},
        {"include/acksim/run.hpp", "#include <acksim/verdict.hpp>", true},    {"sim/protocol/rules/append.cpp", "#include \"world/world.hpp\"", false},
        {"sim/protocol/rules/append.cpp", "  #  include <chrono>", false},    {"sim/protocol/rules/append.cpp", "#include \"append.hpp\"", false},
        {"sim/protocol/log.hpp", "#include <acksim/run.hpp>", false},         {"sim/world/world.hpp", "#include <unordered_map>", false},
        {"sim/verdict/lost.hpp", "#include \"world/world.hpp\"", false},      {"sim/cli/main.cpp", "#include <nlohmann/json.hpp>", false},
        {"sim/modes/run.cpp", "#include <boost/program_options.hpp>", false}, {"sim/helpers/misc.hpp", "#include <vector>", false},
        {"include/acksim/run.hpp", "#include \"protocol/log.hpp\"", false},
    };
    for (const Example& example : examples) {
        CAPTURE(example.path, example.line);
        CHECK(layering_complaints({example.path, {example.line}}).empty() == example.allowed);
    }
}
