// Metadata: who leads which partition, as far as this client has heard (Metadata, NetworkClient.DefaultMetadataUpdater).
#include <algorithm>

#include "protocol/producer/producer.hpp"

namespace acksim {

bool Producer::metadata_due() const { return state_.metadata_needed && !state_.metadata_in_flight && !turn_.armed(timer(TimerKind::metadata_backoff)); }

// The connected node with the fewest requests in flight; if there is none, begins to connect to the next one in turn.
// Simplified: among equally loaded nodes the first is asked, not a random one.
BrokerId Producer::least_loaded_node() {
    using State = BrokerConnection::State;
    BrokerId best = nobody;
    bool connecting = false;
    for (std::int16_t b = 0; b < turn_.config.brokers; ++b) {
        const BrokerConnection& c = state_.connection({b});
        connecting |= c.state == State::connecting;
        if (c.state != State::open || static_cast<int>(c.in_flight.size()) >= config_.max_in_flight_requests_per_connection) continue;
        if (best == nobody || c.in_flight.size() < state_.connection(best).in_flight.size()) best = {b};
    }
    if (best != nobody || connecting) return best;
    for (std::int16_t i = 0; i < turn_.config.brokers; ++i) {
        BrokerId candidate{static_cast<std::int16_t>((state_.metadata_candidate + i) % turn_.config.brokers)};
        if (state_.connection(candidate).state != State::closed) continue;
        state_.metadata_candidate = static_cast<std::int16_t>((candidate.value + 1) % turn_.config.brokers);
        connect(candidate);
        break;
    }
    return nobody;
}

bool Producer::send_metadata_request() {
    BrokerId broker = least_loaded_node();
    if (broker == nobody) return false;
    MetadataRequest request{state_.connection(broker).next_number++};
    turn_.request(connection_to(broker), request);
    sent_request(broker, {InFlightRequest::Kind::metadata, request.number, {}, false});
    state_.metadata_needed = false;
    state_.metadata_in_flight = true;
    return true;
}

void Producer::on_metadata(const MetadataResponse& response) {
    state_.metadata_in_flight = state_.metadata_needed = false;  // also what was asked for since the request (Metadata.update)
    bool news = false;
    for (std::size_t i = 0; i < response.partitions.size(); ++i) {
        PartitionId partition{static_cast<std::int16_t>(i)};
        news |= response.partitions[i].epoch > state_.leader_of(partition).epoch;
        update_leader(partition, response.partitions[i]);
    }
    state_.metadata_failures = 0;
    state_.metadata_repeats = news ? 0 : state_.metadata_repeats + 1;
    back_off_metadata();
    bool busy = state_.batches.any_live();
    if (busy || state_.application.next_record < setup_.workload.records) turn_.arm(timer(TimerKind::metadata_age), config_.metadata_max_age);
    check_blocked_on_metadata();
}

// Metadata.failedUpdate
void Producer::on_metadata_failed() {
    state_.metadata_in_flight = false;
    ++state_.metadata_failures;
    state_.metadata_repeats = 0;
    back_off_metadata();
}

// After an answer and after a failure the next request waits for retry.backoff.ms, and longer with each more of the same in a row
// (Metadata.timeToAllowUpdate).
void Producer::back_off_metadata() {
    turn_.arm(timer(TimerKind::metadata_backoff), retry_backoff(std::max({state_.metadata_failures, state_.metadata_repeats, 1}) - 1));
}

// Metadata of an older leader epoch than already seen is ignored: a broker that lags cannot move the client back
// (Metadata.updateLatestMetadata).
void Producer::update_leader(PartitionId partition, PartitionMetadata news) {
    PartitionMetadata& known = state_.metadata[static_cast<std::size_t>(partition.value)];
    if (news.epoch < known.epoch || news == known) return;
    known = news;
    Happening h{What::metadata_updated, node()};
    h.partition = partition;
    h.other = news.leader == nobody ? no_node : node(news.leader);
    h.epoch = news.epoch;
    turn_.say(h);
}

}  // namespace acksim
