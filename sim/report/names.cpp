#include "report/names.hpp"

#include <algorithm>

#include "modes/record_names.hpp"
#include "report/layout.hpp"

namespace acksim {

namespace {

// `value` thousandths as a decimal number with at most `digits` of the three digits after the point, without trailing zeros.
std::string decimal(std::int64_t value, int digits) {
    std::string fraction = std::to_string(1000 + value % 1000).substr(1, static_cast<std::size_t>(digits));
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    return std::to_string(value / 1000) + (fraction.empty() ? "" : "." + fraction);
}

}  // namespace

std::string_view word_name(Word word) {
    switch (word) {
        case Word::delivered: return "delivered";
        case Word::lost: return "lost";
        case Word::silently_lost: return "silently lost";
        case Word::reported_lost: return "reported lost";
        case Word::phantom: return "phantom";
        case Word::duplicated: return "duplicated";
        case Word::unacknowledged: return "unacknowledged";
        case Word::undecided: return "undecided";
    }
    return "";
}

std::string_view meaning(Word word) {
    switch (word) {
        case Word::delivered: return "told OK, stored once";
        case Word::lost: return "told OK, not stored: the broken promise";
        case Word::silently_lost: return "told nothing, not stored";
        case Word::reported_lost: return "told an error, not stored";
        case Word::phantom: return "told an error, yet stored";
        case Word::duplicated: return "stored more than once";
        case Word::unacknowledged: return "told nothing, yet stored";
        case Word::undecided: return "the run was given up before its fate was sealed";
    }
    return "";
}

std::string_view acks_name(Acks acks) {
    switch (acks) {
        case Acks::none: return "0";
        case Acks::leader: return "1";
        case Acks::all: return "all";
    }
    return "";
}

std::string duration_text(Duration d) {
    if (d.us == 0) return "0 ms";
    if (d.us < 1000) return std::to_string(d.us) + " µs";
    if (d.us < 1000000) return decimal(d.us, 1) + " ms";
    return decimal(d.us / 1000, 3) + " s";
}

std::string milliseconds_text(Duration d) { return decimal(d.us, 3); }

std::string time_text(SimTime at) {
    if (at.us >= 1000000)  // all three digits, so that a column of times is aligned
        return std::to_string(at.us / 1000000) + "." + std::to_string(1000 + at.us / 1000 % 1000).substr(1) + " s";
    return std::to_string(at.us / 1000) + "." + std::to_string(at.us / 100 % 10) + " ms";
}

std::string rate_text(const Cost& cost) { return cost.records_per_second == 0 && cost.acknowledged > 0 ? "under 1" : std::to_string(cost.records_per_second); }

std::string span_text(SimTime from, SimTime to) {
    const std::string start = time_text(from), end = time_text(to);
    const std::size_t unit = start.find(' ');
    const bool one_unit = start.substr(unit) == end.substr(end.find(' '));
    return start == end ? end : (one_unit ? start.substr(0, unit) : start) + " – " + end;
}

std::string Names::broker(BrokerId broker) const { return broker == nobody ? "nobody" : "b" + std::to_string(broker.value + 1); }

std::string Names::node(NodeId node) const {
    if (node == no_node) return "nobody";
    if (nodes().is_broker(node)) return broker(nodes().broker_of(node));
    if (node == nodes().controller()) return "controller";
    const auto index = static_cast<std::size_t>(nodes().producer_of(node).value);
    return index < scenario_.producer_names.size() ? scenario_.producer_names[index] : "node " + std::to_string(node.value);
}

std::string Names::brokers(BrokerSet set) const {
    std::vector<std::string> members;
    for_each(set, [&](BrokerId b) { members.push_back(broker(b)); });
    return members.empty() ? "–" : join(members, " ");
}

std::string Names::partition(PartitionId p) const {
    const Config& config = scenario_.config;
    if (p.value < 0 || static_cast<std::size_t>(p.value) >= config.partitions.size()) return "the partition";
    const std::int16_t of = config.topic_of(p);
    return topic(of) + "-" + std::to_string(p - config.topics[static_cast<std::size_t>(of)].first);
}

std::string Names::partition(PartitionId p, int columns) const {
    const std::string whole = partition(p), number = whole.substr(std::min(whole.rfind('-'), whole.size()));
    return text_width(whole) <= columns ? whole : cut(whole, columns - text_width(number)) + number;
}

std::string Names::topic(std::int16_t topic) const {
    const auto place = static_cast<std::size_t>(topic);
    return place < scenario_.topic_names.size() ? scenario_.topic_names[place] : "topic";
}

std::optional<RecordName> Names::record_at(RecordRange range, PartitionId p, std::int32_t send) const {
    const auto producer = static_cast<std::size_t>(range.producer.value);
    if (range.producer.value < 0 || p.value < 0 || send < 0 || producer >= result_.lanes.size()) return std::nullopt;
    const auto& partitions = result_.lanes[producer];
    const auto at = static_cast<std::size_t>(p.value);
    if (at >= partitions.size() || static_cast<std::size_t>(send) >= partitions[at].size()) return std::nullopt;
    return RecordName{range.producer, partitions[at][static_cast<std::size_t>(send)]};
}

bool Names::has(RecordRange range, PartitionId p, RecordName record) const {
    if (range.producer != record.producer) return false;
    for (std::int32_t send = range.first; send < range.end(); ++send)
        if (record_at(range, p, send) == record) return true;
    return false;
}

std::string Names::records(RecordRange range, PartitionId p) const {
    const std::string producer = node(nodes().producer(range.producer));
    std::vector<std::int32_t> indices;
    for (std::int32_t send = range.first; send < range.end(); ++send) {
        const std::optional<RecordName> record = record_at(range, p, send);
        if (!record) return std::to_string(range.count) + (range.count == 1 ? " record of " : " records of ") + producer;
        indices.push_back(record->index);
    }
    return indices.empty() ? "no record" : name_indices(producer, indices);
}

namespace {

std::string move_number(SimTime at) { return std::to_string(at.us / 1000); }

}  // namespace

std::string Names::time(SimTime at) const { return result_.trace.counts_moves ? (at.us == 0 ? "start" : "move " + move_number(at)) : time_text(at); }

std::string Names::span(SimTime from, SimTime to) const {
    if (!result_.trace.counts_moves) return span_text(from, to);
    return from == to ? "move " + move_number(from) : "moves " + move_number(from) + "–" + move_number(to);
}

std::string Names::passing(Duration d) const {
    if (!result_.trace.counts_moves) return duration_text(d) + " pass";
    return d.us <= 1000 ? "1 move" : std::to_string(d.us / 1000) + " moves";
}

}  // namespace acksim
