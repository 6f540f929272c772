// when: the state that starts a fault.
#include <algorithm>

#include <fmt/format.h>

#include "scenario/fault_table.hpp"
#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"
#include "scenario/references.hpp"

namespace acksim {

namespace {

std::vector<std::string_view> trigger_names() {
    std::vector<std::string_view> names;
    for (const TriggerRow& row : trigger_table()) names.push_back(row.name);
    return names;
}

// The one state that is written. Complains if there is none, or a second one.
const TriggerRow* find_trigger(const Node& when) {
    const TriggerRow* found = nullptr;
    for (const TriggerRow& row : trigger_table()) {
        std::optional<Node> node = when.find(row.name);
        if (node && found != nullptr)
            node->problem(fmt::format("\"{}\" and \"{}\" are both written", found->name, row.name), "keep one state: a second one can start a second fault");
        else if (node) found = &row;
    }
    return found;
}

void read_follower_behind(const Node& node, const Draft& draft, Trigger& into) {
    static constexpr LanguageKey keys[] = {{"broker", Form::broker, "required", ""}, {"records", Form::number, "required", ""}};
    static constexpr std::string_view example = R"({"broker": "b2", "records": 3})";
    if (!check_keys(node, keys, example)) return;
    std::optional<Node> broker = node.find("broker"), records = node.find("records");
    if (!broker || !records) node.problem(fmt::format("\"{}\" is missing", broker ? "records" : "broker"), fmt::format("write {}", example));
    if (broker) take(read_broker(*broker, draft), into.broker);
    if (records)
        if (std::optional<std::int64_t> n = number_of(*records, 1, largest_int32)) into.number = static_cast<std::int32_t>(*n);
}

void read_fault_reference(const Node& node, const Draft& draft, Trigger& into) {
    if (node.json().is_string()) {
        const std::string& name = node.json().get_ref<const std::string&>();
        auto found = draft.fault_numbers.find(name);
        if (found != draft.fault_numbers.end()) {
            into.number = found->second;
            return;
        }
        std::vector<std::string_view> names;
        for (const auto& [known, number] : draft.fault_numbers) names.push_back(known);
        node.problem("there is no fault named " + in_quotes(name),
                     names.empty() ? "give the fault a \"name\", or write its place in the list from 0" : instead_of(name, names));
        return;
    }
    std::int64_t last = static_cast<std::int64_t>(draft.scenario.faults.size()) - 1;
    if (std::optional<std::int64_t> n = number_of(node, 0, last)) into.number = static_cast<std::int32_t>(*n);
}

void read_state(const TriggerRow& row, const Node& node, const Draft& draft, Trigger& into) {
    using Kind = Trigger::Kind;
    into.kind = row.kind;
    switch (row.kind) {
        case Kind::at: return;
        case Kind::sent:
        case Kind::requested:
        case Kind::appended:
        case Kind::replicated:
        case Kind::acknowledged:
        case Kind::told_error: return take(read_record(node, draft), into.record);
        case Kind::follower_behind: return read_follower_behind(node, draft, into);
        case Kind::isr_is: return take(read_brokers(node, draft), into.brokers);
        case Kind::isr_size: {
            std::optional<std::int64_t> n = number_of(node, 0, draft.config().brokers);
            if (n) into.number = static_cast<std::int32_t>(*n);
            return;
        }
        case Kind::leader_changed: {
            std::optional<std::int64_t> n = number_of(node, 1, largest_int32);
            if (n) into.number = static_cast<std::int32_t>(*n);
            return;
        }
        case Kind::fault_started:
        case Kind::fault_ended: return read_fault_reference(node, draft, into);
    }
}

void check_trigger_keys(const Node& when, const TriggerRow& row) {
    std::vector<std::string_view> known = trigger_names();
    for (const LanguageKey& key : trigger_modifiers())
        if (key.name != "on" || row.kind == Trigger::Kind::replicated) known.push_back(key.name);
    for (const auto& [key, node] : when.members()) {
        if (node.reading().full() || std::find(known.begin(), known.end(), key) != known.end()) continue;
        if (key == "on") node.problem("\"on\" belongs to \"replicated\" only", "leave it out");
        else node.problem("unknown key " + in_quotes(key), instead_of(key, known));
    }
}

}  // namespace

void read_trigger(const Node& when, PartitionId partition, const Draft& draft, Trigger& into) {
    if (!is_object(when, R"(write a state such as {"acknowledged": "p1#7"}, or a time: "at": "10ms")")) return;
    const TriggerRow* row = find_trigger(when);
    static constexpr TriggerRow none{Trigger::Kind::at, "", Form::record, "", "", ""};
    if (row == nullptr) {
        for (const auto& [key, node] : when.members())
            if (std::vector<std::string_view> near = nearest_names(key, trigger_names(), 1); !near.empty()) return check_trigger_keys(when, none);
        when.problem("no state is written", instead_of("", trigger_names()));
        return;
    }
    check_trigger_keys(when, *row);
    into.partition = partition;
    if (auto node = when.find("partition")) take(read_partition(*node, draft), into.partition);
    read_state(*row, *when.find(row->name), draft, into);
    if (auto node = when.find("on"); node && row->kind == Trigger::Kind::replicated) take(read_broker(*node, draft), into.broker);
    if (auto node = when.find("times"))
        if (std::optional<std::int64_t> n = number_of(*node, 1, largest_int32)) into.times = static_cast<std::int32_t>(*n);
    if (auto node = when.find("after")) take(duration_of(*node), into.after);
}

}  // namespace acksim
