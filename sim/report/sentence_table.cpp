#include <array>

#include "base/check.hpp"
#include "report/sentence.hpp"

namespace acksim {

namespace {

using enum What;
using enum Weight;

// Columns: mark, tone, weight, label, sentence. The placeholders are explained in sentence.cpp.
constexpr std::array table{
    // producer
    Telling{sent, "●", Tone::plain, routine, "send {record}", "{node}: send({record}) puts the record into the accumulator"},
    Telling{send_refused, "✗", Tone::bad, turn, "send {record}: {short_error}", "{node}: send({record}) fails in the application thread with {error}"},
    Telling{requested, "●", Tone::plain, routine, "{resend}", "{node} puts {records} on the wire to {other}{attempt}"},
    Telling{told_ok, "✓", Tone::good, routine, "OK {records}", "{node} is told OK for {records}{stored_at}"},
    Telling{told_error, "✗", Tone::bad, turn, "{short_error} {records}", "{node} is told {error} for {records}"},
    Telling{retry_scheduled, "↻", Tone::change, routine, "will retry {records}", "{node} will send {records} again: {error} can be retried{retries}"},
    Telling{expired, "✗", Tone::bad, turn, "give up {records}", "{node} gives up {records} (delivery.timeout.ms={delivery_timeout})"},
    Telling{split, "●", Tone::change, turn, "split {records}", "{node} cuts the batch {records}, which the broker finds too large, into smaller ones"},
    Telling{request_timed_out, "✗", Tone::bad, turn, "no answer of {other}",
            "{node} has waited too long for an answer of {other} and closes the connection (request.timeout.ms={request_timeout})"},
    Telling{connected, "●", Tone::plain, routine, "", "{node} is connected to {other}"},
    Telling{disconnected, "✗", Tone::bad, turn, "{other} hung up", "{node} notices that its connection to {other} is gone"},
    Telling{producer_id_obtained, "●", Tone::plain, routine, "PID {number}", "{node} gets producer id {number}"},
    Telling{epoch_bumped, "●", Tone::change, turn, "producer epoch {number}", "{node} starts producer epoch {number}, with sequence numbers from 0"},
    Telling{metadata_updated, "●", Tone::plain, routine, "sees {leader} lead", "{node} learns that {leader} leads {partition} (leader epoch {epoch})"},
    Telling{process_died, "✗", Tone::bad, turn, "process ends", "the process of {node} ends; what was in its accumulator is gone"},
    Telling{closed, "●", Tone::plain, routine, "closed", "{node} is closed"},
    // broker
    Telling{appended, "●", Tone::plain, routine, "append {records} @{number}", "{node} appends {records} at offset {number}, leader epoch {epoch}{no_dedup}"},
    Telling{refused, "✗", Tone::bad, turn, "refuse: {short_error}", "{node} does not append {records}: {error}{error_setting}"},
    Telling{duplicate_suppressed, "●", Tone::good, turn, "has {records} @{number}",
            "{node} finds {records} in its log at offset {number} by its sequence number and does not append it again "
            "(enable.idempotence=true)"},
    Telling{acknowledged, "✓", Tone::good, routine, "answer OK", "{node} answers OK for {records}{acks}"},
    Telling{answered_error, "✗", Tone::bad, turn, "answer {short_error}", "{node} answers {error} for {records}, which it has appended{error_setting}"},
    Telling{replicated, "●", Tone::plain, routine, "copy {records} @{number}", "{node} copies {records} to offset {number} of its log"},
    Telling{high_watermark, "●", Tone::plain, routine, "HW {number}", "{node} moves the high watermark of {partition} to {number}"},
    Telling{isr_shrink_asked, "●", Tone::change, turn, "wants ISR {set}",
            "{node} asks to shrink the ISR of {partition} to {set}: the others lag (replica.lag.time.max.ms={lag_time})"},
    Telling{isr_expand_asked, "●", Tone::change, routine, "wants ISR {set}", "{node} asks to let the ISR of {partition} grow to {set}"},
    Telling{became_leader, "★", Tone::change, turn, "leader, LEO {number}",
            "{node} becomes leader of {partition} in leader epoch {epoch}; its log ends at {number}"},
    Telling{became_follower, "●", Tone::plain, routine, "follows {leader}", "{node} follows {leader} in leader epoch {epoch} of {partition}"},
    Telling{truncated, "✂", Tone::bad, turn, "cut off {records} @{number}",
            "{node} removes {records} (offset {number}) from its log, because the leader's log does not have it there"},
    Telling{truncated_to_high_watermark, "✂", Tone::bad, turn, "cut off {records} @{number}",
            "{node} removes {records} (offset {number}) from its log: a new follower cuts everything above its own high watermark"},
    Telling{unflushed_lost, "✗", Tone::bad, turn, "{records} not on disk",
            "{records} (offset {number}) lay only in the page cache of {node} and is gone with the power{flush}"},
    Telling{producer_forgotten, "●", Tone::change, turn, "forgets {other}",
            "{node} forgets the sequence numbers of {other} in {partition}: nothing was appended for long enough "
            "(producer.id.expiration.ms={id_expiration})"},
    // controller
    Telling{isr_changed, "●", Tone::change, turn, "ISR {set}", "the controller sets the ISR of {partition} to {set}"},
    Telling{leader_elected, "★", Tone::change, turn, "elect {leader}", "the controller makes {leader} leader of {partition}, leader epoch {epoch}, ISR {set}"},
    Telling{unclean_leader_elected, "★", Tone::bad, turn, "elect {leader}: unclean",
            "the controller makes {leader} leader of {partition}, leader epoch {epoch}, {unclean_why}"},
    Telling{leaderless, "✗", Tone::bad, turn, "no leader", "{partition} has no leader: no replica that may lead it is alive{unclean_off}"},
    Telling{fenced, "●", Tone::change, turn, "fence {other}", "the controller fences {other}: {fenced_why}"},
    Telling{unfenced, "●", Tone::change, turn, "unfence {other}", "the controller unfences {other}"},
    Telling{registered, "●", Tone::change, routine, "register {other}", "the controller registers {other} with broker epoch {number}"},
    // faults
    Telling{crashed, "✗", Tone::bad, turn, "crash", "{node} crashes; its disk and page cache stay"},
    Telling{lost_power, "✗", Tone::bad, turn, "power loss", "{node} loses power; what was not flushed is gone"},
    Telling{lost_disk, "✗", Tone::bad, turn, "disk loss", "{node} goes down and loses its disk"},
    Telling{stopped, "✗", Tone::change, turn, "stop", "{node} shuts down in order"},
    Telling{restarted, "○", Tone::change, turn, "back", "{node} starts again"},
    Telling{paused, "‖", Tone::bad, turn, "pause", "{node} freezes: it hears and says nothing, and does not know it"},
    Telling{resumed, "○", Tone::change, turn, "runs again", "{node} runs again"},
    Telling{link_cut, "✗", Tone::bad, turn, "cut off from {other}", "nothing gets through {cut_ends}"},
    Telling{link_healed, "○", Tone::change, turn, "sees {other} again", "messages get through between {node} and {other} again"},
    Telling{request_lost, "✗", Tone::bad, turn, "request lost{colon_records}",
            "the connection of {node} to {other} breaks before {other} reads the request{with_records}"},
    Telling{response_lost, "✗", Tone::bad, turn, "answer lost{colon_records}",
            "the connection of {node} to {other} breaks before {node} reads the answer{for_records}"},
    Telling{connection_broken, "✗", Tone::bad, turn, "connection to {other} breaks",
            "the connection between {node} and {other} breaks, with all that is on its way"},
    Telling{request_swallowed, "✗", Tone::bad, turn, "request gone{colon_records}",
            "the request{with_records} vanishes between {node} and {other}; the connection stays"},
    Telling{response_swallowed, "✗", Tone::bad, turn, "answer gone{colon_records}",
            "the answer{for_records} vanishes between {other} and {node}; the connection stays"},
    Telling{error_injected, "✗", Tone::bad, turn, "{short_error}", "{node} answers the request{with_records} with {error}, as the scenario wants it"},
    Telling{message_delayed, "●", Tone::bad, turn, "delayed", "messages of {node} are held up on the way"},
    Telling{follower_slowed, "●", Tone::bad, turn, "fetches slowly", "{node} fetches slowly from now on"},
    Telling{leader_move_asked, "●", Tone::change, turn, "move to {leader}", "an operator asks to move the leadership of {partition} to {leader}"},
    Telling{config_altered, "●", Tone::change, turn, "config", "an operator changes the settings of {partition}'s topic"},
    Telling{partitions_added, "●", Tone::change, turn, "more partitions", "an operator gives the topic of {partition} more partitions"},
    Telling{timer_early, "✗", Tone::bad, turn, "{timer} early", "{timer} of {node} is over early{for_records}"},
    Telling{partition_created, "★", Tone::change, turn, "create {partition}",
            "the controller creates {partition}: leader {leader}, leader epoch {epoch}, ISR {set}"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].what) != i) return false;
    return true;
}
static_assert(in_order() && table.size() == static_cast<std::size_t>(partition_created) + 1, "a happening without a telling");

}  // namespace

std::span<const Telling> tellings() { return table; }

const Telling& telling(What what) {
    const auto place = static_cast<std::size_t>(what);
    ACKSIM_CHECK(place < table.size());
    return table[place];
}

}  // namespace acksim
