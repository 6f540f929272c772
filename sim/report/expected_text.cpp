#include "report/expected_text.hpp"

#include "modes/record_names.hpp"
#include "report/layout.hpp"

namespace acksim {

namespace {

std::string amount(const Scenario& scenario, const Expected& expected) {
    switch (expected.kind) {
        case Expected::Kind::exactly: return std::to_string(expected.count);
        case Expected::Kind::at_least: return "at least " + std::to_string(expected.count);
        case Expected::Kind::at_most: return "at most " + std::to_string(expected.count);
        case Expected::Kind::these: return name_list(scenario, expected.records);
    }
    return {};
}

std::string parts_text(const Scenario& scenario, const Expectation& expect) {
    std::vector<std::string> parts;
    const auto add = [&](const char* word, const std::optional<Expected>& expected, const char* unit = "") {
        if (expected) parts.push_back(std::string(word) + " " + amount(scenario, *expected) + unit + (*unit && expected->count != 1 ? "s" : ""));
    };
    add("delivered", expect.delivered);
    add("lost", expect.lost);
    add("silently lost", expect.silently_lost);
    add("reported lost", expect.reported_lost);
    add("phantom", expect.phantom);
    add("duplicated", expect.duplicated);
    add("reordered", expect.reordered, expect.reordered && expect.reordered->kind != Expected::Kind::these ? " pair" : "");
    add("unavailable", expect.unavailable, " partition");
    add("diverged", expect.diverged, " partition");
    if (expect.log) parts.push_back("the stated log");
    for (const auto& [record, answer] : expect.told) parts.push_back(scenario.name_of(record) + " told " + answer);
    std::vector<std::string> alternatives;
    for (const Expectation& alternative : expect.any_of) alternatives.push_back(parts_text(scenario, alternative));
    if (!alternatives.empty()) parts.push_back("either " + join(alternatives, "; or "));
    return join(parts, ", ");
}

}  // namespace

std::string expected_text(const Scenario& scenario) { return scenario.expect ? parts_text(scenario, *scenario.expect) : ""; }

}  // namespace acksim
