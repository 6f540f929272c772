// Why: the chain of causes of an anomaly, computed from the trace. Every step knows the step that caused it; the happenings that sealed a
// record's fate are walked back to the start, and what is worth telling on the way is the answer.
#pragma once

#include <vector>

#include "modes/run_result.hpp"

namespace acksim {

// The links of the chain that led to `fate` (`reordered`: to the record's reordering), in order of time. Empty without a trace.
std::vector<Link> chain_of_causes(const RunResult& result, const RecordFate& fate, bool reordered);

// Puts the fault at that place of the scenario where it struck first.
void add_strike(std::vector<Link>& chain, const Trace& trace, int fault);

}  // namespace acksim
