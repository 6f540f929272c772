// What a timed run can end in, an exploration knows: thousands of runs with real times are held against the set of all outcomes that every
// order of events leads to.
#include <algorithm>
#include <optional>

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

// The question's outcomes by every order; nothing if it is too large, or all is decided before its end.
std::optional<std::vector<std::uint64_t>> all_outcomes(const RandomQuestion& q) {
    ExploreOptions options;
    options.reduction = Reduction::none;
    options.max_states = is_slow_build ? 20000 : 60000;
    options.states_to_shorten = 0;
    ExploreResult explored = explore(parse_scenario(q.scenario.dump(), "random.json"), q.exploration, options);
    if (explored.faults_covered < q.exploration.faults) return std::nullopt;
    return std::move(explored.final_ledgers);
}

struct Compared {
    std::size_t asked = 0, met = 0, known = 0;
};

// `prepare(scenario)` makes of a scenario with a plan the one that is run.
template <class F> Compared compare(const RandomQuestion& q, Picker& pick, F&& prepare) {
    const std::optional<std::vector<std::uint64_t>> known = all_outcomes(q);
    if (!known) return {};
    std::vector<std::uint64_t> outcomes;
    for (int run = 1; run <= (is_slow_build ? 30 : 200); ++run) {
        JsonValue json = q.scenario;
        json["faults"] = random_plan(pick, q);
        json["seed"] = run;
        prepare(json);
        INFO(json.dump() << " " << q.kinds.front() << "," << q.kinds.back());
        std::uint64_t outcome = final_ledger(parse_scenario(json.dump(), "random.json"));
        if (std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end()) continue;
        outcomes.push_back(outcome);
        CHECK(std::binary_search(known->begin(), known->end(), outcome));
    }
    return {1, outcomes.size(), known->size()};
}

// A broker dies at the start and is back some time after the first record is sent, when its session has long been over.
void begin_without(int broker, Picker& pick, JsonValue& json) {
    json["producers"][0]["workload"]["start"] = "20s";
    JsonValue faults = JsonValue::array(
        {{{"do", "crash"}, {"broker", broker}, {"at", "0s"}, {"restart_after", std::to_string(21000 + pick.below(pick.of({100, 2000, 60000}))) + "ms"}}});
    for (JsonValue fault : json["faults"]) {
        if (fault.contains("at")) {
            fault["when"] = {{"sent", "p1#0"}, {"after", fault["at"]}};
            fault.erase("at");
        }
        if (fault.contains("when"))
            for (const char* key : {"fault_started", "fault_ended"})
                if (fault["when"].contains(key)) fault["when"][key] = fault["when"][key].get<int>() + 1;
        faults.push_back(fault);
    }
    json["faults"] = faults;
}

}  // namespace

TEST_CASE("A timed run ends as one of the runs that are explored") {
    Compared sum;
    for (std::uint64_t seed = 1; seed <= (is_slow_build ? 16 : 120); ++seed) {
        Picker pick(seed);
        RandomQuestion q = random_quick_question(pick);
        const Compared one = compare(q, pick, [](JsonValue&) {});
        sum = {sum.asked + one.asked, sum.met + one.met, sum.known + one.known};
    }
    CHECK(sum.asked >= (is_slow_build ? 3 : 40));
    // The comparison is worth something: the runs differ.
    CHECK(sum.met > sum.asked + (is_slow_build ? 0 : sum.asked / 4));
    CHECK(sum.met * 3 > sum.known);
}

TEST_CASE("A timed run in which a broker has died before anything is sent ends as one of those that are explored with it down") {
    Compared sum;
    for (std::uint64_t seed = 1; seed <= (is_slow_build ? 20 : 60); ++seed) {
        Picker pick(seed);
        RandomQuestion q = random_quick_question(pick);
        const int broker = 1 + static_cast<int>(pick.below(2));
        q.exploration.down = BrokerSet{}.with({static_cast<std::int16_t>(broker - 1)});
        const Compared one = compare(q, pick, [&](JsonValue& json) { begin_without(broker, pick, json); });
        sum = {sum.asked + one.asked, sum.met + one.met, sum.known + one.known};
    }
    CHECK(sum.asked >= (is_slow_build ? 2 : 15));
    CHECK(sum.met > sum.asked);
}
