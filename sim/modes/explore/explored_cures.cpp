#include "modes/explore/explored_cures.hpp"

#include <algorithm>

#include "modes/cures.hpp"
#include "scenario/load.hpp"

namespace acksim {

namespace {

// Who sent the records that the counterexample loses, duplicates or reorders; where logs disagree, any producer.
ProducerIndex sender(const Scenario& explored, const Trail& trail) {
    const RunResult run = replay(explored, trail);
    return run.anomalies.empty() ? ProducerIndex{0} : run.anomalies.front().records.front().producer;
}

}  // namespace

ExploredCures find_cures(const Scenario& scenario, const Exploration& question, const ExploreOptions& options, const GuaranteeAnswer& broken) {
    Exploration only = question;
    only.asked.fill(false);
    only.asked[static_cast<std::size_t>(broken.guarantee)] = true;
    only.faults = static_cast<int>(broken.faults.size());
    ExploreOptions small = options;
    small.states_to_shorten = small.states_to_cure = 0;
    small.progress = nullptr;
    ExploredCures found;
    found.sought = true;
    std::uint64_t left = options.states_to_cure;
    const auto keeps_it = [&](const Scenario& changed) {
        small.max_states = left;
        small.states_to_confirm = std::min(left, options.states_to_confirm);
        const ExploreResult result = explore(changed, only, small);
        left -= std::min(left, result.states + result.every_order_states);
        const GuaranteeAnswer& answer = result.guarantees.front();
        found.not_covered += answer.answer == Answer::undecided;
        found.every_order &= answer.answer != Answer::impossible || answer.every_order;
        return answer.answer == Answer::impossible;
    };
    found.cures = find_cures(scenario, sender(for_exploration(scenario, question), broken.trail), false, keeps_it);
    return found;
}

}  // namespace acksim
