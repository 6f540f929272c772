// faults: what goes wrong, when it starts, whom it hits.
#include <algorithm>

#include <fmt/format.h>

#include "scenario/fault_table.hpp"
#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"
#include "scenario/read_fault.hpp"
#include "scenario/references.hpp"

namespace acksim {

namespace {

constexpr std::string_view start_example = R"(write "at": "10ms", "from": "start", or "when": {"acknowledged": "p1#7"})";

// Those that take whom this one would hit: who writes a broker means no fault of a producer.
std::vector<std::string_view> names_for(const Node& fault) {
    std::vector<std::string_view> names;
    for (const FaultRow& row : fault_table()) {
        std::vector<LanguageKey> keys = keys_of(row);
        std::vector<std::string_view> known = names_of(keys);
        bool fits = true;
        for (std::string_view whom : {"broker", "brokers", "node", "producer", "between", "of"})
            fits &= !fault.find(whom) || std::find(known.begin(), known.end(), whom) != known.end();
        if (fits) names.push_back(row.name);
    }
    return names;
}

const FaultRow* read_kind(const Node& fault) {
    std::optional<Node> node = fault.find("do");
    if (!node) {
        fault.problem("nothing says what goes wrong", "write \"do\": \"crash\" or another fault (see \"acksim describe faults\")");
        return nullptr;
    }
    std::optional<std::string> name = text_of(*node);
    if (!name) return nullptr;
    const FaultRow* row = find_fault(*name);
    if (row == nullptr) node->problem("there is no fault " + in_quotes(*name), instead_of(*name, names_for(fault)));
    return row;
}

void check_fault_keys(const Node& fault, const FaultRow& row) {
    std::vector<LanguageKey> keys = keys_of(row);
    std::vector<std::string_view> known = names_of(keys), anywhere = names_of(fault_keys());
    for (const auto& [key, node] : fault.members()) {
        if (node.reading().full() || std::find(known.begin(), known.end(), key) != known.end()) continue;
        bool elsewhere = std::find(anywhere.begin(), anywhere.end(), key) != anywhere.end();
        if (elsewhere) node.problem(fmt::format("{} has no {}", row.name, in_quotes(key)), fmt::format("leave it out (see \"acksim describe {}\")", row.name));
        else node.problem("unknown key " + in_quotes(key), instead_of(key, known));
    }
    for (const std::vector<std::string_view>& choices : needs_of(row)) {
        std::vector<std::string_view> written;
        for (std::string_view name : choices)
            if (fault.find(name)) written.push_back(name);
        if (written.empty()) fault.problem(fmt::format("{} needs \"{}\"", row.name, choices[0]), fmt::format("write it as in {}", row.example));
        if (written.size() > 1)
            fault.find(written[1])->problem(fmt::format("\"{}\" and \"{}\" are both written", written[0], written[1]), "keep one of the two");
    }
}

// A fault on one request may wait for that request from the start.
bool waits_for_a_request(const FaultRow& row) { return row.needs.starts_with("of"); }

void read_start(const Node& fault, const FaultRow& row, const Draft& draft, Fault& into) {
    std::optional<Node> when = fault.find("when"), at = fault.find("at"), from = fault.find("from");
    int written = int{when.has_value()} + int{at.has_value()} + int{from.has_value()};
    if (written == 0 && !waits_for_a_request(row)) fault.problem("nothing says when it starts", std::string(start_example));
    if (written > 1) fault.problem("it is said twice when it starts", "keep one of \"when\", \"at\" and \"from\"");
    if (at)
        if (std::optional<Duration> time = duration_of(*at)) into.when.at = SimTime{} + *time;
    if (from && from->json() != "start") {
        std::optional<Duration> time = from->json().is_string() ? read_duration(from->json().get_ref<const std::string&>()) : std::nullopt;
        if (time) into.when.at = SimTime{} + *time;
        else from->refuse("a time", "write \"start\", or a time such as \"10ms\"");
    }
    if (when) read_trigger(*when, into.partition, draft, into.when);
}

void read_fault(const Node& node, const Draft& draft, Fault& into) {
    const FaultRow* row = read_kind(node);
    if (row == nullptr) return;
    into.kind = row->kind;
    check_fault_keys(node, *row);
    if (auto partition = node.find("partition")) take(read_partition(*partition, draft), into.partition);
    into.target.partition = into.other.partition = into.partition;
    read_start(node, *row, draft, into);
    read_fault_details(node, draft, into);
}

void read_fault_name(const Node& node, std::int32_t number, Draft& draft) {
    std::optional<std::string> name = text_of(node);
    if (name && !draft.fault_numbers.emplace(*name, number).second)
        node.problem(fmt::format("two faults are named {}", in_quotes(*name)), "give each fault a name of its own");
}

bool waits_for_a_fault(const Fault& fault) { return fault.when.kind == Trigger::Kind::fault_started || fault.when.kind == Trigger::Kind::fault_ended; }

// Faults that wait for each other in a circle never start.
void check_circles(const std::vector<Node>& nodes, const std::vector<Fault>& faults) {
    for (std::size_t i = 0; i < faults.size(); ++i) {
        std::size_t at = i, steps = 0;
        while (waits_for_a_fault(faults[at]) && steps <= faults.size()) {
            at = static_cast<std::size_t>(faults[at].when.number);
            if (at == i) {
                nodes[i].problem("it waits for itself, so it never starts", "let one fault of the circle start by a time or another state");
                break;
            }
            ++steps;
        }
    }
}

}  // namespace

void read_faults(const Node& root, Draft& draft) {
    std::optional<Node> list = root.find("faults");
    if (!list || !is_list(*list, R"(write a list such as [{"at": "1s", "do": "crash", "broker": "leader"}])")) return;
    std::vector<Node> nodes;
    for (const Node& element : list->elements()) nodes.push_back(element);
    draft.scenario.faults.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (auto name = nodes[i].find("name")) read_fault_name(*name, static_cast<std::int32_t>(i), draft);
    std::size_t problems = root.reading().problems.size();
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (is_object(nodes[i], R"(write an object such as {"at": "1s", "do": "crash", "broker": "leader"})"))
            read_fault(nodes[i], draft, draft.scenario.faults[i]);
    if (root.reading().problems.size() == problems) check_circles(nodes, draft.scenario.faults);
}

}  // namespace acksim
