// By which happening a condition that exploration watches is met.
#pragma once

#include <utility>

#include "protocol/happening.hpp"
#include "scenario/exploration.hpp"

namespace acksim {

inline constexpr std::pair<Condition, What> said_by[] = {
    {Condition::leader_change, What::leader_elected},
    {Condition::leader_change, What::unclean_leader_elected},
    {Condition::unclean_election, What::unclean_leader_elected},
    {Condition::isr_change, What::isr_changed},
    {Condition::fenced_broker, What::fenced},
    {Condition::truncation, What::truncated},
    {Condition::truncation, What::truncated_to_high_watermark},
    {Condition::lost_page_cache, What::unflushed_lost},
    {Condition::retry, What::retry_scheduled},
    {Condition::refused_write, What::refused},
    {Condition::suppressed_duplicate, What::duplicate_suppressed},
    {Condition::told_error, What::told_error},
};

}  // namespace acksim
