#include "protocol/rules/fetch.hpp"

namespace acksim {

FetchCheck check_fetch(const Replica& replica, bool is_leader, bool sender_is_replica, const FetchRequest& request) {
    bool says_its_epoch = request.current_leader_epoch.value >= 0;
    if (says_its_epoch && request.current_leader_epoch < replica.leader_epoch) return {ErrorCode::fenced_leader_epoch, {}};
    if (says_its_epoch && request.current_leader_epoch > replica.leader_epoch) return {ErrorCode::unknown_leader_epoch, {}};
    if (!is_leader) return {ErrorCode::not_leader_or_follower, {}};
    if (!sender_is_replica) return {ErrorCode::unknown_leader_epoch, {}};
    if (request.last_fetched_epoch.value >= 0) {
        EpochEnd end = replica.log.end_offset_for(request.last_fetched_epoch);
        if (!end.defined()) return {ErrorCode::offset_out_of_range, {}};
        if (end.epoch < request.last_fetched_epoch || end.end < request.offset) return {ErrorCode::none, end};
    }
    if (request.offset > replica.log.end) return {ErrorCode::offset_out_of_range, {}};
    return {};
}

}  // namespace acksim
