#include "modes/story.hpp"

#include <algorithm>
#include <array>

namespace acksim {

namespace {

// clang-format off
constexpr std::array turning_points{
    What::request_timed_out, What::disconnected, What::epoch_bumped, What::process_died, What::closed, What::isr_shrink_asked,
    What::became_leader, What::became_follower, What::producer_forgotten, What::isr_changed, What::leader_elected, What::unclean_leader_elected,
    What::leaderless, What::fenced, What::unfenced, What::crashed, What::lost_power, What::lost_disk, What::stopped, What::restarted,
    What::paused, What::resumed, What::link_cut, What::link_healed, What::request_lost, What::response_lost, What::connection_broken,
    What::request_swallowed, What::response_swallowed, What::error_injected, What::message_delayed, What::leader_move_asked,
    What::config_altered, What::partitions_added, What::timer_early,
};
constexpr std::array of_a_record{
    What::sent, What::send_refused, What::requested, What::told_ok, What::told_error, What::retry_scheduled, What::expired,
    What::split, What::appended, What::refused, What::duplicate_suppressed, What::acknowledged, What::answered_error,
    What::request_lost, What::response_lost, What::request_swallowed, What::response_swallowed, What::error_injected,
    What::message_delayed, What::timer_early, What::truncated, What::truncated_to_high_watermark, What::unflushed_lost,
};
constexpr std::array destroying{What::truncated, What::truncated_to_high_watermark, What::unflushed_lost};
// clang-format on

}  // namespace

bool turns_the_story(What what) { return std::find(turning_points.begin(), turning_points.end(), what) != turning_points.end(); }
bool is_of_record(What what) { return std::find(of_a_record.begin(), of_a_record.end(), what) != of_a_record.end(); }
bool destroys(What what) { return std::find(destroying.begin(), destroying.end(), what) != destroying.end(); }

}  // namespace acksim
