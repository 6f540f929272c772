// Follows a trail move by move, and keeps a trace as a timed run does: which step sent the message or armed the timer that a step is
// about. Times count moves, one a millisecond.

#include <deque>

#include "modes/anomalies.hpp"
#include "modes/explore.hpp"
#include "modes/explore/guarantees.hpp"
#include "modes/explore/outset.hpp"
#include "modes/explore/walk.hpp"
#include "scenario/load.hpp"
#include "verdict/judge.hpp"
#include "world/agreement.hpp"

namespace acksim {

RunResult replay(const Scenario& scenario, const Trail& trail) {
    Walk walk(scenario.config);
    for (Move m : outset(scenario.config, walk.layout(), trail.down)) walk.make(m);
    for (std::size_t i = 0; i < trail.moves.size(); ++i)
        if (!walk.take(trail.moves[i]))
            throw ScenarioError({{trail.scenario, 0, "", "move " + std::to_string(i + 1) + " of the trail is not possible in this scenario",
                                  "explore the scenario again: it or acksim has changed since the trail was made"}});
    RunResult result;
    result.seed = scenario.seed;
    result.events = trail.moves.size();
    result.ended = walk.now();
    result.outcome = judge(walk.world().ledger, final_logs(walk.world()), false);
    result.outcome.diverged = diverged_partitions(walk.world());
    result.first_producer_node = scenario.config.brokers + 1;
    result.trace = walk.take_trace();
    result.fingerprint = fingerprint_of(scenario);
    result.lanes = lanes_of(walk.world().ledger);
    result.anomalies = find_anomalies(result);
    return result;
}

}  // namespace acksim
