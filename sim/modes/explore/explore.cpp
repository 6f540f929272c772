#include "modes/explore.hpp"

#include <algorithm>

#include "modes/explore/search.hpp"

namespace acksim {

Scenario for_exploration(const Scenario& scenario, const Exploration& question) {
    Scenario out = scenario;
    out.faults.clear();
    out.expect.reset();
    for (ProducerSetup& p : out.config.producers)
        if (question.records >= 0) p.workload.records = question.records;
    return out;
}

ExploreResult explore(const Scenario& scenario, const Exploration& question, const ExploreOptions& options) {
    Scenario explored = for_exploration(scenario, question);
    Search search(explored.config, question, options);
    search.run();
    ExploreResult result;
    search.report(result);
    for (std::size_t i = 0; i < guarantees; ++i) {
        if (!question.asked[i]) continue;
        GuaranteeAnswer a;
        a.guarantee = static_cast<Guarantee>(i);
        a.answer = result.complete() ? Answer::impossible : Answer::undecided;
        a.seconds = result.seconds;
        if (std::optional<Hit> hit = search.hit(a.guarantee)) {
            a.answer = Answer::possible;
            a.seconds = hit->seconds;
            a.trail = {scenario.file, fingerprint_of(explored), {}, question.records, a.guarantee, search.way_to(hit->state)};
            a.steps = static_cast<int>(a.trail.moves.size());
            for (Move m : a.trail.moves)
                if (MoveParts parts = parts_of(m); parts.kind == MoveParts::Kind::fault) a.faults.push_back(parts.fault);
        }
        result.guarantees.push_back(std::move(a));
    }
    return result;
}


}  // namespace acksim
