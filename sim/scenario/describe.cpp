#include "scenario/describe.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/describe_topics.hpp"
#include "scenario/problems.hpp"

namespace acksim {

namespace {

std::string overview() {
    std::string text = "A scenario is a JSON file (comments allowed). Ask for any word below:\n\n";
    for (const Part& part : all_parts()) text += wrapped_list(fmt::format("  {:<10}", part.name), names_of(part.keys));
    text += "\n";
    std::vector<std::string_view> faults, triggers;
    for (const FaultRow& row : fault_table()) faults.push_back(row.name);
    for (const TriggerRow& row : trigger_table()) triggers.push_back(row.name);
    text += wrapped_list("  faults    ", faults);
    text += wrapped_list("  when      ", triggers);
    text += "\nKafka's properties that acksim models:\n\n";
    for (ConfigPlace place : all_config_places) text += wrapped_list(fmt::format("  {:<10}", place_name(place)), modelled_names(place));
    text += "\n" + wrapped("", "\"acksim describe producer.config\", \"cluster.config\" and \"topic.config\" list all that are known.");
    text += "\n" + wrapped("", "Durations need a unit: \"250us\", \"5ms\", \"10s\", \"1m\"; \"0.5ms..2ms\" is drawn anew each time. Sizes: "
                               "200, \"1KiB\", \"1MB\". Rates: \"1Gbit/s\", \"100MB/s\".");
    return text;
}

std::vector<std::string_view> all_topics() {
    std::vector<std::string_view> topics = {"faults", "when", "producer.config", "cluster.config", "topic.config"};
    for (const Part& part : all_parts()) {
        topics.push_back(part.name);
        for (const LanguageKey& key : part.keys) topics.push_back(key.name);
    }
    for (const FaultRow& row : fault_table()) topics.push_back(row.name);
    for (const TriggerRow& row : trigger_table()) topics.push_back(row.name);
    for (const LanguageKey& key : fault_keys()) topics.push_back(key.name);
    for (const LanguageKey& key : trigger_modifiers()) topics.push_back(key.name);
    for (ConfigPlace place : all_config_places)
        for (std::string_view name : all_names(place)) topics.push_back(name);
    std::sort(topics.begin(), topics.end());
    topics.erase(std::unique(topics.begin(), topics.end()), topics.end());
    return topics;
}

}  // namespace

Description describe(std::string_view topic) {
    if (topic.empty()) return {overview(), {}};
    std::string text = described_lists(topic);
    // A word may mean several things ("partition" is a fault and a key of a workload): all of them are told.
    for (const std::string& meaning : described_meanings(topic)) text += (text.empty() ? "" : "\n") + meaning;
    if (!text.empty()) return {text, {}};
    Description unknown;
    for (std::string_view name : nearest_names(topic, all_topics())) unknown.nearest.emplace_back(name);
    return unknown;
}

}  // namespace acksim
