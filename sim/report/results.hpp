// The folder results/: what every scenario yields, kept beside the source so that a change of outcome shows as a change of a file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/output_file.hpp"
#include "report/report.hpp"

namespace acksim {

// A line a run: "scenario,seed,fingerprint", with these words as the first line.
std::string fingerprints_csv(std::span<const RunReport> runs);

// NAME.json for every run, README.md with a table of lessons, fingerprints.csv; paths start with `folder`.
std::vector<OutputFile> result_files(std::span<const RunReport> runs, const std::string& folder);

// A sentence for every file that is missing, differs, or is the report of a scenario that is not among `runs`.
std::vector<std::string> stale_results(std::span<const RunReport> runs, const std::string& folder);

}  // namespace acksim
