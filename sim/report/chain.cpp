#include "report/chain.hpp"

#include "modes/record_names.hpp"
#include "report/layout.hpp"
#include "report/sentence.hpp"

namespace acksim {

namespace {

std::string with_former_value(const Cure& cure) {
    return cure.setting + (cure.was.empty() ? "" : " (was " + cure.was + ")");
}

// A second append of the same records is the moment of duplication; one sentence must not read like the other.
bool happened_before(const std::vector<Link>& links, std::size_t place) {
    const Happening& now = links[place].happening;
    for (std::size_t i = 0; i < place; ++i) {
        const Happening& before = links[i].happening;
        const bool same_records = before.records == now.records && before.partition == now.partition;
        if (now.what == What::appended && before.what == What::appended && same_records) {
            return true;
        }
    }
    return false;
}

} // namespace

std::vector<ChainLine> chain(const Anomaly& anomaly, const Names& names) {
    std::vector<ChainLine> lines;
    for (std::size_t i = 0; i < anomaly.because.size(); ++i) {
        const Link& link = anomaly.because[i];
        std::string text = sentence(link.happening, names);
        text += happened_before(anomaly.because, i) ? ": a second time" : "";
        if (lines.empty() || lines.back().at != link.at || lines.back().sentence != text) {
            lines.push_back({link.at, text});
        }
    }
    return lines;
}

std::string headline(const Anomaly& anomaly, const Names& names) {
    const auto count = static_cast<std::int64_t>(anomaly.records.size());
    const std::string word = anomaly.reordered ? "reordered" : std::string(word_name(anomaly.word));
    const std::string what = anomaly.reordered ? "stored behind records that were sent later" : std::string(meaning(anomaly.word));
    return std::to_string(count) + (count == 1 ? " record " : " records ") + word + ": " + name_list(names.scenario(), anomaly.records) +
           " (" + what + ")";
}

std::string cure_sentence(const Anomaly& anomaly) {
    if (anomaly.cures.empty() && anomaly.because.empty()) {
        return "";
    }
    if (anomaly.cures.empty()) {
        return "No single setting of those tried prevents it.";
    }
    std::string text = "With " + with_former_value(anomaly.cures.front()) + " it does not happen: verified by running again.";
    std::vector<std::string> others;
    for (std::size_t i = 1; i < anomaly.cures.size(); ++i) {
        others.push_back(with_former_value(anomaly.cures[i]));
    }
    return others.empty() ? text : text + " Nor with " + join(others, ", or with ") + ".";
}

} // namespace acksim
