// What would have prevented an anomaly, in a sentence. Used by every format.
#pragma once

#include <string>
#include <vector>

#include "modes/run_result.hpp"

namespace acksim {

// What is changed to prevent it: one setting, or two together, or nothing that was tried.
std::vector<Cure> first_cure(const Cures& cures);

// "With producers/p1/acks=all (was 1) it does not happen: verified by running again. Nor with …", where `prevented` is what the settings do:
// "it does not happen: verified by running again".
std::string cure_sentence(const Cures& cures, const std::string& prevented);
// Of a timed run. Empty if it was not asked why.
std::string cure_sentence(const Anomaly& anomaly);

// The same as --set takes it.
std::vector<std::string> settings_of(const Cures& cures);

}  // namespace acksim
