// Java's .properties format, as Kafka reads it: key=value, key:value or key value; # and ! start comments; a backslash continues a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acksim {

struct Property {
    std::string key;
    std::string value;
    int line = 1;
};

// Ensures: in the order of the file; a key that is written twice comes twice (Java takes the last one).
std::vector<Property> parse_properties(std::string_view text);

}  // namespace acksim
