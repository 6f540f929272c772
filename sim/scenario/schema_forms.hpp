// What a value of each form looks like, as a piece of JSON Schema.
#pragma once

#include <nlohmann/json.hpp>

#include "scenario/language.hpp"

namespace acksim {

using Schema = nlohmann::ordered_json;  // keeps the order of the tables

Schema schema_of(Form form);

}  // namespace acksim
