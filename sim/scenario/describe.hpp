// `acksim describe`: what a key, a fault, a trigger or a part of a scenario means. Generated from the tables that the loader reads by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acksim {

struct Description {
    std::string text;                  // ends with a line break; empty: the topic is unknown
    std::vector<std::string> nearest;  // known topics that were perhaps meant, nearest first; only if the topic is unknown

    bool found() const { return !text.empty(); }
};

// Without a topic: an overview of what can be asked. Ensures: no line is longer than 80 columns.
Description describe(std::string_view topic);

}  // namespace acksim
