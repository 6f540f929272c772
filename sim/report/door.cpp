// Behind the public door: include/acksim/simulation.hpp in terms of the house.
#include <acksim/simulation.hpp>

#include "modes/expect.hpp"
#include "modes/run.hpp"
#include "report/explore_report.hpp"
#include "report/names.hpp"
#include "scenario/load.hpp"
#include "scenario/schema.hpp"

namespace acksim {

struct Simulation::Inside {
    Scenario scenario;
};

struct Report::Inside {
    Scenario scenario;
    RunResult result;
    std::vector<std::string> broken;

    std::string written(std::string_view format, int columns) const {
        RunReport report{scenario, result, broken};
        return format_named(format)->of_run(report, {columns, false});
    }
};

struct Explored::Inside {
    Scenario scenario;  // as explored
    Exploration question;
    ExploreResult result;

    ExploreReport report() const { return {scenario, question, result, unmet_expectations(question, result), ""}; }
};

namespace {

template <class Work> auto or_bad_scenario(Work&& work) {
    try {
        return work();
    } catch (const ScenarioError& e) {
        std::string lines;
        for (const Problem& p : e.problems()) lines += (lines.empty() ? "" : "\n") + p.message();
        throw BadScenario(lines);
    }
}

Verdict public_verdict(RunVerdict verdict) {
    switch (verdict) {
        case RunVerdict::as_expected: return Verdict::as_expected;
        case RunVerdict::broken: return Verdict::broken;
        case RunVerdict::undecided: return Verdict::undecided;
    }
    return Verdict::undecided;
}

}  // namespace

Simulation Simulation::load(const std::string& path, const std::vector<std::string>& settings) {
    return Simulation(std::make_shared<Inside>(Inside{or_bad_scenario([&] { return load_scenario(path, settings); })}));
}

Simulation Simulation::parse(std::string_view text, const std::string& name, const std::vector<std::string>& settings) {
    return Simulation(std::make_shared<Inside>(Inside{or_bad_scenario([&] { return parse_scenario(text, name, settings); })}));
}

std::string Simulation::title() const { return inside_->scenario.title; }
std::string Simulation::question() const { return inside_->scenario.question; }

std::vector<std::string> Simulation::warnings() const {
    std::vector<std::string> out;
    for (const Warning& w : inside_->scenario.warnings) out.push_back(w.pointer + ": " + w.text);
    return out;
}

Report Simulation::run() const { return run(inside_->scenario.seed); }

Report Simulation::run(std::uint64_t seed) const {
    Report::Inside report{inside_->scenario, {}, {}};
    RunOptions options;
    options.seed = seed;
    options.trace = options.cures = true;
    report.result = acksim::run(report.scenario, options);
    report.broken = acksim::broken_expectations(report.scenario, report.result);
    return Report(std::make_shared<const Report::Inside>(std::move(report)));
}

Explored Simulation::explore(const ExploreLimits& limits) const {
    ExploreOptions options;
    options.memory = limits.memory;
    options.max_states = limits.states;
    options.threads = limits.threads;
    const Exploration question = question_of(inside_->scenario);
    ExploreResult result = or_bad_scenario([&] { return acksim::explore(inside_->scenario, question, options); });
    if (!result.broken_invariant.empty()) throw std::logic_error("broken invariant: " + result.broken_invariant);
    return Explored(std::make_shared<const Explored::Inside>(Explored::Inside{for_exploration(inside_->scenario, question), question, std::move(result)}));
}

Verdict Report::verdict() const { return public_verdict(RunReport{inside_->scenario, inside_->result, inside_->broken}.verdict()); }

std::int64_t Report::count(std::string_view word) const {
    for (Word each : {Word::delivered, Word::lost, Word::silently_lost, Word::reported_lost, Word::phantom, Word::duplicated, Word::unacknowledged})
        if (word_name(each) == word) return inside_->result.outcome.count(each);
    throw std::invalid_argument("no verdict word: " + std::string(word));
}

std::string scenario_schema() { return json_schema(); }

std::int64_t Report::reordered_pairs() const { return inside_->result.outcome.reordered_pairs; }
std::uint64_t Report::fingerprint() const { return inside_->result.fingerprint; }
std::vector<std::string> Report::broken_expectations() const { return inside_->broken; }
std::string Report::text(int columns) const { return inside_->written("text", columns); }
std::string Report::json() const { return inside_->written("json", 80); }
std::string Report::junit() const { return inside_->written("junit", 80); }

Verdict Explored::verdict() const { return public_verdict(inside_->report().verdict()); }

std::string Explored::answer(std::string_view guarantee) const {
    for (const GuaranteeAnswer& a : inside_->result.guarantees)
        if (name_of(a.guarantee) == guarantee) return std::string(name_of(a.answer));
    throw std::invalid_argument("this guarantee was not asked: " + std::string(guarantee));
}

std::vector<std::string> Explored::broken_expectations() const { return inside_->report().unmet.sentences; }
std::string Explored::trail() const {
    const ExploreReport report = inside_->report();
    const GuaranteeAnswer* found = report.counterexample();
    return found ? written(found->trail, inside_->scenario) : "";
}
std::string Explored::text(int columns) const { return explore_text(inside_->report(), {columns, false}); }
std::string Explored::json() const { return explore_json(inside_->report()); }

}  // namespace acksim
