// Verdicts are passed at rest. A state from which no run comes to rest would never be judged: somebody tries for ever what cannot be, and the
// time-out that ends it is never due.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "explore/questions.hpp"
#include "modes/explore/expander.hpp"
#include "support/catch.hpp"
#include "support/random_scenario.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

// All states of a question, with as many faults as it allows, and the moves between them that are no faults.
class Graph {
public:
    Graph(const Scenario& explored, const Exploration& question, bool waits_race, std::size_t most_states)
        : layout_(explored.config), start_(start_of(explored.config, layout_)), hands_(explored.config, layout_, start_, stores_, waits_race),
          most_states_(most_states) {
        std::vector<Place> level{hands_.add(start_, 0, 0).place};
        for (int faults = 0; !is_too_large(); ++faults) {
            follow_all(
                level, [&](Moves& moves) { hands_.list_moves(moves); }, true);
            states_.insert(states_.end(), level.begin(), level.end());
            if (faults == question.faults) return;
            std::vector<Place> struck = level;
            follow_all(
                struck, [&](Moves& moves) { list_faults(hands_.world(), explored.config, layout_, question, waits_race, moves); }, false);
            level.assign(struck.begin() + static_cast<std::ptrdiff_t>(level.size()), struck.end());
        }
    }

    bool is_too_large() const { return states_.size() > most_states_; }
    std::size_t size() const { return states_.size(); }
    // States from which there is no way to one without moves.
    std::size_t restless() const {
        std::unordered_set<Place> restful(at_rest_.begin(), at_rest_.end());
        for (std::vector<Place> next = at_rest_; !next.empty();) {
            auto before = came_from_.find(next.back());
            next.pop_back();
            if (before == came_from_.end()) continue;
            for (Place p : before->second)
                if (restful.insert(p).second) next.push_back(p);
        }
        return states_.size() - restful.size();
    }

private:
    // Appends what is new. `goes_on`: from there as well.
    template <class F> void follow_all(std::vector<Place>& states, F&& list, bool goes_on) {
        for (std::size_t i = 0, n = states.size(); i < (goes_on ? states.size() : n) && states.size() <= most_states_; ++i) {
            Place state = states[i];
            hands_.take_up(state);
            Moves moves;
            list(moves);
            if (goes_on && moves.empty()) at_rest_.push_back(state);
            for (Move m : moves) hands_.follow(m, 0, 0, [](const World&) {});
            hands_.store_successors([&](Store::Inserted s) {
                if (s.is_new) states.push_back(s.place);
                if (goes_on) came_from_[s.place].push_back(state);
            });
            if (!stores_.is_crowded()) continue;
            stores_.grow();
            hands_.grow();
        }
    }

    Layout layout_;
    World start_;
    Stores stores_{std::uint64_t{1} << 30};
    Expander hands_;
    std::size_t most_states_;
    std::vector<Place> states_, at_rest_;
    std::unordered_map<Place, std::vector<Place>> came_from_;
};

}  // namespace

TEST_CASE("From every state that is explored a run can come to rest") {
    int asked = 0;
    for (std::uint64_t seed = 1; seed <= (is_slow_build ? 30 : 120); ++seed) {
        Picker pick(seed);
        RandomQuestion q = random_question(pick, true);
        const bool waits_race = pick.one_in(2);
        INFO(q.scenario.dump() << " " << q.kinds.front() << "," << q.kinds.back() << (waits_race ? ", waits race" : ""));
        Scenario explored = for_exploration(parse_scenario(q.scenario.dump(), "random.json"), q.exploration);
        Graph graph(explored, q.exploration, waits_race, is_slow_build ? 6000 : 40000);
        if (graph.is_too_large()) continue;
        ++asked;
        CHECK(graph.restless() == 0);
    }
    CHECK(asked >= (is_slow_build ? 3 : 30));
}

TEST_CASE("A first batch that is refused for ever, since the second was taken, is given up in the end") {
    // Nothing is known yet of the producer id, so the leader takes the second batch, and then refuses the first (KAFKA-14359).
    const Question q{"producers/p1/acks=all producers/p1/enable.idempotence=true producers/p1/batch.size=1 "
                     "producers/p1/max.in.flight.requests.per.connection=2 topic/min.insync.replicas=2 cluster/brokers=2 topic/replication.factor=2"};
    const Exploration question = exploration_of(q);
    const Graph graph(for_exploration(scenario_of(q), question), question, true, is_slow_build ? 20000 : 1000000);
    if (!is_slow_build) CHECK(!graph.is_too_large());
    if (!graph.is_too_large()) CHECK(graph.restless() == 0);
}
