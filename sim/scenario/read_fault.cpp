#include "scenario/read_fault.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "scenario/language.hpp"
#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"
#include "scenario/read_config.hpp"
#include "scenario/references.hpp"

namespace acksim {

namespace {

void read_targets(const Node& fault, const Draft& draft, Fault& into) {
    // A connection has two ends: the producer is the first.
    Target& broker = into.kind == FaultKind::break_connection ? into.other : into.target;
    for (std::string_view key : {"broker", "brokers", "to"})
        if (auto node = fault.find(key)) take(read_target(*node, Whom::broker, into.partition, draft), broker);
    if (auto node = fault.find("node")) take(read_target(*node, Whom::anybody, into.partition, draft), into.target);
    Nodes nodes{draft.config().brokers, static_cast<std::int16_t>(draft.scenario.producer_names.size())};
    if (auto node = fault.find("producer"))
        if (std::optional<ProducerIndex> producer = read_producer(*node, draft))
            into.target = {.kind = Target::Kind::node, .node = nodes.producer(*producer), .partition = into.partition};
    // A move that says no goal goes to the preferred leader, the first in assignment order.
    if (into.kind == FaultKind::move_leader && !fault.find("to"))
        into.target = {
            .kind = Target::Kind::node, .node = nodes.broker(draft.config().partition(into.partition).replicas.front()), .partition = into.partition};
}

void read_ends(const Node& ends, const Draft& draft, Fault& into) {
    std::string example = R"(write two ends such as ["b1", "controller"])";
    if (!is_list(ends, example)) return;
    if (ends.size() != 2) {
        ends.problem(fmt::format("a link has two ends, not {}", ends.size()), example);
        return;
    }
    std::optional<Target> one = read_target(ends.element(0), Whom::anybody, into.partition, draft),
                          other = read_target(ends.element(1), Whom::anybody, into.partition, draft);
    take(one, into.target);
    take(other, into.other);
    bool same = one && other && one->kind == other->kind && one->node == other->node && one->number == other->number;
    bool single = same && (one->kind == Target::Kind::node || one->kind == Target::Kind::leader || one->kind == Target::Kind::follower);
    if (single) ends.problem("both ends are the same", example);
}

void read_request(const Node& node, const Draft& draft, Fault& into) {
    static constexpr LanguageKey keys[] = {{"producer", Form::producer, "", ""}, {"request", Form::number, "required", ""}};
    static constexpr std::string_view example = R"("p1#2", or {"producer": "p1", "request": 3})";
    if (!node.json().is_object()) {
        take(read_record(node, draft), into.record);
        return;
    }
    check_keys(node, keys, example);
    std::optional<Node> producer = node.find("producer"), request = node.find("request");
    if (!producer && draft.scenario.producer_names.size() > 1) node.problem("nothing says which producer", fmt::format("write {}", example));
    if (!request) node.problem("nothing says which request", fmt::format("write {}", example));
    if (producer) take(read_producer(*producer, draft), into.record.producer);
    if (request)
        if (std::optional<std::int64_t> n = number_of(*request, 1, largest_int32)) into.nth = static_cast<std::int32_t>(*n);
}

// A duration, or for ever: until the faults are over and everything heals.
void read_until(const Node& node, bool never_is_a_word, Duration& into) {
    const JsonValue& value = node.json();
    if (value == "until healed" || (never_is_a_word && value == "never")) return;
    std::optional<Duration> duration = value.is_string() ? read_duration(value.get_ref<const std::string&>()) : std::nullopt;
    if (duration) into = *duration;
    else node.refuse("a duration", never_is_a_word ? "write \"10s\", \"until healed\" or \"never\"" : "write \"10s\" or \"until healed\"");
}

void read_error(const Node& node, Fault& into) {
    std::vector<std::string_view> names;
    for (const ErrorInfo& error : all_errors())
        if (error.code != ErrorCode::none && static_cast<int>(error.code) < static_cast<int>(ErrorCode::expired)) names.push_back(error.name);
    const JsonValue& value = node.json();
    if (value.is_string()) {
        const std::string& name = value.get_ref<const std::string&>();
        for (std::string_view known : names)
            if (known == name) into.error = *error_named(known);
        if (into.error == ErrorCode::none)
            node.problem("Kafka has no error " + in_quotes(name) + " that a broker answers",
                         nearest_names(name, names, 1).empty() ? "write Kafka's name or number of an error, such as \"NOT_ENOUGH_REPLICAS\" or 19"
                                                               : instead_of(name, names));
        return;
    }
    std::optional<std::int64_t> number = number_of(node, -1, std::numeric_limits<std::int16_t>::max());
    if (!number) return;
    std::optional<ErrorCode> code = error_numbered(static_cast<int>(*number));
    if (code && *code != ErrorCode::none && *code < ErrorCode::expired) into.error = *code;
    else
        node.problem(fmt::format("Kafka has no error {} that a broker answers", *number),
                     "write Kafka's name or number of an error, such as \"NOT_ENOUGH_REPLICAS\" or 19");
}

// Its first partition stands for a topic.
void read_topic_of_fault(const Node& node, const Draft& draft, Fault& into) {
    std::optional<std::string> name = text_of(node);
    if (!name) return;
    const std::vector<std::string>& names = draft.scenario.topic_names;
    auto found = std::find(names.begin(), names.end(), *name);
    if (found != names.end()) into.partition = draft.config().topics[static_cast<std::size_t>(found - names.begin())].first;
    else node.problem("there is no topic " + in_quotes(*name), instead_of(*name, {names.begin(), names.end()}));
}

void read_number_of_partitions(const Node& node, const Draft& draft, Fault& into) {
    const Topic& topic = draft.config().topics[static_cast<std::size_t>(draft.config().topic_of(into.partition))];
    std::optional<std::int64_t> n = number_of(node, 1, std::numeric_limits<std::int16_t>::max());
    if (n) into.partitions = static_cast<std::int16_t>(*n);
    std::int16_t at_start = static_cast<std::int16_t>(topic.partitions - topic.added);
    if (n && *n <= at_start)
        node.problem(fmt::format("InvalidPartitionsException: The topic has {} partition(s) already", at_start), fmt::format("write more than {}", at_start));
}

void read_new_config(const Node& config, const Draft& draft, Fault& into) {
    ConfigValues values = read_config(config, ConfigPlace::topic, draft.scenario.kafka);
    if (config.json().is_object() && config.json().empty()) config.problem("nothing is changed", R"(write {"min.insync.replicas": 1})");
    for (const auto& [name, value] : values) {
        if (name == "min.insync.replicas") into.min_insync_replicas = static_cast<std::int32_t>(value.number);
        else if (name == "max.message.bytes") into.max_message_bytes = static_cast<std::int32_t>(value.number);
        else if (name == "unclean.leader.election.enable") into.unclean = static_cast<std::int8_t>(value.number);
        else
            value.place.problem(fmt::format("acksim cannot change {} while it runs", name),
                                "change min.insync.replicas, max.message.bytes or unclean.leader.election.enable");
    }
}

void read_times(const Node& node, Fault& into) {
    if (node.json() == "forever") into.times = -1;
    else if (node.json().is_number()) {
        if (std::optional<std::int64_t> n = number_of(node, 1, largest_int32)) into.times = static_cast<std::int32_t>(*n);
    } else node.refuse("a number of times", "write 2 or \"forever\"");
}

}  // namespace

void read_fault_details(const Node& fault, const Draft& draft, Fault& into) {
    read_targets(fault, draft, into);
    if (auto node = fault.find("between")) read_ends(*node, draft, into);
    if (auto node = fault.find("one_way")) take(truth_of(*node), into.one_way);
    if (auto node = fault.find("for")) read_until(*node, false, into.duration);
    if (auto node = fault.find("restart_after")) read_until(*node, true, into.restart_after);
    if (auto node = fault.find("keep")) take(number_of(*node, 0, std::numeric_limits<std::int64_t>::max()), into.keep);
    if (auto node = fault.find("of")) read_request(*node, draft, into);
    if (auto node = fault.find("times")) read_times(*node, into);
    for (std::string_view key : {"by", "delay"})
        if (auto node = fault.find(key)) take(duration_of(*node), into.by);
    if (auto node = fault.find("error")) read_error(*node, into);
    if (auto node = fault.find("appended")) take(truth_of(*node), into.appended);
    if (auto node = fault.find("topic")) read_topic_of_fault(*node, draft, into);
    if (auto node = fault.find("config")) read_new_config(*node, draft, into);
    if (auto node = fault.find("partitions")) read_number_of_partitions(*node, draft, into);
}

}  // namespace acksim
