// workload: what the application does with its producer.
#include <limits>

#include <fmt/format.h>

#include "scenario/language.hpp"
#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"
#include "scenario/readers.hpp"

namespace acksim {

namespace {

void take_count(const Node& workload, std::string_view key, std::int32_t& into) {
    if (auto node = workload.find(key))
        if (std::optional<std::int64_t> n = number_of(*node, 0, largest_int32)) into = static_cast<std::int32_t>(*n);
}

std::optional<std::int16_t> read_partition_number(const Node& node, const Topic& topic) {
    std::optional<std::int64_t> n = number_of(node, 0, std::numeric_limits<std::int16_t>::max());
    if (!n) return std::nullopt;
    if (*n >= topic.partitions) node.warn(fmt::format("the topic has no partition {}: send() waits for max.block.ms and fails", *n));
    return static_cast<std::int16_t>(*n);
}

void read_partitions(const Node& workload, const Topic& topic, Workload& into) {
    std::optional<Node> one = workload.find("partition"), several = workload.find("partitions");
    if (one) take(read_partition_number(*one, topic), into.partition);
    if (several && is_list(*several, "write a list of numbers such as [0, 1]"))
        for (const Node& element : several->elements())
            if (std::optional<std::int16_t> n = read_partition_number(element, topic)) into.partitions.push_back(*n);
    if (one && several) several->problem("\"partition\" and \"partitions\" are both written", "keep one of the two");
    std::optional<Node> keys = workload.find("keys");
    if (keys && into.keys > 0 && (one || several)) keys->problem("a partition is written, so keys decide nothing", "keep \"keys\" or the partition");
}

void read_sizes(const Node& workload, Workload& into) {
    std::optional<Node> one = workload.find("size"), several = workload.find("sizes");
    if (one) take(size_of(*one), into.size);
    if (several && is_list(*several, "write a list of sizes such as [100, \"1MB\"]"))
        for (const Node& element : several->elements())
            if (std::optional<std::int32_t> size = size_of(element)) into.sizes.push_back(*size);
    if (one && several) several->problem("\"size\" and \"sizes\" are both written", "keep one of the two");
}

void read_pauses(const Node& workload, Workload& into) {
    std::optional<Node> one = workload.find("every"), several = workload.find("pauses");
    if (one) take(wait_of(*one), into.every);
    if (several && is_list(*several, R"(write a list of durations such as ["1s", "0s"])"))
        for (const Node& element : several->elements())
            if (std::optional<Wait> pause = wait_of(element)) into.pauses.push_back(*pause);
    if (one && several) several->problem("\"every\" and \"pauses\" are both written", "keep one of the two");
}

void read_end(const Node& node, Workload& into) {
    std::optional<std::string> word = text_of(node);
    if (!word) return;
    if (*word == "close") into.end = Workload::End::close;
    else if (*word == "flush") into.end = Workload::End::flush;
    else if (*word == "exit") into.end = Workload::End::exit;
    else if (*word == "nothing") into.end = Workload::End::nothing;
    else node.problem(in_quotes(*word) + " is no way to end", instead_of(*word, {"close", "flush", "exit", "nothing"}));
}

// An index, or the record's name.
void read_records(const Node& list, const std::string& producer, std::int32_t records, std::vector<std::int32_t>& into) {
    if (!is_list(list, "write a list of records such as [3] or [\"p1#3\"]")) return;
    for (const Node& element : list.elements()) {
        std::optional<std::int64_t> index;
        if (element.json().is_string()) {
            std::string_view name = element.json().get_ref<const std::string&>();
            bool own = name.starts_with(producer + "#") && name.size() < producer.size() + 11;
            if (own) index = read_whole_number(name.substr(producer.size() + 1));
            if (!index || *index < 0) {
                element.problem(fmt::format("{} is no record of {}", in_quotes(name), producer),
                                fmt::format("write an index, or a name such as \"{}#0\"", producer));
                continue;
            }
        } else index = number_of(element, 0, largest_int32);
        if (!index) continue;
        if (*index < records) into.push_back(static_cast<std::int32_t>(*index));
        else element.problem(fmt::format("there is no record {}#{}", producer, *index), fmt::format("{} sends {} records, counted from 0", producer, records));
    }
}

void read_resends(const Node& workload, Workload& into) {
    std::optional<Node> resends = workload.find("resends"), alias = workload.find("resend_on_error");
    take_count(workload, resends ? "resends" : "resend_on_error", into.resends);
    if (resends && alias) alias->problem("\"resends\" and \"resend_on_error\" are the same, and both are written", "keep one of the two");
    if (auto node = workload.find("resend_after")) take(wait_of(*node), into.resend_after);
}

}  // namespace

void read_workload(const Node& workload, const Topic& topic, const std::string& producer, Workload& into) {
    if (!check_part(workload, "workload")) return;
    take_count(workload, "records", into.records);
    read_pauses(workload, into);
    if (auto node = workload.find("start"))
        if (std::optional<Duration> start = duration_of(*node)) into.start = SimTime{} + *start;
    take_count(workload, "keys", into.keys);
    take_count(workload, "flush_every", into.flush_every);
    take_count(workload, "close_after", into.close_after);
    read_sizes(workload, into);
    read_partitions(workload, topic, into);
    read_resends(workload, into);
    if (auto node = workload.find("end")) read_end(*node, into);
    if (auto node = workload.find("close_timeout")) take(duration_of(*node), into.close_timeout);
    if (auto node = workload.find("bad_timestamps")) read_records(*node, producer, into.records, into.bad_timestamps);
    if (auto node = workload.find("invalid_topic")) read_records(*node, producer, into.records, into.invalid_topic);
    if (auto node = workload.find("without_key")) {
        read_records(*node, producer, into.records, into.without_key);
        if (into.keys == 0) node->problem("no record has a key", "write \"keys\" as well, or leave this out");
    }
}

}  // namespace acksim
