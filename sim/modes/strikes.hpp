// Faults as a trace tells them: what struck, and when it is over.
#pragma once

#include <algorithm>
#include <array>

#include "protocol/happening.hpp"

namespace acksim {

// Last until somebody ends them, or to the end of the run; a connection that swallows, until it is closed.
inline constexpr std::array lasting_strikes{
    What::process_died, What::crashed,         What::lost_power,     What::lost_disk,        What::stopped,           What::paused,
    What::link_cut,     What::follower_slowed, What::config_altered, What::partitions_added, What::request_swallowed, What::response_swallowed,
};
// Hit what is under way at that moment.
inline constexpr std::array momentary_strikes{
    What::request_lost, What::response_lost, What::connection_broken, What::error_injected, What::message_delayed, What::leader_move_asked, What::timer_early,
};

inline bool lasts(What what) { return std::find(lasting_strikes.begin(), lasting_strikes.end(), what) != lasting_strikes.end(); }
inline bool is_strike(What what) { return lasts(what) || std::find(momentary_strikes.begin(), momentary_strikes.end(), what) != momentary_strikes.end(); }
// Whether a strike is over with it. A broker that was down is back when the controller lets it in.
inline bool ends_strike(const Happening& h, const Happening& strike) {
    auto concerns = [&](NodeId n) { return n != no_node && (strike.node == n || strike.other == n); };
    if (h.what == What::unfenced) return strike.node == h.other;
    if (h.what == What::resumed) return strike.what == What::paused && strike.node == h.node;
    return (h.what == What::link_healed || h.what == What::disconnected) && concerns(h.node) && concerns(h.other);
}

}  // namespace acksim
