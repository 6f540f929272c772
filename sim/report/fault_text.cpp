#include "report/fault_text.hpp"

#include "modes/fault_kinds.hpp"

namespace acksim {

namespace {

std::string ordinal(std::int32_t n) {
    const std::int32_t last = n % 10, teens = n / 10 % 10;
    const char* ending = teens == 1 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
    return std::to_string(n) + ending;
}

std::string target_text(const Target& target, const Names& names) {
    switch (target.kind) {
        case Target::Kind::node: return target.node == names.nodes().controller() ? "the controller" : names.node(target.node);
        case Target::Kind::leader: return "the leader";
        case Target::Kind::followers: return "every follower";
        case Target::Kind::follower: return "follower " + std::to_string(target.number);
        case Target::Kind::not_in_isr: return "every replica outside the ISR";
        case Target::Kind::clients: return "every client";
        case Target::Kind::brokers: return "every broker";
    }
    return "";
}

std::string trigger_text(const Trigger& when, const Names& names) {
    const std::string record = names.record(when.record);
    switch (when.kind) {
        case Trigger::Kind::at: return when.at.us == 0 ? "from the start" : "at " + time_text(when.at);
        case Trigger::Kind::sent: return "when " + record + " is sent";
        case Trigger::Kind::requested: return "when " + record + " is put on the wire";
        case Trigger::Kind::appended: return "when the leader has appended " + record;
        case Trigger::Kind::replicated: return "when " + (when.broker == nobody ? "a follower" : names.broker(when.broker)) + " has copied " + record;
        case Trigger::Kind::acknowledged: return "when " + record + " is acknowledged";
        case Trigger::Kind::told_error: return "when the application is told an error for " + record;
        case Trigger::Kind::follower_behind: return "when " + names.broker(when.broker) + " is " + std::to_string(when.number) + " records behind";
        case Trigger::Kind::isr_is: return "when the ISR is " + names.brokers(when.brokers);
        case Trigger::Kind::isr_size: return "when the ISR has " + std::to_string(when.number) + (when.number == 1 ? " member" : " members");
        case Trigger::Kind::leader_changed: return when.number <= 1 ? "when the leader has changed" : "at the " + ordinal(when.number) + " change of leader";
        case Trigger::Kind::fault_started: return "when fault " + std::to_string(when.number + 1) + " has begun";
        case Trigger::Kind::fault_ended: return "when fault " + std::to_string(when.number + 1) + " is over";
    }
    return "";
}

// "the request with p1#3" or "the 2nd request of p1".
std::string request_text(const Fault& fault, const Names& names) {
    if (fault.nth > 0) return "the " + ordinal(fault.nth) + " request of " + names.node(names.nodes().producer(fault.record.producer));
    return "the request with " + names.record(fault.record);
}

std::string answer_text(const Fault& fault, const Names& names) { return "the answer to " + request_text(fault, names); }

std::string link_text(const Fault& fault, const Names& names) {
    const std::string to = fault.other.kind == Target::Kind::node && fault.other.node == no_node ? "" : target_text(fault.other, names);
    const std::string from = target_text(fault.target, names);
    if (fault.one_way) return "nothing gets from " + from + " to " + (to.empty() ? "anybody" : to);
    return to.empty() ? from + " is cut off from everybody" : "nothing gets through between " + from + " and " + to;
}

std::string deed(const Fault& fault, const Names& names) {
    const std::string who = target_text(fault.target, names);
    switch (fault.kind) {
        case FaultKind::crash: return who + " crashes";
        case FaultKind::power_loss: return who + " loses power" + (fault.keep >= 0 ? ", its log survives up to offset " + std::to_string(fault.keep) : "");
        case FaultKind::disk_loss: return who + " loses its disk";
        case FaultKind::stop: return who + " is shut down";
        case FaultKind::pause: return who + " freezes";
        case FaultKind::partition: return link_text(fault, names);
        case FaultKind::break_connection:
            return "the connection between " + who + " and " + target_text(fault.other, names) + " breaks, with all that is on its way";
        case FaultKind::delay:
            return "every message between " + who + " and " + target_text(fault.other, names) + " takes " + duration_text(fault.by) + " longer";
        case FaultKind::slow_follower: return "fetches of " + who + " take " + duration_text(fault.by) + " longer";
        case FaultKind::move_leader:
            return "an operator moves the leadership of " + names.partition(fault.partition) + " to " + target_text(fault.target, names);
        case FaultKind::kill_producer: return "the process of " + who + " is killed";
        case FaultKind::alter_config: return "an operator sets " + settings_text(fault);
        case FaultKind::add_partitions:
            return "an operator gives " + names.topic(names.scenario().config.topic_of(fault.partition)) + " " + std::to_string(fault.partitions) +
                   " partitions";
        case FaultKind::lose_request: return "the connection breaks before " + request_text(fault, names) + " arrives";
        case FaultKind::lose_response: return "the connection breaks before " + answer_text(fault, names) + " arrives";
        case FaultKind::swallow_request: return request_text(fault, names) + " vanishes, the connection stays";
        case FaultKind::swallow_response: return answer_text(fault, names) + " vanishes, the connection stays";
        case FaultKind::delay_request: return request_text(fault, names) + " is held up for " + duration_text(fault.by);
        case FaultKind::delay_response: return answer_text(fault, names) + " is held up for " + duration_text(fault.by);
        case FaultKind::answer_error:
            return request_text(fault, names) + " is answered with " + std::string(info(fault.error).name) +
                   (fault.appended ? ", after it was appended" : ", and not appended");
    }
    return "";
}

}  // namespace

std::string settings_text(const Fault& fault) {
    std::string text;
    const auto add = [&](const std::string& setting) { text += (text.empty() ? "" : ", ") + setting; };
    if (fault.min_insync_replicas >= 0) add("min.insync.replicas=" + std::to_string(fault.min_insync_replicas));
    if (fault.max_message_bytes >= 0) add("max.message.bytes=" + std::to_string(fault.max_message_bytes));
    if (fault.unclean >= 0) add(std::string("unclean.leader.election.enable=") + (fault.unclean ? "true" : "false"));
    return text;
}

std::string fault_text(const Fault& fault, const Names& names) {
    std::string text = deed(fault, names);
    const Trigger& when = fault.when;
    const bool on_a_request = hits_requests(fault.kind);
    if (!on_a_request || when.kind != Trigger::Kind::at || when.at.us != 0) {
        text = trigger_text(when, names) + (when.times > 1 ? " for the " + ordinal(when.times) + " time" : "") +
               (when.after.us > 0 ? " and " + duration_text(when.after) + " have passed" : "") + ": " + text;
    }
    if (on_a_request && fault.times != 1) text += fault.times < 0 ? ", every time" : ", " + std::to_string(fault.times) + " times in a row";
    if (fault.duration.us >= 0) text += ", for " + duration_text(fault.duration);
    if (fault.restart_after.us >= 0) text += "; back after " + duration_text(fault.restart_after);
    return text;
}

}  // namespace acksim
