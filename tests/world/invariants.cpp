// Every truth scenario and every lesson, several seeds each, with the invariants asked after every step.
#include "support/invariants.hpp"

#include <algorithm>
#include <filesystem>

#include "modes/agenda.hpp"
#include "modes/fault_kinds.hpp"
#include "modes/nemesis.hpp"
#include "modes/timed.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

std::vector<std::string> scenario_files() {
    std::vector<std::string> out;
    for (const char* folder : {"scenarios", "tests/truth"}) {
        std::filesystem::path root = std::filesystem::path(ACKSIM_SOURCE_DIR) / folder;
        if (!std::filesystem::exists(root)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
            if (entry.path().extension() == ".json") out.push_back(entry.path().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

struct Tells final : Listener {
    Nemesis* nemesis = nullptr;
    void hear(const Happening& happening) override {
        if (nemesis) nemesis->hear(happening);
    }
};

// Plays a scenario to its rest, or for so many steps, and returns the first sentence that was broken.
std::string first_broken(const Scenario& scenario, std::uint64_t seed, int steps) {
    Config config = with_alterations(scenario.config, scenario.faults);
    Timed timed(config, scenario.network, seed);
    Tells tells;
    Nemesis nemesis(scenario.faults, timed, nullptr);
    tells.nemesis = &nemesis;
    timed.set_listener(&tells);
    testing::Invariants invariants(config);
    for (int i = 0; i < steps; ++i) {
        SimTime event = timed.next(), fault = nemesis.next();
        if (std::min(event, fault).us == Agenda::never && !nemesis.heal(timed.now())) return {};
        if (std::min(event, fault).us == Agenda::never) continue;
        if (fault <= event) nemesis.act();
        else if (!nemesis.intercept(timed.next_slot())) timed.do_next();
        std::vector<std::string> broken = invariants.broken(timed.world());
        if (!broken.empty()) return broken.front() + " at " + std::to_string(timed.now().us) + " us";
    }
    return {};
}

}  // namespace

TEST_CASE("No step of any scenario breaks an invariant of the brokers or the controller") {
    for (const std::string& file : scenario_files()) {
        Scenario scenario = load_scenario(file);
        for (std::uint64_t seed : {1, 2, 3}) {
            INFO(file << " --seed " << seed);
            CHECK(first_broken(scenario, seed, 4000) == "");
        }
    }
}
