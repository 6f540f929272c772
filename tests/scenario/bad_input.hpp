// Tables of broken scenarios and the exact messages they get.
#pragma once

#include <span>
#include <string>

#include "scenario/load.hpp"
#include "support/catch.hpp"

namespace acksim::testing {

struct BadInput {
    std::string text;
    std::string messages;  // one a line; "accepted" if it is none
};

inline std::string messages_of(const std::string& text, const std::string& file = "t.json", const std::vector<std::string>& settings = {}) {
    try {
        parse_scenario(text, file, settings);
        return "accepted";
    } catch (const ScenarioError& error) {
        return error.what();
    }
}

inline void check_all(std::span<const BadInput> inputs) {
    for (const BadInput& input : inputs) {
        INFO(input.text);
        CHECK(messages_of(input.text) == input.messages);
    }
}

}  // namespace acksim::testing
