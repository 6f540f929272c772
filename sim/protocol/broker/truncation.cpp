// What a new follower does before its first fetch, under each of the rules of history, and the leader's answer to its question
// (KIP-101, KIP-279). Today's rule needs nothing of this: divergence comes with the fetch response.
#include "protocol/broker/broker.hpp"
#include "protocol/rules/truncate.hpp"

namespace acksim {

// Simplified: under the truncation rules before KIP-320 a follower truncates at each new leader epoch; Kafka did so only when the leader was another one, or after a restart.
void Broker::start_to_follow(PartitionId partition) {
    Replica& r = state_.replica(partition);
    Truncation rule = turn_.config.rules.truncation;
    r.truncating = r.leader != nobody && asks_before_fetching(rule);
    if (r.leader != nobody && rule == Truncation::high_watermark)
        truncate(partition, truncation_to_high_watermark(r.log, r.high_watermark), What::truncated_to_high_watermark);
    fetch(partition);
}

// Returns whether it asks. A log without epochs has nothing to ask about: it is cut to its high watermark, and fetching may begin.
bool Broker::ask_for_end_of_epoch(PartitionId partition) {
    Replica& r = state_.replica(partition);
    LeaderEpoch latest = r.log.latest_epoch();
    r.fetching = r.truncating = latest.value >= 0;
    if (r.truncating) turn_.request(turn_.layout.to_leader(self_, r.leader), OffsetsForLeaderEpochRequest{partition, latest});
    else truncate(partition, truncation_to_high_watermark(r.log, r.high_watermark), What::truncated_to_high_watermark);
    return r.truncating;
}

// No fencing: a broker that believes it leads answers, with the log that it has now.
// Simplified: an epoch is noted in the leader-epoch cache when a leader takes over (KAFKA-7415), also under KIP-101, when Kafka noted it at the first append.
void Broker::on_offsets_for_leader_epoch(BrokerId from, const OffsetsForLeaderEpochRequest& request) {
    OffsetsForLeaderEpochResponse response{request.partition, ErrorCode::not_leader_or_follower, request.leader_epoch, {}};
    if (leads(request.partition)) {
        response.error = ErrorCode::none;
        response.end = answer_end_of_epoch(state_.replica(request.partition).log, request.leader_epoch, turn_.config.rules.truncation);
    }
    turn_.respond(turn_.layout.to_leader(from, self_), response);
}

void Broker::on_end_of_epoch(BrokerId from, const OffsetsForLeaderEpochResponse& response) {
    Replica& r = state_.replica(response.partition);
    if (r.leader != from || !r.fetching || !r.truncating || response.requested_epoch != r.log.latest_epoch()) return;
    if (response.error != ErrorCode::none) return back_off(response.partition);
    Cut cut = cut_on_answer(r.log, r.high_watermark, response.end, turn_.config.rules.truncation);
    truncate(response.partition, cut.to, response.end.defined() ? What::truncated : What::truncated_to_high_watermark);
    r.truncating = cut.asks_again;
    r.fetching = false;
    fetch(response.partition);
}

}  // namespace acksim
