#include "report/explore_report.hpp"

#include <algorithm>

namespace acksim {

const GuaranteeAnswer* ExploreReport::counterexample() const {
    const auto found = std::find_if(result.guarantees.begin(), result.guarantees.end(), [](const GuaranteeAnswer& a) { return a.answer == Answer::possible; });
    return found == result.guarantees.end() ? nullptr : &*found;
}

RunVerdict ExploreReport::verdict() const {
    const bool nothing_may_break = question.expect.empty();
    if (unmet.definite || (nothing_may_break && counterexample())) return RunVerdict::broken;
    const bool undecided =
        std::any_of(result.guarantees.begin(), result.guarantees.end(), [](const GuaranteeAnswer& a) { return a.answer == Answer::undecided; });
    return !unmet.sentences.empty() || (nothing_may_break && undecided) ? RunVerdict::undecided : RunVerdict::as_expected;
}

}  // namespace acksim
