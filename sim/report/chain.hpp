// Why an anomaly came about, in sentences: one a link, in order of time, and the setting that allowed it. Used by every format.
#pragma once

#include <string>
#include <vector>

#include "report/names.hpp"

namespace acksim {

struct ChainLine {
    SimTime at{};
    std::string sentence;
};

std::vector<ChainLine> chain(const Anomaly& anomaly, const Names& names);

// "2 records lost: p1#7–8 (told OK, not stored: the broken promise)".
std::string headline(const Anomaly& anomaly, const Names& names);

// What is changed to prevent it: one setting, or two together, or nothing that was tried.
std::vector<Cure> first_cure(const Anomaly& anomaly);

// "With producers/p1/acks=all (was 1) it does not happen: verified by running again."
// Empty if the run was not asked why.
std::string cure_sentence(const Anomaly& anomaly);

}  // namespace acksim
