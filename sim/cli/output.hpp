// Where a report goes: to standard output, or into a file that is there whole or not at all.
#pragma once

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "report/output_file.hpp"

namespace acksim {

// What --format names; text if it is absent. Throws: UsageError.
const Format& chosen_format(const Options& options);
// The same where there are only text and json. Throws: UsageError.
bool asks_for_json(const Options& options);

// Throws: UsageError if two of the files are one, or one of them is among `inputs`.
void refuse_to_overwrite(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);

} // namespace acksim
