// A plan of faults as an ordinary scenario: the one that was explored, with other faults, paces and expectations.
#pragma once

#include <string>

#include "modes/explore/timed_plan.hpp"
#include "modes/trail.hpp"
#include "report/json_text.hpp"

namespace acksim {

class ScenarioWriter {
public:
    // Requires: both outlive the writer. `scenario` as it was loaded. The scenarios expect what breaks the trail's guarantee.
    ScenarioWriter(const Scenario& scenario, const Trail& trail);

    std::string text(const TimedPlan& plan) const;  // JSON

private:
    const Scenario& scenario_;
    const Trail& trail_;
    Json base_;
};

}  // namespace acksim
