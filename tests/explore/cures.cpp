// Settings that keep a promise which a counterexample breaks.
#include "explore/questions.hpp"
#include "modes/explore.hpp"
#include "support/catch.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

GuaranteeAnswer answer_with_cures(const Question& q, std::uint64_t states) {
    ExploreOptions options;
    options.states_to_cure = states;
    const ExploreResult result = explore(scenario_of(q), exploration_of(q), options);
    REQUIRE(result.guarantees.size() == 1);
    return result.guarantees[0];
}

std::vector<std::string> names(const std::vector<Cure>& cures) {
    std::vector<std::string> settings;
    for (const Cure& c : cures) settings.push_back(c.setting);
    return settings;
}

using Settings = std::vector<std::string>;

}  // namespace

TEST_CASE("A counterexample comes with the settings that leave no run which breaks the promise", "[explore]") {
    const Question lost{"", "crash", 1, 1, "no-acked-loss"};
    const GuaranteeAnswer found = answer_with_cures(lost, 1000000);
    REQUIRE(found.answer == Answer::possible);
    CHECK(names(found.cured.cures.alone) == Settings{"producers/p1/acks=all"});
    CHECK(found.cured.cures.alone[0].was == "1");
    CHECK(found.cured.not_covered == 0);
    // What is said of one setting, and of one that is not named, is what exploring it says.
    const auto with = [&](const char* setting) {
        Question q = lost;
        q.settings = setting;
        return answer_with_cures(q, 0).answer;
    };
    CHECK(with("producers/p1/acks=all") == Answer::impossible);
    CHECK(with("topic/min.insync.replicas=2") == Answer::possible);
}

TEST_CASE("Where Kafka refuses the one setting without the other, both are tried together", "[explore]") {
    const GuaranteeAnswer found = answer_with_cures({"cluster/brokers=1 topic/replication.factor=1", "lost-response", 1, 1, "no-duplicates"}, 1000000);
    REQUIRE(found.answer == Answer::possible);
    CHECK(found.cured.cures.alone.empty());
    CHECK(names(found.cured.cures.together) == Settings{"producers/p1/acks=all", "producers/p1/enable.idempotence=true"});
}

TEST_CASE("A setting that takes more states than may be spent counts as not covered, and as no cure", "[explore]") {
    const GuaranteeAnswer found = answer_with_cures({"", "crash", 1, 1, "no-acked-loss"}, 100);
    CHECK(found.cured.sought);
    CHECK(found.cured.cures.empty());
    CHECK(found.cured.not_covered > 0);
}

TEST_CASE("What cannot be broken needs no cure, and none is sought where none is asked for", "[explore]") {
    CHECK_FALSE(answer_with_cures({"producers/p1/acks=all", "crash", 1, 1, "no-acked-loss"}, 1000000).cured.sought);
    CHECK_FALSE(answer_with_cures({"", "crash", 1, 1, "no-acked-loss"}, 0).cured.sought);
}
