#include "report/chain.hpp"

#include <set>
#include <tuple>
#include <utility>

#include "modes/record_names.hpp"
#include "report/layout.hpp"
#include "report/sentence.hpp"

namespace acksim {

namespace {

std::string with_former_value(const Cure& cure) { return cure.setting + (cure.was.empty() ? "" : " (was " + cure.was + ")"); }

// A second append of the same records is the moment of duplication; one sentence must not read like the other.
class Appends {
public:
    bool is_second(const Happening& h) {
        if (h.what != What::appended) return false;
        return !seen_.insert({h.partition, h.records.producer, h.records.first, h.records.count}).second;
    }

private:
    std::set<std::tuple<PartitionId, ProducerIndex, std::int32_t, std::int32_t>> seen_;
};

}  // namespace

std::vector<ChainLine> chain(const Anomaly& anomaly, const Names& names) {
    std::vector<ChainLine> lines;
    Appends appends;
    StepId step_number = -1;
    std::vector<Happening> step;
    for (const Link& link : anomaly.because) {
        if (std::exchange(step_number, link.step) != link.step) step.clear();
        step.push_back(link.happening);
        std::string text = sentence(link.happening, names, step);
        text += appends.is_second(link.happening) ? ": a second time" : "";
        if (lines.empty() || lines.back().at != link.at || lines.back().sentence != text) lines.push_back({link.at, text});
    }
    return lines;
}

std::string headline(const Anomaly& anomaly, const Names& names) {
    const auto count = static_cast<std::int64_t>(anomaly.records.size());
    const std::string word = anomaly.reordered ? "reordered" : std::string(word_name(anomaly.word));
    const std::string what = anomaly.reordered ? "stored behind records that were sent later" : std::string(meaning(anomaly.word));
    return std::to_string(count) + (count == 1 ? " record " : " records ") + word + ": " + name_list(names.scenario(), anomaly.records) + " (" + what + ")";
}

std::vector<Cure> first_cure(const Anomaly& anomaly) { return anomaly.cures.empty() ? anomaly.together : std::vector{anomaly.cures.front()}; }

std::string cure_sentence(const Anomaly& anomaly) {
    if (anomaly.cures.empty() && anomaly.because.empty()) return "";
    if (anomaly.cures.empty() && !anomaly.together.empty()) {
        return "No single setting of those tried prevents it; with " + with_former_value(anomaly.together[0]) + " and " +
               with_former_value(anomaly.together[1]) + " together it does not happen: verified by running again.";
    }
    if (anomaly.cures.empty()) return "No single setting of those tried prevents it.";
    std::string text = "With " + with_former_value(anomaly.cures.front()) + " it does not happen: verified by running again.";
    std::vector<std::string> others;
    for (std::size_t i = 1; i < anomaly.cures.size(); ++i) others.push_back(with_former_value(anomaly.cures[i]));
    return others.empty() ? text : text + " Nor with " + join(others, ", or with ") + ".";
}

}  // namespace acksim
