// What a question expects, held against answers: as expected, broken, or not known.
#include "support/catch.hpp"

#include "report/explore_report.hpp"

using namespace acksim;

namespace {

using Sentences = std::vector<std::string>;

constexpr Guarantee loss = Guarantee::no_acked_loss, duplicates = Guarantee::no_duplicates;
constexpr Answer possible = Answer::possible, impossible = Answer::impossible, undecided = Answer::undecided;

GuaranteeAnswer answered(Guarantee guarantee, Answer answer, std::size_t faults = 1) {
    GuaranteeAnswer a;
    a.guarantee = guarantee;
    a.answer = answer;
    a.faults.assign(answer == possible ? faults : 0, FreeFault::crash);
    return a;
}

ExploreResult result_of(std::vector<GuaranteeAnswer> answers) {
    ExploreResult result;
    for (const GuaranteeAnswer& a : answers) result.why_undecided = a.answer == undecided ? "the memory was used up" : result.why_undecided;
    result.guarantees = std::move(answers);
    return result;
}

Exploration expecting(std::vector<ExpectedAnswer> expect, std::optional<int> faults = std::nullopt) {
    Exploration question;
    question.expect = std::move(expect);
    question.expected_faults = faults;
    return question;
}

RunVerdict verdict(const Exploration& question, const ExploreResult& result) {
    const Scenario scenario;
    return ExploreReport{scenario, question, result, unmet_expectations(question, result), ""}.verdict();
}

Sentences unmet(const Exploration& question, const ExploreResult& result) { return unmet_expectations(question, result).sentences; }

}  // namespace

TEST_CASE("Without expectations a guarantee that can be broken is broken, and an open one undecided", "[explore]") {
    CHECK(verdict({}, result_of({answered(loss, impossible), answered(duplicates, impossible)})) == RunVerdict::as_expected);
    CHECK(verdict({}, result_of({answered(loss, impossible), answered(duplicates, undecided)})) == RunVerdict::undecided);
    CHECK(verdict({}, result_of({answered(loss, undecided), answered(duplicates, possible)})) == RunVerdict::broken);
}

TEST_CASE("A guarantee of which nothing is expected does not count", "[explore]") {
    const Exploration question = expecting({{loss, possible}});
    CHECK(verdict(question, result_of({answered(loss, possible), answered(duplicates, undecided)})) == RunVerdict::as_expected);
    CHECK(verdict(question, result_of({answered(loss, possible), answered(duplicates, possible)})) == RunVerdict::as_expected);
    CHECK(verdict(question, result_of({answered(loss, undecided), answered(duplicates, possible)})) == RunVerdict::undecided);
    CHECK(verdict(question, result_of({answered(loss, impossible), answered(duplicates, impossible)})) == RunVerdict::broken);
}

TEST_CASE("An expectation that is violated is broken though another one is open", "[explore]") {
    const Exploration question = expecting({{loss, impossible}, {duplicates, impossible}});
    const ExploreResult result = result_of({answered(loss, possible), answered(duplicates, undecided)});
    CHECK(verdict(question, result) == RunVerdict::broken);
    CHECK(unmet(question, result) == Sentences{"no-acked-loss: expected impossible within bounds, got possible",
                                               "no-duplicates: expected impossible within bounds, got undecided: the memory was used up"});
    CHECK(verdict(question, result_of({answered(loss, impossible), answered(duplicates, undecided)})) == RunVerdict::undecided);
}

TEST_CASE("The expected number of faults is the most that any guarantee takes that is expected to break", "[explore]") {
    const Exploration question = expecting({{loss, possible}, {duplicates, possible}}, 2);
    CHECK(verdict(question, result_of({answered(loss, possible, 1), answered(duplicates, possible, 2)})) == RunVerdict::as_expected);
    CHECK(unmet(question, result_of({answered(loss, possible, 1), answered(duplicates, possible, 1)})) == Sentences{"faults: expected 2, got 1"});
    // The open one may still take two.
    CHECK(verdict(question, result_of({answered(loss, possible, 1), answered(duplicates, undecided)})) == RunVerdict::undecided);
    CHECK(verdict(question, result_of({answered(loss, possible, 3), answered(duplicates, undecided)})) == RunVerdict::broken);
}

TEST_CASE("What some run must meet is missed for good only when every run was covered", "[explore]") {
    Exploration question = expecting({{loss, possible}});
    question.sometimes[static_cast<std::size_t>(Condition::truncation)] = true;
    ExploreResult result = result_of({answered(loss, possible), answered(duplicates, undecided)});
    CHECK(unmet(question, result) == Sentences{"sometimes: no run met truncation so far: the memory was used up"});
    CHECK(verdict(question, result) == RunVerdict::undecided);
    result.why_undecided.clear();
    CHECK(unmet(question, result) == Sentences{"sometimes: no run met truncation"});
    CHECK(verdict(question, result) == RunVerdict::broken);
    result.seen[static_cast<std::size_t>(Condition::truncation)] = true;
    CHECK(verdict(question, result) == RunVerdict::as_expected);
}
