#include "cli/verbs.hpp"
#include "scenario/describe.hpp"

namespace acksim {

namespace {

OptionTable describe_options() {
    OptionTable table("options", 80, 44);
    table.add_options()("help", "print this");
    return table;
}

int describe_topic(const Options& options, Console& console) {
    const std::string topic = options.paths.empty() ? "" : options.paths.front();
    const Description description = describe(topic);
    if (!description.found()) {
        std::string meant;
        for (const std::string& each : description.nearest) meant += (meant.empty() ? "; did you mean " : ", ") + each;
        throw UsageError("nothing is known of " + topic + (meant.empty() ? "" : meant + "?"));
    }
    console.out << description.text;
    return exit_as_expected;
}

}  // namespace

const Verb describe_verb{
    "describe",       {"TOPIC", 0, 1}, "[TOPIC]", "what a setting, a fault or a part of a scenario means; without TOPIC: what there is", "acksim describe acks",
    describe_options, describe_topic};

}  // namespace acksim
