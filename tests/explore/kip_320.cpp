// The KIP-320 fault under the rules of KIP-279. It takes two elections of which a follower does not hear, and a record in each epoch: two
// crashes, a partition, and sends after time-outs. Two records at once cannot show it: that search ends (113,202,740 states, impossible);
// with sends at any moment no search ended within 20 GB (168 M states). So a timed run shows it, which modes/refinement.cpp follows step by
// step as a run of the exploration.
#include "modes/explore/guarantees.hpp"
#include "modes/nemesis.hpp"
#include "modes/timed.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

bool logs_diverge(const std::string& truncation) {
    Scenario scenario = load_scenario(std::string(ACKSIM_SOURCE_DIR) + "/tests/explore/kip-320.json", {"cluster/truncation=" + truncation});
    Timed timed(scenario.config, scenario.network, scenario.seed);
    Nemesis nemesis(scenario.faults, timed, nullptr);
    for (;;) {
        SimTime event = timed.next(), fault = nemesis.next();
        if (std::min(event, fault).us == Agenda::never) {
            if (!nemesis.heal(timed.now())) break;
        } else if (fault <= event) nemesis.act();
        else if (!nemesis.intercept(timed.next_slot())) timed.do_next();
    }
    return broken_for_good(timed.world(), scenario.config)[static_cast<std::size_t>(Guarantee::log_agreement)];
}

}  // namespace

TEST_CASE("6 KIP-279: a follower that missed two elections keeps a record that no other log has (the KIP-320 fault)") {
    CHECK(logs_diverge("KIP-279"));
}

TEST_CASE("6 KIP-320: a follower that missed two elections is fenced, and logs agree") { CHECK(!logs_diverge("KIP-320")); }
