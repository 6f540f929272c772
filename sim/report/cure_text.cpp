#include "report/cure_text.hpp"

#include "report/layout.hpp"

namespace acksim {

namespace {

std::string with_former_value(const Cure& cure) { return cure.setting + (cure.was.empty() ? "" : " (was " + cure.was + ")"); }

}  // namespace

std::vector<Cure> first_cure(const Cures& cures) { return cures.alone.empty() ? cures.together : std::vector{cures.alone.front()}; }

std::string cure_sentence(const Cures& cures, const std::string& prevented) {
    constexpr const char* none = "No single setting of those tried prevents it";
    if (cures.empty()) return std::string(none) + ".";
    if (cures.alone.empty())
        return std::string(none) + "; with " + with_former_value(cures.together[0]) + " and " + with_former_value(cures.together[1]) + " together " +
               prevented + ".";
    std::vector<std::string> others;
    for (std::size_t i = 1; i < cures.alone.size(); ++i) others.push_back(with_former_value(cures.alone[i]));
    return "With " + with_former_value(cures.alone.front()) + " " + prevented + "." + (others.empty() ? "" : " Nor with " + join(others, ", or with ") + ".");
}

std::string cure_sentence(const Anomaly& anomaly) {
    return anomaly.because.empty() && anomaly.cures.alone.empty() ? "" : cure_sentence(anomaly.cures, "it does not happen: verified by running again");
}

std::vector<std::string> settings_of(const Cures& cures) {
    std::vector<std::string> settings;
    for (const Cure& cure : first_cure(cures)) settings.push_back(cure.setting);
    return settings;
}

}  // namespace acksim
