#include "scenario/fault_table.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace acksim {

namespace {

using enum FaultKind;

constexpr FaultRow faults[] = {
    {crash, "crash", "broker|brokers", "restart_after",
     "The process dies (SIGKILL). Its disk and the page cache of its machine stay, so nothing that was appended is gone.",
     R"({"when": {"acknowledged": "p1#7"}, "do": "crash", "broker": "leader", "restart_after": "10s"})"},
    {power_loss, "power_loss", "broker|brokers", "restart_after keep", "The machine loses power: what was appended and not flushed is gone from every log.",
     R"({"when": {"acknowledged": "p1#7"}, "do": "power_loss", "broker": "leader"})"},
    {disk_loss, "disk_loss", "broker|brokers", "restart_after", "The process dies and every log of the broker is gone; it comes back empty.",
     R"({"at": "2s", "do": "disk_loss", "broker": "b2", "restart_after": "5s"})"},
    {stop, "stop", "broker|brokers", "restart_after", "SIGTERM: the broker hands its leaderships over, flushes and stops.",
     R"({"at": "1s", "do": "stop", "broker": "b1", "restart_after": "10s"})"},
    {pause, "pause", "node|broker|brokers|producer", "for",
     "A process is frozen (garbage collection, SIGSTOP): it does nothing, and believes afterwards that no time has passed.",
     R"({"when": {"appended": "p1#3"}, "do": "pause", "broker": "leader", "for": "12s"})"},
    {FaultKind::partition, "partition", "between", "for one_way", "Messages between the two ends do not arrive. TCP keeps them until the link is whole again.",
     R"({"at": "1s", "do": "partition", "between": ["b1", "controller"], "for": "15s"})"},
    {lose_request, "lose_request", "of", "times", "The connection breaks before the produce request reaches the broker.",
     R"({"do": "lose_request", "of": "p1#2"})"},
    {lose_response, "lose_response", "of", "times", "The connection breaks before the answer reaches the producer: appended, but the producer cannot know.",
     R"({"do": "lose_response", "of": "p1#2"})"},
    {swallow_request, "swallow_request", "of", "times", "The request vanishes while the connection stays; the producer waits for request.timeout.ms.",
     R"({"do": "swallow_request", "of": "p1#2"})"},
    {swallow_response, "swallow_response", "of", "times", "The answer vanishes while the connection stays.",
     R"({"do": "swallow_response", "of": {"producer": "p1", "request": 3}})"},
    {delay_request, "delay_request", "of by", "times", "The request, and all behind it on its connection, arrives later.",
     R"({"do": "delay_request", "of": "p1#2", "by": "200ms"})"},
    {delay_response, "delay_response", "of by", "times", "The answer, and all behind it on its connection, arrives later.",
     R"({"do": "delay_response", "of": "p1#2", "by": "200ms"})"},
    {answer_error, "answer_error", "of error", "appended times", "The broker answers the request with an error, without or after appending its batches.",
     R"({"do": "answer_error", "of": "p1#2", "error": "NOT_ENOUGH_REPLICAS", "appended": false})"},
    {FaultKind::delay, "delay", "between by", "for",
     "Every message between the two ends takes longer. Between a broker and the controller that ends no session.",
     R"({"from": "start", "do": "delay", "between": ["p1", "b1"], "by": "50ms"})"},
    {slow_follower, "slow_follower", "broker|brokers delay|by", "for", "Every fetch of the follower takes longer.",
     R"({"from": "start", "do": "slow_follower", "brokers": "followers", "delay": "200ms"})"},
    {move_leader, "move_leader", "", "to", "A planned move: the controller makes another member of the ISR the leader; without \"to\" the preferred one.",
     R"({"when": {"acknowledged": "p1#3"}, "do": "move_leader", "partition": 0, "to": "follower 1"})"},
    {break_connection, "break_connection", "producer broker|brokers", "",
     "The connection of a producer and a broker breaks, and with it all that is on its way in both directions.",
     R"({"when": {"appended": "p1#5"}, "do": "break_connection", "producer": "p1", "broker": "leader"})"},
    {kill_producer, "kill_producer", "producer", "", "The producer's process dies; what its accumulator holds was never sent, and no callback runs any more.",
     R"({"when": {"sent": "p1#9"}, "do": "kill_producer", "producer": "p1"})"},
    {alter_config, "alter_config", "config", "topic", "The topic's min.insync.replicas, max.message.bytes or unclean.leader.election.enable is changed.",
     R"({"at": "1s", "do": "alter_config", "topic": "orders", "config": {"min.insync.replicas": 1}})"},
    {add_partitions, "add_partitions", "partitions", "topic",
     "The topic gets more partitions: keys move to other ones as soon as a producer hears of them (metadata.max.age.ms).",
     R"({"at": "1s", "do": "add_partitions", "topic": "orders", "partitions": 6})"},
};

using K = Trigger::Kind;

constexpr TriggerRow triggers[] = {
    {K::sent, "sent", Form::record, "", "send() put the record into the accumulator.", R"({"sent": "p1#3"})"},
    {K::requested, "requested", Form::record, "", "The record's batch was put on the wire (again).", R"({"requested": "p1#3", "times": 2})"},
    {K::appended, "appended", Form::record, "", "The leader appended the record.", R"({"appended": "p1#3"})"},
    {K::replicated, "replicated", Form::record, "on", "A follower, or the one in \"on\", appended the record.", R"({"replicated": "p1#3", "on": "b2"})"},
    {K::acknowledged, "acknowledged", Form::record, "", "The producer was told OK.", R"({"acknowledged": "p1#3"})"},
    {K::told_error, "told_error", Form::record, "", "The producer was told an error.", R"({"told_error": "p1#3"})"},
    {K::follower_behind, "follower_behind", Form::follower_behind, "", "A follower is at least so many records behind the leader's log end.",
     R"({"follower_behind": {"broker": "b2", "records": 3}})"},
    {K::isr_is, "isr", Form::brokers, "", "The partition's ISR is exactly this.", R"({"isr": ["b1"]})"},
    {K::isr_size, "isr_size", Form::number, "", "The partition's ISR has so many members.", R"({"isr_size": 1})"},
    {K::leader_changed, "leader_changed", Form::number, "", "The partition got another leader for the nth time.", R"({"leader_changed": 1})"},
    {K::fault_started, "fault_started", Form::fault_name, "", "Another fault of the list has started: its index from 0, or its name.",
     R"({"fault_started": "first crash", "after": "1s"})"},
    {K::fault_ended, "fault_ended", Form::fault_name, "", "Another fault is over: the broker is back, the link is whole.", R"({"fault_ended": 0})"},
};

constexpr LanguageKey keys[] = {
    {"do", Form::text, "required", "Which fault it is."},
    {"name", Form::text, "", "A name by which other faults can refer to this one."},
    {"when", Form::when, "", "The state that starts it."},
    {"at", Form::duration, "", "The time at which it starts."},
    {"from", Form::start, "", "The same: \"start\", or a time."},
    {"partition", Form::partition, "0", "The partition that \"leader\", \"followers\" and the like speak of: a number in the first topic, or \"orders/0\"."},
    {"broker", Form::target, "", "Whom it hits: \"leader\", \"followers\", \"follower 1\", \"not in isr\", \"all\", 1 or \"b1\"."},
    {"brokers", Form::target, "", "The same."},
    {"node", Form::target, "", "Whom it hits: a broker as above, \"controller\", \"clients\", or a producer's name."},
    {"between", Form::ends, "", "The two ends of the link: each a broker, \"controller\", \"clients\" or a producer's name."},
    {"one_way", Form::truth, "false",
     "Only messages from the first end to the second are kept back. A broker that cannot reach the controller hears no news of it either."},
    {"for", Form::until_healed, "until healed", "How long it lasts."},
    {"restart_after", Form::until_healed, "until healed",
     "When the broker comes back; \"never\" is when everything heals. If several faults hit it while it is down, the last one that says when."},
    {"keep", Form::number, "what was flushed", "The offset up to which batches survive although they were not flushed."},
    {"of", Form::request, "", "The request: the one that carries this record, or the nth of a producer."},
    {"times", Form::times, "1", "How many times in a row, counting resends."},
    {"by", Form::duration, "", "How much longer it takes."},
    {"delay", Form::duration, "", "How much longer it takes."},
    {"error", Form::error, "", "The error by Kafka's name or number."},
    {"appended", Form::truth, "false", "Whether the batches are appended all the same."},
    {"to", Form::target, "the preferred leader", "The new leader."},
    {"producer", Form::producer, "", "Which producer."},
    {"topic", Form::text, "the first topic", "Which topic."},
    {"config", Form::topic_config, "", "The new values."},
    {"partitions", Form::number, "", "How many partitions the topic has from then on."},
};

constexpr LanguageKey modifiers[] = {
    {"on", Form::broker, "any follower", "The follower that \"replicated\" speaks of."},
    {"partition", Form::partition, "the fault's", "The partition that the state speaks of."},
    {"times", Form::number, "1", "The fault starts when the state is reached for the nth time."},
    {"after", Form::duration, "0s", "A pause between the state and the fault."},
};

}  // namespace

std::span<const FaultRow> fault_table() { return faults; }
std::span<const TriggerRow> trigger_table() { return triggers; }
std::span<const LanguageKey> fault_keys() { return keys; }
std::span<const LanguageKey> trigger_modifiers() { return modifiers; }

const FaultRow* find_fault(std::string_view name) {
    auto found = std::find_if(std::begin(faults), std::end(faults), [&](const FaultRow& row) { return row.name == name; });
    return found == std::end(faults) ? nullptr : found;
}

const LanguageKey& fault_key(std::string_view name) {
    auto found = std::find_if(std::begin(keys), std::end(keys), [&](const LanguageKey& key) { return key.name == name; });
    ACKSIM_CHECK(found != std::end(keys));
    return *found;
}

std::vector<std::string_view> words_of(std::string_view list, char separator) {
    std::vector<std::string_view> words;
    while (!list.empty()) {
        std::size_t end = std::min(list.find(separator), list.size());
        if (end > 0) words.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

std::vector<std::vector<std::string_view>> needs_of(const FaultRow& row) {
    std::vector<std::vector<std::string_view>> needs;
    for (std::string_view need : words_of(row.needs)) needs.push_back(words_of(need, '|'));
    return needs;
}

std::vector<LanguageKey> keys_of(const FaultRow& row) {
    std::vector<LanguageKey> taken;
    for (std::string_view name : {"do", "name", "when", "at", "from", "partition"}) taken.push_back(fault_key(name));
    for (const std::vector<std::string_view>& choices : needs_of(row))
        for (std::string_view name : choices) taken.push_back(fault_key(name));
    for (std::string_view name : words_of(row.takes)) taken.push_back(fault_key(name));
    return taken;
}

}  // namespace acksim
