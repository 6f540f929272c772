// expect: what must come out.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenario/fault_table.hpp"
#include "scenario/language.hpp"
#include "scenario/problems.hpp"
#include "scenario/references.hpp"

namespace acksim {

namespace {

using Kind = Expected::Kind;

std::optional<Expected> read_bound(const Node& node) {
    static constexpr LanguageKey keys[] = {{"at_least", Form::number, "", ""}, {"at_most", Form::number, "", ""}};
    static constexpr std::string_view example = R"({"at_least": 1})";
    check_keys(node, keys, example);
    std::optional<Node> least = node.find("at_least"), most = node.find("at_most");
    if (least && most) most->problem("\"at_least\" and \"at_most\" are both written", "keep one of the two");
    if (!least && !most) node.problem("no bound is written", fmt::format("write {}", example));
    if (!least && !most) return std::nullopt;
    std::optional<std::int64_t> count = number_of(least ? *least : *most, 0, std::numeric_limits<std::int64_t>::max());
    if (!count) return std::nullopt;
    return Expected{least ? Kind::at_least : Kind::at_most, *count, {}};
}

std::optional<Expected> read_expected(const Node& node, bool may_list, const Draft& draft) {
    if (node.json().is_object()) return read_bound(node);
    if (node.json().is_number()) {
        std::optional<std::int64_t> count = number_of(node, 0, std::numeric_limits<std::int64_t>::max());
        return count ? std::optional(Expected{Kind::exactly, *count, {}}) : std::nullopt;
    }
    if (!may_list || !node.json().is_array()) {
        node.refuse("an expectation", may_list ? R"(write a number, {"at_least": 1}, {"at_most": 1}, or a list of records such as ["p1#0"])"
                                               : R"(write a number, {"at_least": 1} or {"at_most": 1})");
        return std::nullopt;
    }
    Expected expected{Kind::these, 0, {}};
    for (const Node& element : node.elements())
        if (std::optional<RecordName> record = read_record(element, draft)) expected.records.push_back(*record);
    expected.count = static_cast<std::int64_t>(expected.records.size());
    return expected;
}

// One partition: a list of names, or all in one text. Every copy is written, so a name may come twice.
std::vector<std::string> read_partition_log(const Node& node, const Draft& draft) {
    std::vector<std::string> log;
    auto add = [&](const Node& place, std::string_view name) {
        if (std::optional<RecordName> record = read_record(place, name, draft)) log.push_back(draft.scenario.name_of(*record));
    };
    if (node.json().is_string()) {
        for (std::string_view name : words_of(node.json().get_ref<const std::string&>())) add(node, name);
        return log;
    }
    if (!is_list(node, R"(write the records in log order, such as ["p1#0", "p1#1"] or "p1#0 p1#1")")) return log;
    for (const Node& element : node.elements()) {
        const bool is_index = element.json().is_number_integer();
        if (std::optional<std::string> name = is_index ? element.json().dump() : text_of(element)) add(element, *name);
    }
    return log;
}

void read_log(const Node& node, const Draft& draft, Expectation& into) {
    bool one_text = node.json().is_string();
    if (!one_text && !is_list(node, R"(write one log for each partition, such as ["p1#0 p1#1"])")) return;
    std::size_t count = draft.config().partitions.size(), logs = one_text ? 1 : node.size();
    if (logs != count) {
        node.problem(fmt::format("{} log(s) for {} partition(s)", logs, count), R"(write one log for each partition, such as ["p1#0 p1#1"])");
        return;
    }
    into.log.emplace();
    if (one_text) into.log->push_back(read_partition_log(node, draft));
    for (const Node& partition : node.elements()) into.log->push_back(read_partition_log(partition, draft));
}

std::vector<std::string_view> words_that_can_be_told() {
    std::vector<std::string_view> words = {"ok", "nothing"};
    for (const ErrorInfo& error : all_errors())
        if (!error.exception.empty() && std::find(words.begin(), words.end(), error.exception) == words.end()) words.push_back(error.exception);
    return words;
}

void read_told(const Node& node, const Draft& draft, Expectation& into) {
    if (!is_object(node, R"(write an object such as {"p1#2": "NetworkException"})")) return;
    std::vector<std::string_view> known = words_that_can_be_told();
    for (const auto& [name, value] : node.members()) {
        std::optional<RecordName> record = read_record(value, name, draft);
        std::optional<std::string> word = text_of(value);
        if (word && std::find(known.begin(), known.end(), *word) == known.end()) {
            bool near = !nearest_names(*word, known, 1).empty();
            value.problem("no application is told " + in_quotes(*word),
                          near ? instead_of(*word, known) : "write \"ok\", \"nothing\", or an exception such as \"TimeoutException\"");
        } else if (record && word) into.told.emplace_back(*record, *word);
    }
    std::sort(into.told.begin(), into.told.end());
}

// A record has one fate.
void check_fates(const Node& node, const Expectation& read, const Draft& draft) {
    std::int64_t records = 0, expected = 0;
    for (const ProducerSetup& producer : draft.config().producers) records += producer.workload.records;
    std::set<RecordName> named;
    const std::pair<std::string_view, const std::optional<Expected>&> fates[] = {
        {"delivered", read.delivered},         {"lost", read.lost},       {"silently_lost", read.silently_lost},
        {"reported_lost", read.reported_lost}, {"phantom", read.phantom}, {"duplicated", read.duplicated}};
    for (const auto& [key, fate] : fates) {
        if (!fate || fate->kind == Kind::at_most) continue;
        const std::set<RecordName> own(fate->records.begin(), fate->records.end());
        for (RecordName record : own)
            if (!named.insert(record).second)
                node.find(key)->problem(fmt::format("{} has another fate already", draft.scenario.name_of(record)), "name each record once");
        std::int64_t count = fate->kind == Kind::these ? static_cast<std::int64_t>(own.size()) : fate->count;
        expected = std::min(expected + std::min(count, records + 1), records + 1);
    }
    if (expected > records) node.problem(fmt::format("it expects something of more records than the {} that are sent", records), "lower the numbers");
}

// Recursive through any_of; the depth of a scenario is bounded.
Expectation read_expectation(const Node& node, const Draft& draft) {
    Expectation read;
    if (!check_part(node, "expect")) return read;
    auto records = [&](std::string_view key, std::optional<Expected>& into) {
        if (auto value = node.find(key)) into = read_expected(*value, true, draft);
    };
    records("delivered", read.delivered);
    records("lost", read.lost);
    records("silently_lost", read.silently_lost);
    records("reported_lost", read.reported_lost);
    records("phantom", read.phantom);
    records("duplicated", read.duplicated);
    records("reordered", read.reordered);
    check_fates(node, read, draft);
    if (auto value = node.find("unavailable")) read.unavailable = read_expected(*value, false, draft);
    if (auto value = node.find("diverged")) read.diverged = read_expected(*value, false, draft);
    if (auto value = node.find("log")) read_log(*value, draft, read);
    if (auto value = node.find("told")) read_told(*value, draft, read);
    if (auto value = node.find("any_of"); value && is_list(*value, R"(write a list such as [{"lost": 0}, {"lost": 1}])")) {
        for (const Node& element : value->elements()) read.any_of.push_back(read_expectation(element, draft));
        if (value->json().empty()) value->problem("none of nothing is ever true", "write at least one expectation, or leave \"any_of\" out");
    }
    return read;
}

}  // namespace

void read_expect(const Node& root, Draft& draft) {
    if (auto node = root.find("expect")) draft.scenario.expect = read_expectation(*node, draft);
}

}  // namespace acksim
