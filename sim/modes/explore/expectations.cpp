// What a question expects, held against its answers.
#include <algorithm>

#include <fmt/format.h>

#include "modes/explore.hpp"

namespace acksim {

namespace {

class Holder {
public:
    explicit Holder(const ExploreResult& result) : result_(result) {}

    void hold(const ExpectedAnswer& expected) {
        for (const GuaranteeAnswer& a : result_.guarantees) {
            if (a.guarantee != expected.guarantee) continue;
            const bool known = a.answer != Answer::undecided;
            if (a.answer != expected.answer) {
                const std::string why = known ? "" : ": " + result_.why_undecided;
                say(fmt::format("{}: expected {}, got {}{}", name_of(a.guarantee), name_of(expected.answer), name_of(a.answer), why), known);
            } else if (a.answer == Answer::possible) {
                faults_ = std::max(faults_, static_cast<int>(a.faults.size()));
            }
            may_take_more_faults_ |= expected.answer == Answer::possible && !known;
        }
    }

    // Requires: every expected answer was held.
    void hold_faults(int expected) {
        const bool known = faults_ >= 0 && (faults_ > expected || !may_take_more_faults_);
        if (known && faults_ != expected) say(fmt::format("faults: expected {}, got {}", expected, faults_), true);
    }

    void hold(Condition condition) {
        if (!result_.seen[static_cast<std::size_t>(condition)]) {
            const std::string why = result_.complete() ? "" : " so far: " + result_.why_undecided;
            say(fmt::format("sometimes: no run met {}{}", name_of(condition), why), result_.complete());
        }
    }

    Unmet unmet() && { return std::move(unmet_); }

private:
    void say(std::string sentence, bool definite) {
        unmet_.sentences.push_back(std::move(sentence));
        unmet_.definite |= definite;
    }

    const ExploreResult& result_;
    Unmet unmet_;
    int faults_ = -1;  // the most that any guarantee takes that was expected to break; -1: none broke
    bool may_take_more_faults_ = false;
};

}  // namespace

Unmet unmet_expectations(const Exploration& question, const ExploreResult& result) {
    Holder holder(result);
    for (const ExpectedAnswer& expected : question.expect) holder.hold(expected);
    if (question.expected_faults) holder.hold_faults(*question.expected_faults);
    for (std::size_t c = 0; c < conditions; ++c)
        if (question.sometimes[c]) holder.hold(static_cast<Condition>(c));
    return std::move(holder).unmet();
}

}  // namespace acksim
