#include "report/chain.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "modes/record_names.hpp"
#include "modes/story.hpp"
#include "modes/strikes.hpp"
#include "report/fault_text.hpp"
#include "report/layout.hpp"
#include "report/sentence.hpp"

namespace acksim {

namespace {

// Nothing if the run kept no trace.
const TraceStep* step_of(const Link& link, const Names& names) {
    const auto& steps = names.result().trace.steps;
    return static_cast<std::size_t>(link.step) < steps.size() ? &steps[static_cast<std::size_t>(link.step)] : nullptr;
}

// The next append of the same records is the moment of duplication; one sentence must not read like the other.
class Appends {
public:
    explicit Appends(const Names& names) : names_(names) {}

    std::string which(const Link& link) {
        const Happening& h = link.happening;
        const auto records = std::tuple(h.partition, h.records.producer, h.records.first, h.records.count);
        if (h.what == What::requested) requested_[records] = link.step;
        if (h.what != What::appended) return "";
        const int times = ++appended_[records];
        return (times == 1 ? "" : ": " + time_word(times) + " time") + late(link, requested_[records]);
    }

private:
    static std::string time_word(int times) {
        constexpr std::array words{"a second", "a third", "a fourth", "a fifth"};
        const auto place = static_cast<std::size_t>(times - 2);
        return place < words.size() ? words[place] : "one more";
    }
    // What a retry has overtaken on the way.
    std::string late(const Link& append, StepId requested) const {
        const TraceStep* step = step_of(append, names_);
        if (!step || step->kind != TraceStep::Kind::message || step->cause < 0 || step->cause >= requested) return "";
        return ", by the request of " + names_.time(names_.result().trace.steps[static_cast<std::size_t>(step->cause)].at);
    }

    const Names& names_;
    std::map<std::tuple<PartitionId, ProducerIndex, std::int32_t, std::int32_t>, int> appended_;
    std::map<std::tuple<PartitionId, ProducerIndex, std::int32_t, std::int32_t>, StepId> requested_;
};

// What has been said already: an error that the scenario wants is not the broker's own, and a cut link is cut in both directions.
bool is_said(const Link& link, const std::vector<Link>& before) {
    const Happening& h = link.happening;
    return std::any_of(before.begin(), before.end(), [&](const Link& l) {
        const Happening& said = l.happening;
        if (h.what == What::answered_error)
            return said.what == What::error_injected && said.node == h.node && said.error == h.error && said.records.producer == h.records.producer &&
                   said.records.first <= h.records.first && h.records.end() <= said.records.end();
        const bool both_ways = (h.what == What::link_cut || h.what == What::link_healed) && h.what == said.what;
        return both_ways && l.step == link.step && said.node == h.other && said.other == h.node;
    });
}

std::string sentence_of(const Link& link, const std::vector<Happening>& step, const Names& names) {
    const TraceStep* in_trace = step_of(link, names);
    const auto fault = static_cast<std::size_t>(in_trace ? in_trace->fault : -1);
    const std::vector<Fault>& faults = names.scenario().faults;
    if (link.happening.what != What::config_altered || fault >= faults.size()) return sentence(link.happening, names, step);
    return "an operator sets " + settings_text(faults[fault]) + " of " + names.topic(names.scenario().config.topic_of(link.happening.partition));
}

}  // namespace

std::vector<ChainLine> chain(const Anomaly& anomaly, const Names& names) {
    std::vector<ChainLine> lines;
    Appends appends(names);
    std::vector<Link> before;
    std::vector<Happening> step;
    for (const Link& link : anomaly.because) {
        if (before.empty() || before.back().step != link.step) step.clear();
        step.push_back(link.happening);
        const std::string text = sentence_of(link, step, names) + appends.which(link);
        const bool repeated = !lines.empty() && lines.back().at == link.at && lines.back().sentence == text;
        if (!repeated && !is_said(link, before)) lines.push_back({link.at, text, is_strike(link.happening.what) || destroys(link.happening.what)});
        before.push_back(link);
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
