// A leader serves a follower's fetch only after it made sure that both mean the same history: same leader epoch, and the follower's last
// epoch ends where the leader's does. Otherwise it says where they diverge.
// A follower of before KIP-320 says neither epoch, and neither is checked.
// Source: Partition.fetchRecords, readRecords, checkCurrentLeaderEpoch. Lesson: scenarios/unclean-election-loses.json
#pragma once

#include "protocol/broker/state.hpp"

namespace acksim {

struct FetchCheck {
    ErrorCode error = ErrorCode::none;
    EpochEnd diverging;  // defined: the follower has to truncate
};

FetchCheck check_fetch(const Replica& replica, bool is_leader, bool sender_is_replica, const FetchRequest& request);

}  // namespace acksim
