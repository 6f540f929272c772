// Records as people read them: runs of neighbours become ranges, and a list that would flood the line ends in a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "protocol/record.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

// "p1#0–6, p1#8 and 12 more". Requires: nothing; order and repetitions of `records` do not matter. `most`: ranges that are written out.
// Empty: "none".
std::string name_list(const Scenario& scenario, std::vector<RecordName> records, std::size_t most = 6);

// "p1#0–6,8": indices of one producer, in the order given; `most`: ranges that are written out.
std::string name_indices(const std::string& producer, const std::vector<std::int32_t>& indices, std::size_t most = 4);

}  // namespace acksim
