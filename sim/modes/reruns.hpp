// The scenario again, with everything else equal, when a setting is another one: what becomes of the anomalies of its run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

class Reruns {
public:
    // Requires: result is that of the scenario, with its trace; both outlive this.
    Reruns(const Scenario& scenario, const RunResult& result);

    // Whether the anomaly is gone from the changed scenario, and its records have not met another one instead. A fault that a state starts may
    // come later then, or not at all, and that would prove nothing: so it is gone also with each fault at the time at which it came.
    bool prevent(const Scenario& changed, const Anomaly& anomaly);

private:
    // By anomaly, whether a run prevents it.
    const std::vector<bool>& prevented_by(const Scenario& changed);
    std::vector<bool> prevented_in(const Scenario& changed) const;
    // Whether its chain does.
    bool names(const Anomaly& anomaly, int fault) const;
    Scenario at_their_times(Scenario scenario) const;

    const RunResult& result_;
    std::vector<SimTime> begun_;                                       // by fault; negative: it never began, or hits requests
    std::map<std::vector<std::string>, std::vector<bool>> prevented_;  // by settings
};

}  // namespace acksim
