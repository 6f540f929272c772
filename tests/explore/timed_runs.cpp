// What a timed run can end in, an exploration knows: thousands of runs with real times are held against the set of all outcomes that every
// order of events leads to.
#include <algorithm>

#include "modes/agenda.hpp"
#include "modes/explore.hpp"
#include "modes/explore/guarantees.hpp"
#include "modes/fault_kinds.hpp"
#include "modes/nemesis.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/random_scenario.hpp"
#include "support/slow_build.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

struct Hearer final : Listener {
    Nemesis* nemesis = nullptr;
    void hear(const Happening& h) override {
        if (nemesis) nemesis->hear(h);
    }
};

// Of the run at its rest. Idle producers are forgotten after a day: the run ends before.
std::uint64_t final_ledger(const Scenario& scenario) {
    Config config = with_alterations(scenario.config, scenario.faults);
    Timed timed(config, scenario.network, scenario.seed);
    Hearer hearer;
    Nemesis nemesis(scenario.faults, timed, nullptr);
    hearer.nemesis = &nemesis;
    timed.set_listener(&hearer);
    const SimTime end = SimTime{} + seconds(7200);
    for (;;) {
        SimTime event = timed.next(), fault = nemesis.next();
        if (std::min(event, fault) > end) {
            if (!nemesis.heal(timed.now())) break;
        } else if (fault <= event) nemesis.act();
        else if (!nemesis.intercept(timed.next_slot())) timed.do_next();
    }
    return ledger_hash(timed.world());
}

}  // namespace

TEST_CASE("A timed run ends as one of the runs that are explored") {
    std::size_t asked = 0, met = 0, known = 0;
    for (std::uint64_t seed = 1; seed <= (is_slow_build ? 12 : 120); ++seed) {
        Picker pick(seed);
        RandomQuestion q = random_quick_question(pick);
        ExploreOptions options;
        options.reduction = Reduction::none;
        options.max_states = 60000;
        options.states_to_shorten = 0;
        const ExploreResult explored = explore(parse_scenario(q.scenario.dump(), "random.json"), q.exploration, options);
        if (explored.faults_covered < q.exploration.faults) continue;  // too large, or all is decided before its end
        ++asked;
        std::vector<std::uint64_t> outcomes;
        for (int run = 1; run <= (is_slow_build ? 30 : 200); ++run) {
            Json json = q.scenario;
            json["faults"] = random_plan(pick, q);
            json["seed"] = run;
            INFO(json.dump() << " " << q.kinds.front() << "," << q.kinds.back());
            std::uint64_t outcome = final_ledger(parse_scenario(json.dump(), "random.json"));
            if (std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end()) continue;
            outcomes.push_back(outcome);
            CHECK(std::binary_search(explored.final_ledgers.begin(), explored.final_ledgers.end(), outcome));
        }
        met += outcomes.size();
        known += explored.final_ledgers.size();
    }
    CHECK(asked >= (is_slow_build ? 4 : 40));
    // The comparison is worth something: the runs differ.
    CHECK(met > asked + (is_slow_build ? 0 : asked / 4));
    CHECK(met * 3 > known);
}
