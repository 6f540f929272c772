#include "report/as_scenario.hpp"

#include "modes/explore.hpp"
#include "modes/explore/align.hpp"
#include "modes/run.hpp"
#include "report/names.hpp"
#include "report/scenario_writer.hpp"
#include "scenario/load.hpp"

namespace acksim {

namespace {

constexpr std::size_t most_alignments = 300;  // some five runs each

std::int64_t broken(const Outcome& outcome, Guarantee guarantee) {
    if (guarantee == Guarantee::no_duplicates) return outcome.count(Word::duplicated);
    if (guarantee == Guarantee::log_agreement) return static_cast<std::int64_t>(outcome.diverged.size());
    return guarantee == Guarantee::producer_order ? outcome.reordered_pairs : outcome.count(Word::lost);
}

std::string why_not(const TrailSteps& trail) {
    if (!trail.without_counterpart.empty()) return "no scenario can ask for the " + trail.without_counterpart;
    if (trail.outlasted.empty() && !trail.first_fetches.empty())
        return "a timed run begins with every follower's fetch waiting at its leader, and here a record is appended before that of " + trail.first_fetches;
    const std::string& most = trail.outlasted.empty() ? trail.held_back : trail.outlasted;
    return "only with unbounded delays" + (most.empty() ? "" : ": " + most);
}

// Runs plans as they would be handed out, until one ends in the trail's word.
class Attempts {
public:
    Attempts(const Scenario& scenario, const Trail& trail) : scenario_(scenario), guarantee_(trail.guarantee), writer_(scenario, trail) {}

    // Whether it ends in the word, with all of its faults.
    bool succeeds(const TimedPlan& plan) {
        std::string text = writer_.text(plan);
        RunResult result = run(parse_scenario(text, scenario_.file));
        std::size_t idle = result.idle_faults.size();
        bool agrees = broken(result.outcome, guarantee_) > 0 && idle == 0;
        if (agrees || idle < fewest_idle_) nearest_ = std::move(text);
        fewest_idle_ = std::min(fewest_idle_, idle);
        return agrees;
    }
    Trace trace_of(const TimedPlan& plan) const {
        return run(parse_scenario(writer_.text(plan), scenario_.file), {.seed = {}, .trace = true, .cures = false}).trace;
    }
    // The one that succeeded; else that with the fewest faults that do nothing.
    std::string nearest() { return std::move(nearest_); }

private:
    const Scenario& scenario_;
    Guarantee guarantee_;
    ScenarioWriter writer_;
    std::string nearest_;
    std::size_t fewest_idle_ = ~std::size_t{0};
};

// The plans as they are; then their free times aligned with the trail.
bool any_succeeds(const std::vector<TimedPlan>& plans, const TrailSteps& trail, const Layout& layout, Attempts& attempts) {
    for (const TimedPlan& plan : plans)
        if (attempts.succeeds(plan)) return true;
    std::size_t left = most_alignments;
    for (const TimedPlan& plan : plans) {
        if (plan.paces.empty()) continue;
        for (Close close : {Close::behind_at_once, Close::behind_in_its_time, Close::ahead}) {
            if (left-- == 0) return false;
            if (attempts.succeeds(align(plan, close, trail, layout, [&](const TimedPlan& p) { return attempts.trace_of(p); }))) return true;
        }
    }
    return false;
}

}  // namespace

TimedCounterpart as_scenario(const Scenario& scenario, const Trail& trail) {
    Exploration question;
    question.records = trail.records;
    Scenario explored = for_exploration(scenario, question);
    replay(explored, trail);  // refuses what is no trail of this scenario
    TrailSteps steps = walk_through(explored, trail);
    Attempts attempts(scenario, trail);
    bool agrees = any_succeeds(timed_plans(explored, steps), steps, Layout(explored.config), attempts);
    std::string note = agrees ? "" : why_not(steps);
    if (agrees && !steps.without_counterpart.empty()) note = "the " + steps.without_counterpart + " has no counterpart, and none is needed";
    return {attempts.nearest(), agrees, std::move(note)};
}

}  // namespace acksim
