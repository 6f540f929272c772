// Explorations of scenarios that are drawn at random: no invariant breaks, and what is found can be followed step by step.
#include "modes/explore.hpp"

#include "scenario/exploration_words.hpp"
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
        Json json = random_cluster(pick, 2);
        json["cluster"]["brokers"] = json["topic"]["replication.factor"] = 2;
        std::string one = pick.word({"crash", "power-loss", "lost-request", "lost-response", "pause", "partition", "early-timer"});
        std::string other = pick.word({"crash", "lost-response", "pause", "partition"});
        INFO(json.dump() << " " << one << "," << other);
        Scenario scenario = parse_scenario(json.dump(), "random.json");
        WordProblem problem;
        Exploration question = default_exploration();
        question.faults = 1 + static_cast<int>(pick.one_in(4));
        question.records = 1 + static_cast<std::int32_t>(pick.below(2));
        question.allowed = *parse_allow(one == other ? one : one + "," + other, problem);
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
