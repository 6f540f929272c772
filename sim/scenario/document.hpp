// A scenario as one JSON value: the text of its file, with .properties files and the settings of --set worked in, and where every part of
// it came from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/node.hpp"

namespace acksim {

// A part of the value that does not stand in the scenario's own file.
struct Origin {
    std::string pointer;  // of that part
    std::string file;
    int line = 1;
    std::string shown;  // its pointer as told to people
};

struct Document {
    JsonValue root;
    std::vector<Origin> origins;  // the last one that fits counts
};

// Reads the JSON and the .properties files that its "config" keys name. Ensures: complains about whatever cannot be read; if the text
// itself is no JSON, nothing but that is said and root is null.
Document read_document(std::string_view text, const std::string& file, Reading& reading);

// Works one setting such as "producers/p1/acks=all" in; `number` is its place among the settings, from 1.
void apply_setting(const std::string& setting, int number, Reading& reading, Document& document);

// Fills in file and line of each problem, and sorts them by both.
void locate(std::vector<Problem>& problems, const Document& document, std::string_view text, const std::string& file);
// The same of warnings, which keep their order.
void locate(std::vector<Warning>& warnings, const Document& document, std::string_view text, const std::string& file);

}  // namespace acksim
