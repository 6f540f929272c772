// The scenario language as a JSON Schema, for editors. Generated from the tables that the loader reads by.
#pragma once

#include <string>

namespace acksim {

// Ensures: JSON Schema draft-07, indented, ending with a line break. Config as a .properties path and everything else that the loader
// accepts is accepted; rules between two values (acks with idempotence, a record that is never sent) are the loader's alone.
std::string json_schema();

}  // namespace acksim
