// Where a report goes: to standard output, or into a file that is there whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "report/output_file.hpp"

namespace acksim {

// What --format names; text if it is absent. Throws: UsageError.
const Format& chosen_format(const Options& options);
// The same where there are only text and json. Throws: UsageError.
bool asks_for_json(const Options& options);

int exit_code(RunVerdict verdict);

// Of a text report: --columns, or as wide as what it is written to, and in colour only on a terminal.
ReportOptions layout_of(std::optional<std::uint64_t> columns, bool into_a_file, const Console& console);

// Those that are asked for.
std::vector<std::string> those_of(const std::vector<std::optional<std::string>>& outputs);
// Throws: UsageError if two of the files are one, or one of them is among `inputs`.
void refuse_to_overwrite(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);

}  // namespace acksim
