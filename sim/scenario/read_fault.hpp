// The keys of one fault besides its kind and its start: whom it hits, which request, how long, what is changed.
#pragma once

#include "scenario/readers.hpp"

namespace acksim {

// Requires: `into` knows its kind and its partition.
void read_fault_details(const Node& fault, const Draft& draft, Fault& into);

}  // namespace acksim
