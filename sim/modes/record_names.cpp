#include "modes/record_names.hpp"

#include <algorithm>

namespace acksim {

namespace {

// End of the run of consecutive indices that starts at `from`.
std::size_t end_of_run(const std::vector<std::int32_t>& indices, std::size_t from) {
    std::size_t end = from + 1;
    while (end < indices.size() && indices[end] == indices[end - 1] + 1) ++end;
    return end;
}

std::string range(std::int32_t first, std::int32_t last) { return first == last ? std::to_string(first) : std::to_string(first) + "–" + std::to_string(last); }

}  // namespace

std::string name_list(const Scenario& scenario, std::vector<RecordName> records, std::size_t most) {
    std::sort(records.begin(), records.end());
    records.erase(std::unique(records.begin(), records.end()), records.end());
    std::string text;
    std::size_t written = 0;
    for (std::size_t i = 0; i < records.size(); ++written) {
        if (written == most) return text + " and " + std::to_string(records.size() - i) + " more";
        std::size_t end = i + 1;
        while (end < records.size() && records[end].producer == records[i].producer && records[end].index == records[end - 1].index + 1) ++end;
        text += (text.empty() ? "" : ", ") + scenario.name_of(records[i]);
        text += end - i == 1 ? "" : "–" + std::to_string(records[end - 1].index);
        i = end;
    }
    return text.empty() ? "none" : text;
}

std::string name_indices(const std::string& producer, const std::vector<std::int32_t>& indices, std::size_t most) {
    std::string text = producer + "#";
    std::size_t written = 0;
    for (std::size_t i = 0; i < indices.size(); ++written) {
        if (written == most) return text + ",… (" + std::to_string(indices.size()) + " records)";
        const std::size_t end = end_of_run(indices, i);
        text += (i == 0 ? "" : ",") + range(indices[i], indices[end - 1]);
        i = end;
    }
    return text;
}

}  // namespace acksim
