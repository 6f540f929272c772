// Explorations of scenarios that are drawn at random: no invariant breaks, and what is found can be followed step by step.
#include "modes/explore.hpp"

#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/random_scenario.hpp"
#include "support/slow_build.hpp"

using namespace acksim;
using namespace acksim::testing;

TEST_CASE("A question that is drawn at random ends in an answer that holds when it is replayed") {
    int found = 0, excluded = 0;
    for (std::uint64_t seed = 1; seed <= (is_slow_build ? 100 : 150); ++seed) {
        Picker pick(seed);
        RandomQuestion q = random_question(pick, true);
        const Exploration& question = q.exploration;
        INFO(q.scenario.dump() << " " << q.kinds.front() << "," << q.kinds.back());
        Scenario scenario = parse_scenario(q.scenario.dump(), "random.json");
        ExploreOptions options;
        options.threads = 1;
        options.max_states = is_slow_build ? 10000 : 30000;
        options.states_to_shorten = 3000;
        ExploreResult result = explore(scenario, question, options);
        CHECK(result.broken_invariant == "");
        Scenario explored = for_exploration(scenario, question);
        for (const GuaranteeAnswer& a : result.guarantees) {
            excluded += a.answer == Answer::impossible;
            if (a.answer != Answer::possible) continue;
            ++found;
            const Outcome outcome = replay(explored, a.trail).outcome;
            if (a.guarantee == Guarantee::no_acked_loss) CHECK(outcome.count(Word::lost) > 0);
            if (a.guarantee == Guarantee::no_duplicates) CHECK(outcome.count(Word::duplicated) > 0);
            if (a.guarantee == Guarantee::producer_order) CHECK(outcome.reordered_pairs > 0);
            if (a.guarantee == Guarantee::log_agreement) CHECK(!outcome.diverged.empty());
        }
    }
    CHECK(found > 5);
    CHECK(excluded > 40);
}
