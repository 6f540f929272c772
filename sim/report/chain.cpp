#include "report/chain.hpp"

#include <set>
#include <tuple>
#include <utility>

#include "modes/record_names.hpp"
#include "report/layout.hpp"
#include "report/sentence.hpp"

namespace acksim {

namespace {

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

}  // namespace acksim
