// The paragraphs that `describe` puts together, each written from one row of a table, and the wrapping at 80 columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/config_keys.hpp"
#include "scenario/fault_table.hpp"
#include "scenario/language.hpp"

namespace acksim {

// "faults", "when", "producer.config", …: what there is, a line each. Empty: no such list.
std::string described_lists(std::string_view topic);

// Everything that is called so: parts, keys, faults, states, properties.
std::vector<std::string> described_meanings(std::string_view topic);

std::vector<std::string_view> modelled_names(ConfigPlace place);

// Text in lines of at most 80 columns: the first begins with `head`, the others are indented as far.
std::string wrapped(std::string_view head, std::string_view text);
std::string wrapped_list(std::string_view head, const std::vector<std::string_view>& words);
std::string wrapped_json(std::string_view head, std::string_view json);

}  // namespace acksim
