// The scenario again, with everything else equal, without a fault or with another setting: what becomes of the anomalies of its run then.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

class Reruns {
public:
    // Requires: result is that of the scenario, with its trace; both outlive this, and the anomalies asked about are the result's.
    Reruns(const Scenario& scenario, const RunResult& result);

    // Whether another fate awaits its first record without the fault, a place in the scenario.
    bool decides(int fault, const Anomaly& anomaly);

    // Whether the anomaly is gone from the changed scenario, and its records have not met another one instead. A fault that a state starts may
    // come later then, or not at all, and that would prove nothing: so it is gone also with each fault at the time at which it came.
    bool prevent(const Scenario& changed, const Anomaly& anomaly);

private:
    using ByAnomaly = std::vector<bool>;

    // Nothing: the runs have been long enough.
    std::optional<RunResult> run_again(const Scenario& changed);
    ByAnomaly decided_without(int fault);
    ByAnomaly prevented_in(const Scenario& changed);
    ByAnomaly prevented_by(const Scenario& changed);
    Scenario at_their_times(Scenario scenario) const;
    // Whether its chain does.
    bool names(const Anomaly& anomaly, int fault) const;
    std::size_t place(const Anomaly& anomaly) const { return static_cast<std::size_t>(&anomaly - result_.anomalies.data()); }

    const Scenario& scenario_;
    const RunResult& result_;
    std::vector<SimTime> begun_;                               // by fault; negative: it never began, or hits requests
    std::map<int, ByAnomaly> decided_;                         // by fault
    std::map<std::vector<std::string>, ByAnomaly> prevented_;  // by settings
    std::uint64_t events_ = 0;                                 // of all runs
};

}  // namespace acksim
