#include "scenario/schema_forms.hpp"

#include <map>

#include <fmt/format.h>

#include "base/check.hpp"
#include "scenario/exploration.hpp"
#include "scenario/version.hpp"

namespace acksim {

namespace {

constexpr std::string_view duration_pattern = R"([0-9]+(\.[0-9]+)? ?(us|µs|ms|s|m|h))";
constexpr std::string_view record_pattern = "^[A-Za-z0-9._-]+#[0-9]+$";

Schema text() { return {{"type", "string"}}; }
Schema pattern(std::string_view expression) { return {{"type", "string"}, {"pattern", expression}}; }
Schema whole(int min) { return {{"type", "integer"}, {"minimum", min}}; }
Schema list_of(Schema element) { return {{"type", "array"}, {"items", std::move(element)}}; }
Schema reference(std::string_view name) { return {{"$ref", fmt::format("#/definitions/{}", name)}}; }
Schema duration() { return pattern(fmt::format("^{}$", duration_pattern)); }
Schema word(std::string_view only) { return {{"const", only}}; }

template <class... Choice> Schema any(Choice... choices) { return {{"anyOf", Schema::array({std::move(choices)...})}}; }

Schema broker() { return any(whole(1), pattern("^b?[0-9]+$")); }
Schema target() { return any(whole(1), text()); }
Schema size() { return any(whole(0), pattern(R"(^[0-9]+(\.[0-9]+)? ?([kKMG]?B|[KMG]iB)?$)")); }

Schema version() {
    Schema known = Schema::array();
    for (std::string_view v : known_kafka_versions()) known.push_back(v);
    return any(Schema{{"enum", known}}, pattern(R"(^[2-4]\.[0-9]\.[0-9]+$)"));
}

Schema object(Schema properties, Schema required) {
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}, {"additionalProperties", false}};
}

Schema bound() { return any(object({{"at_least", whole(0)}}, Schema::array({"at_least"})), object({{"at_most", whole(0)}}, Schema::array({"at_most"}))); }

Schema two_targets() { return {{"type", "array"}, {"items", target()}, {"minItems", 2}, {"maxItems", 2}}; }
Schema request() { return any(pattern(record_pattern), object({{"producer", text()}, {"request", whole(1)}}, Schema::array({"request"}))); }
Schema logs() { return any(text(), list_of(any(text(), list_of(any(whole(0), text()))))); }

// A list, or in one text: "all" or words between commas.
Schema words_of_exploration(std::span<const std::string_view> names) {
    Schema one = {{"enum", Schema::array()}};
    for (std::string_view name : names) one["enum"].push_back(name);
    return any(text(), list_of(one));
}
Schema fault_budgets() {
    Schema properties = Schema::object();
    for (std::string_view name : free_fault_names) properties[std::string(name)] = whole(0);
    return object(properties, Schema::array());
}
Schema answers() {
    Schema properties = {{"faults", whole(0)}};
    for (std::string_view name : guarantee_names) properties[std::string(name)] = {{"enum", {"possible", "impossible"}}};
    return object(properties, Schema::array());
}

const std::map<Form, Schema>& forms() {
    static const std::map<Form, Schema> all = {
        {Form::text, text()},
        {Form::texts, any(text(), list_of(text()))},
        {Form::version, version()},
        {Form::truth, {{"type", "boolean"}}},
        {Form::number, whole(0)},
        {Form::brokers_count, {{"type", "integer"}, {"minimum", 1}, {"maximum", BrokerSet::capacity}}},
        {Form::duration, duration()},
        {Form::wait, pattern(fmt::format(R"(^{0}(\.\.{0})?$)", duration_pattern))},
        {Form::waits, list_of(pattern(fmt::format(R"(^{0}(\.\.{0})?$)", duration_pattern)))},
        {Form::size, size()},
        {Form::sizes, list_of(size())},
        {Form::numbers, list_of(whole(0))},
        {Form::rate, any(word("unlimited"), pattern(R"(^[0-9]+(\.[0-9]+)? ?([kMG]?bit|[kKMG]?B|[KMG]iB)/s$)"))},
        {Form::assignment, list_of(list_of(broker()))},
        {Form::broker, broker()},
        {Form::brokers, list_of(broker())},
        {Form::target, target()},
        {Form::ends, two_targets()},
        {Form::producer, text()},
        {Form::record, pattern(record_pattern)},
        {Form::request, request()},
        {Form::records, list_of(any(whole(0), pattern(record_pattern)))},
        {Form::partition, any(whole(0), pattern("^.+/[0-9]+$"))},
        {Form::times, any(whole(1), word("forever"))},
        {Form::until_healed, any(word("until healed"), word("never"), duration())},
        {Form::start, any(word("start"), duration())},
        {Form::error, any(whole(-1), text())},
        {Form::fault_name, any(whole(0), text())},
        {Form::expected, any(whole(0), list_of(pattern(record_pattern)), bound())},
        {Form::expected_number, any(whole(0), bound())},
        {Form::log, logs()},
        {Form::told, {{"type", "object"}, {"additionalProperties", text()}}},
        {Form::truncation_rule, {{"enum", truncation_names}}},
        {Form::end_word, {{"enum", {"close", "flush", "exit", "nothing"}}}},
        {Form::fault_kinds, words_of_exploration(free_fault_names)},
        {Form::fault_budgets, fault_budgets()},
        {Form::guarantee_list, words_of_exploration(guarantee_names)},
        {Form::condition_list, words_of_exploration(condition_names)},
        {Form::answers, answers()},
        {Form::producer_config, reference("producer_config")},
        {Form::cluster_config, reference("cluster_config")},
        {Form::topic_config, reference("topic_config")},
        {Form::follower_behind, object({{"broker", broker()}, {"records", whole(1)}}, Schema::array({"broker", "records"}))},
        {Form::cluster, reference("cluster")},
        {Form::topic, reference("topic")},
        {Form::topics, list_of(reference("topic"))},
        {Form::producers, list_of(reference("producer"))},
        {Form::workload, reference("workload")},
        {Form::network, reference("network")},
        {Form::faults, list_of(reference("fault"))},
        {Form::when, reference("when")},
        {Form::expect, reference("expect")},
        {Form::expects, list_of(reference("expect"))},
        {Form::explore, reference("explore")},
    };
    return all;
}

}  // namespace

Schema schema_of(Form form) {
    auto found = forms().find(form);
    ACKSIM_CHECK(found != forms().end());
    return found->second;
}

}  // namespace acksim
