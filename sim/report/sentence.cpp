#include "report/sentence.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.hpp"
#include "modes/label.hpp"

namespace acksim {

namespace {

using Replacement = std::string (*)(const Happening&, const Names&);

// The producer whose records or requests a happening is about.
const ProducerConfig* producer_of(const Happening& h, const Names& names) {
    const Nodes nodes = names.nodes();
    ProducerIndex p = h.records.producer;
    for (const NodeId node : {h.node, h.other})
        if (node != no_node && nodes.is_producer(node)) p = nodes.producer_of(node);
    const auto& producers = names.scenario().config.producers;
    return p.value >= 0 && static_cast<std::size_t>(p.value) < producers.size() ? &producers[static_cast<std::size_t>(p.value)].config : nullptr;
}

const TopicConfig* topic_of(const Happening& h, const Names& names) {
    const Config& config = names.scenario().config;
    if (h.partition.value < 0 || static_cast<std::size_t>(h.partition.value) >= config.partitions.size()) return nullptr;
    return &config.topics[static_cast<std::size_t>(config.partition(h.partition).topic)].config;
}

std::string timer(const Happening& h, const Names&) {
    const bool known = h.offset >= 0 && h.offset < static_cast<std::int64_t>(TimerKind::count);
    return known ? timer_label({static_cast<TimerKind>(h.offset)}) : "a timer";
}

std::string error(const Happening& h, const Names&) { return std::string(info(h.error).exception); }

std::string short_error(const Happening& h, const Names& names) {
    constexpr std::string_view ending = "Exception";
    const std::string name = error(h, names);
    return name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : name;
}

std::string record(const Happening& h, const Names& names) {
    const Nodes nodes = names.nodes();
    if (h.offset < 0 || !nodes.is_producer(h.node)) return names.records(h.records, h.partition);
    return names.record({nodes.producer_of(h.node), static_cast<std::int32_t>(h.offset)});
}

// A message that is lost may have carried no record at all.
std::string records_after(const char* before, const Happening& h, const Names& names) {
    return h.records.count == 0 ? "" : before + names.records(h.records, h.partition);
}

std::string attempt(const Happening& h, const Names&) { return h.offset <= 0 ? "" : " again (retry " + std::to_string(h.offset) + ")"; }

std::string resend(const Happening& h, const Names& names) { return h.offset <= 0 ? "" : "resend " + names.records(h.records, h.partition); }

// With acks=0 nobody answers: the socket has taken the bytes, and that counts.
std::string stored_at(const Happening& h, const Names& names) {
    const ProducerConfig* producer = producer_of(h, names);
    if (producer && producer->acks == Acks::none) return " as soon as the bytes are handed to the socket (acks=0)";
    return h.offset < 0 ? "" : ", offset " + std::to_string(h.offset);
}

std::string acks(const Happening& h, const Names& names) {
    const ProducerConfig* producer = producer_of(h, names);
    if (!producer || producer->acks == Acks::none) return "";
    return producer->acks == Acks::leader ? " without waiting for a follower (acks=1)" : ": every replica in the ISR has it (acks=all)";
}

std::string retries(const Happening& h, const Names& names) {
    const ProducerConfig* producer = producer_of(h, names);
    const bool bounded = producer && producer->retries < ProducerConfig::retries_without_end;
    return bounded ? " (retries=" + std::to_string(producer->retries) + ")" : "";
}

// A broker recognises a batch only by its producer's sequence numbers.
std::string no_dedup(const Happening& h, const Names& names) {
    const ProducerConfig* producer = producer_of(h, names);
    return producer && !producer->enable_idempotence ? "" : ", with a sequence number";
}

std::string error_setting(const Happening& h, const Names& names) {
    const bool too_few = h.error == ErrorCode::not_enough_replicas || h.error == ErrorCode::not_enough_replicas_after_append;
    const TopicConfig* topic = topic_of(h, names);
    return too_few && topic ? " (min.insync.replicas=" + std::to_string(topic->min_insync_replicas) + ")" : "";
}

std::string flush(const Happening& h, const Names& names) {
    const TopicConfig* topic = topic_of(h, names);
    const bool never = topic && topic->flush_messages == 9223372036854775807;
    return never ? " (flush.messages: never)" : "";
}

std::string unclean_off(const Happening& h, const Names& names) {
    const TopicConfig* topic = topic_of(h, names);
    return topic && !topic->unclean_leader_election_enable ? " (unclean.leader.election.enable=false)" : "";
}

// Unclean by the operator's leave, or because the last known leader is the only candidate left (KIP-966).
std::string unclean_why(const Happening& h, const Names& names) {
    const TopicConfig* topic = topic_of(h, names);
    const bool allowed = topic && topic->unclean_leader_election_enable;
    return allowed ? "though it was not in the ISR (unclean.leader.election.enable=true)"
                   : "though its log may be cut: ISR and ELR are empty, so the last known leader is all there is (KIP-966)";
}

template <Duration ProducerConfig::*member> std::string producer_setting(const Happening& h, const Names& names) {
    const ProducerConfig* producer = producer_of(h, names);
    return producer ? milliseconds_text(producer->*member) : "?";
}

template <Duration BrokerConfig::*member> std::string broker_setting(const Happening&, const Names& names) {
    return milliseconds_text(names.scenario().config.broker.*member);
}

std::string cut_ends(const Happening& h, const Names& names) {
    const bool one_way = h.offset > 0;
    return (one_way ? "from " : "between ") + names.node(h.node) + (one_way ? " to " : " and ") + names.node(h.other);
}

std::string fenced_why(const Happening& h, const Names& names) {
    return h.offset > 0 ? "it has asked to shut down"
                        : "no heartbeat (broker.session.timeout.ms=" + milliseconds_text(names.scenario().config.broker.broker_session_timeout) + ")";
}

constexpr std::array<std::pair<std::string_view, Replacement>, 31> replacements{{
    {"node", [](const Happening& h, const Names& names) { return names.node(h.node); }},
    {"other", [](const Happening& h, const Names& names) { return names.node(h.other); }},
    {"leader", [](const Happening& h, const Names& names) { return names.node(h.other); }},
    {"partition", [](const Happening& h, const Names& names) { return names.partition(h.partition); }},
    {"records", [](const Happening& h, const Names& names) { return names.records(h.records, h.partition); }},
    {"number", [](const Happening& h, const Names&) { return std::to_string(h.offset); }},
    {"epoch", [](const Happening& h, const Names&) { return std::to_string(h.epoch.value); }},
    {"set", [](const Happening& h, const Names& names) { return names.brokers(h.set); }},
    {"timer", timer},
    {"error", error},
    {"short_error", short_error},
    {"record", record},
    {"with_records", [](const Happening& h, const Names& names) { return records_after(" with ", h, names); }},
    {"for_records", [](const Happening& h, const Names& names) { return records_after(" for ", h, names); }},
    {"colon_records", [](const Happening& h, const Names& names) { return records_after(": ", h, names); }},
    {"attempt", attempt},
    {"resend", resend},
    {"stored_at", stored_at},
    {"acks", acks},
    {"retries", retries},
    {"no_dedup", no_dedup},
    {"error_setting", error_setting},
    {"flush", flush},
    {"unclean_off", unclean_off},
    {"unclean_why", unclean_why},
    {"fenced_why", fenced_why},
    {"cut_ends", cut_ends},
    {"delivery_timeout", producer_setting<&ProducerConfig::delivery_timeout>},
    {"request_timeout", producer_setting<&ProducerConfig::request_timeout>},
    {"lag_time", broker_setting<&BrokerConfig::replica_lag_time_max>},
    {"id_expiration", broker_setting<&BrokerConfig::producer_id_expiration>},
}};

std::string replacement(std::string_view name, const Happening& h, const Names& names) {
    for (const auto& [known, function] : replacements)
        if (known == name) return function(h, names);
    ACKSIM_CHECK(!"a placeholder that no function fills");
    return {};
}

std::string fill(std::string_view pattern, const Happening& h, const Names& names) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = pattern.find('}', open);
        text += replacement(pattern.substr(open + 1, close - open - 1), h, names);
        pattern.remove_prefix(close + 1);
    }
    return text;
}

}  // namespace

std::string sentence(const Happening& happening, const Names& names, std::span<const Happening> step) {
    const bool with_the_disk = happening.what == What::unflushed_lost &&
                               std::any_of(step.begin(), step.end(), [&](const Happening& h) { return h.what == What::lost_disk && h.node == happening.node; });
    return fill(with_the_disk ? "{records} (offset {number}) is gone with the disk of {node}" : telling(happening.what).sentence, happening, names);
}

std::string label(const Happening& happening, const Names& names) { return fill(telling(happening.what).label, happening, names); }

}  // namespace acksim
