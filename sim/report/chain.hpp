// Why an anomaly came about, in sentences: one a link, in order of time. Used by every format.
#pragma once

#include <string>
#include <vector>

#include "report/names.hpp"

namespace acksim {

struct ChainLine {
    SimTime at{};
    std::string sentence;
    bool decisive = false;  // a fault, or the end of a copy: not to be left out
};

std::vector<ChainLine> chain(const Anomaly& anomaly, const Names& names);

// "2 records lost: p1#7–8 (told OK, not stored: the broken promise)".
std::string headline(const Anomaly& anomaly, const Names& names);

}  // namespace acksim
