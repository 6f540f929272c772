// One timed run: the earliest event next, ties by a defined order.
#pragma once

#include <cstdint>
#include <optional>

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

struct RunOptions {
    std::optional<std::uint64_t> seed;  // instead of the scenario's
    bool trace = false;                 // keep the trace, and fill `because` of each anomaly
    bool cures = false;                 // run again for the faults that decided each anomaly and the settings that would have prevented it
};

// Runs the scenario to its end: faults, healing, draining, verdict.
// Ensures: the same scenario and seed give the same result, fingerprint included, on every machine, with and without trace.
RunResult run(const Scenario& scenario, const RunOptions& options = {});

}  // namespace acksim
