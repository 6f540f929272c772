// JSON as text, written piece by piece: a report of a million records is a hundred megabytes, and nobody needs it in memory at once.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

namespace acksim {

using Json = nlohmann::ordered_json;

// A list whose elements are made one after the other, when they are written.
struct JsonElements {
    std::size_t count = 0;
    std::function<Json(std::size_t)> at;
};

struct JsonMember;

// A value: whole, a list that is made on the way, an object, or a list of either.
struct JsonPart {
    std::variant<Json, JsonElements, std::vector<JsonMember>, std::vector<JsonPart>> value;
};

struct JsonMember {
    std::string key;
    JsonPart part;
};

// What fits into a line of 120 columns stands in one line: a list of a thousand offsets is to be compared line by line, not bracket by
// bracket. Ends with a line break.
void write_json(std::ostream& out, const JsonPart& part);

std::string in_one_line(const Json& json);

}  // namespace acksim
