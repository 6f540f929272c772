#include "modes/explore.hpp"

#include <algorithm>

#include "modes/explore/explored_cures.hpp"
#include "modes/explore/search.hpp"
#include "scenario/exploration_words.hpp"
#include "scenario/load.hpp"

namespace acksim {

Exploration question_of(const Scenario& scenario) {
    constexpr std::int32_t records_by_default = 3;
    Exploration question = scenario.explore.value_or(default_exploration());
    if (question.records < 0)
        for (const ProducerSetup& p : scenario.config.producers)
            if (p.workload.records > records_by_default) question.records = records_by_default;
    return question;
}

namespace {

// No more requests are in flight at once than records are sent, and each place in the window is a timer to look after. So the window is as
// wide as the sends are many, within these limits.
constexpr std::int32_t least_window = 5, widest_window = 64;

// Fewer records in the same time: whether sessions can end between them is not to change. One record alone is sent at once.
void with_records(Workload& w, std::int32_t records) {
    Duration length = length_of(w);
    w.records = records;
    if (records > 1 && length_of(w) < length) w.pauses = {exactly({(length.us - w.start.us) / (records - 1)})};
}

}  // namespace

Scenario for_exploration(const Scenario& scenario, const Exploration& question) {
    Scenario out = scenario;
    out.faults.clear();
    out.expect.reset();
    std::int32_t sends = least_window;
    for (ProducerSetup& p : out.config.producers) {
        if (question.records >= 0) with_records(p.workload, question.records);
        sends = std::max(sends, p.workload.records > widest_window ? widest_window : p.workload.records * (1 + std::min(p.workload.resends, widest_window)));
    }
    out.config.widest_window = std::min(sends, widest_window);
    return out;
}

namespace {

// Above these no machine gets to the end. The growth that the messages state was measured on acks=all with one crash.
constexpr std::int32_t most_records = 12;
constexpr std::int16_t most_brokers = 7;
constexpr std::size_t most_partitions = 8;
constexpr std::size_t most_producers = 4;

void refuse_if_too_large(const Scenario& s) {
    std::vector<Problem> problems;
    auto refuse = [&](const std::string& pointer, std::size_t number, const std::string& of, const std::string& growth, const std::string& remedy) {
        problems.push_back(
            {s.file, 0, pointer, std::to_string(number) + " " + of + " are too many to explore: each one more takes " + growth + " the states", remedy});
    };
    if (s.config.brokers > most_brokers)
        refuse("/cluster/brokers", static_cast<std::size_t>(s.config.brokers), "brokers", "about seven times",
               "explore with at most " + std::to_string(most_brokers) + ": --set cluster/brokers=3");
    if (s.config.partitions.size() > most_partitions)
        refuse(s.config.topics.size() == 1 ? "/topic/partitions" : "/topics", s.config.partitions.size(), "partitions", "four to twelve times",
               "explore with at most " + std::to_string(most_partitions) + " in all" + (s.config.topics.size() == 1 ? ": --set topic/partitions=1" : ""));
    if (s.config.producers.size() > most_producers)
        refuse("/producers", s.config.producers.size(), "producers", "about twenty times", "leave at most " + std::to_string(most_producers));
    for (std::size_t i = 0; i < s.config.producers.size(); ++i)
        if (std::int32_t records = s.config.producers[i].workload.records; records > most_records)
            refuse("/producers/" + std::to_string(i) + "/workload/records", static_cast<std::size_t>(records), "records", "three to four times",
                   "add --records 3");
    if (!problems.empty()) throw ScenarioError(std::move(problems));
}

void take_trail(const Search& search, const Hit& hit, GuaranteeAnswer& a) {
    a.trail.moves = search.way_to(hit.state);
    a.steps = static_cast<int>(a.trail.moves.size());
    a.faults.clear();
    for (Move m : a.trail.moves)
        if (MoveParts parts = parts_of(m); parts.kind == MoveParts::Kind::fault) a.faults.push_back(parts.fault);
}

ExploreOptions with_every_order(const ExploreOptions& options, std::uint64_t states) {
    ExploreOptions every = options;
    every.reduction = Reduction::none;
    every.max_states = states;
    every.progress = nullptr;
    return every;
}

// The way that a reduced search finds may be longer than need be: looks with every order for a run with as many faults and fewer steps.
void shorten(const Scenario& explored, const Exploration& question, const ExploreOptions& options, GuaranteeAnswer& a) {
    Exploration only = question;
    only.asked.fill(false);
    only.asked[static_cast<std::size_t>(a.guarantee)] = true;
    only.faults = static_cast<int>(a.faults.size());
    Search search(explored.config, only, with_every_order(options, options.states_to_shorten));
    search.set_most_steps(a.steps - 1);
    search.run();
    if (std::optional<Hit> hit = search.hit(a.guarantee)) take_trail(search, *hit, a);
    else {
        ExploreResult covered;
        search.report(covered);
        a.shortest = covered.complete();
    }
}

// One search, its numbers and its answers.
struct Asked {
    Asked(const Scenario& explored, const Exploration& question, const ExploreOptions& options) : search(explored.config, question, options) {
        search.run();
        search.report(result);
    }
    bool decides(Guarantee g) const { return result.complete() || search.hit(g); }

    Search search;
    ExploreResult result;
};

// `empty`: a trail without moves, of the guarantee that is asked about.
GuaranteeAnswer answer_of(const Asked& asked, Trail empty) {
    GuaranteeAnswer a;
    a.guarantee = empty.guarantee;
    a.answer = asked.result.complete() ? Answer::impossible : Answer::undecided;
    a.seconds = asked.result.seconds;
    if (std::optional<Hit> hit = asked.search.hit(a.guarantee)) {
        a.answer = Answer::possible;
        a.seconds = hit->seconds;
        a.trail = std::move(empty);
        take_trail(asked.search, *hit, a);
    }
    return a;
}

// With every order there are some twenty times the states.
bool may_confirm(const ExploreResult& reduced, const ExploreOptions& options) {
    return options.reduction != Reduction::none && reduced.complete() && reduced.states * 20 <= options.states_to_confirm;
}

ExploreResult answer(const Scenario& scenario, const Exploration& question, const ExploreOptions& options) {
    Scenario explored = for_exploration(scenario, question);
    refuse_if_too_large(explored);
    Asked first(explored, question, options);
    std::optional<Asked> every;
    if (first.search.bug() == 0 && may_confirm(first.result, options)) every.emplace(explored, question, with_every_order(options, options.states_to_confirm));
    ExploreResult result = first.result;
    result.reduction = options.reduction == Reduction::none ? "none" : "waits-last";
    if (every) {
        result.every_order_states = every->result.states;
        result.seconds += every->result.seconds;
        for (std::size_t i = 0; i < conditions; ++i) result.seen[i] |= every->result.seen[i];
    }
    auto trail_to = [&](Guarantee g, std::vector<Move> moves) {
        return Trail{scenario.file, fingerprint_of(explored), scenario.settings, question.records, question.down, g, std::move(moves)};
    };
    if (const Asked& last = every ? *every : first; last.search.bug() != 0) {
        result.broken_invariant = last.result.broken_invariant;
        result.bug = trail_to(Guarantee::no_acked_loss, last.search.way_to(last.search.bug()));
        return result;
    }
    for (std::size_t i = 0; i < guarantees; ++i) {
        if (!question.asked[i]) continue;
        auto guarantee = static_cast<Guarantee>(i);
        const bool by_every_order = every && every->decides(guarantee);
        GuaranteeAnswer a = answer_of(by_every_order ? *every : first, trail_to(guarantee, {}));
        a.every_order = by_every_order || options.reduction == Reduction::none;
        if (by_every_order) a.seconds += first.result.seconds;
        if (a.answer == Answer::possible && !a.every_order) shorten(explored, question, options, a);
        result.reduction_proved &= a.every_order;
        result.guarantees.push_back(std::move(a));
    }
    return result;
}

}  // namespace

ExploreResult explore(const Scenario& scenario, const Exploration& question, const ExploreOptions& options) {
    ExploreResult result = answer(scenario, question, options);
    for (GuaranteeAnswer& a : result.guarantees)
        if (a.answer == Answer::possible && options.states_to_cure > 0) a.cured = find_cures(scenario, question, options, a);
    return result;
}

}  // namespace acksim
