// Connections as NetworkClient keeps them: opened when needed, a window of unanswered requests, closed when one is overdue
// (InFlightRequests, ClusterConnectionStates).
#include <algorithm>

#include "protocol/producer/producer.hpp"
#include "protocol/rules/backoff.hpp"

namespace acksim {

// NetworkClient.ready: connected, and the window is not full. Not connected: begins to connect.
bool Producer::ready(BrokerId broker) {
    using State = BrokerConnection::State;
    BrokerConnection& c = state_.connection(broker);
    if (c.state == State::closed) connect(broker);
    if (c.state != State::open) return false;
    return c.in_flight.size() < static_cast<std::size_t>(std::min(config_.max_in_flight_requests_per_connection, turn_.layout.window() - 1));
}

// Simplified: every attempt to connect may take socket.connection.setup.timeout.ms; in Kafka the time doubles with each failure in a row up to
// socket.connection.setup.timeout.max.ms, give or take 20 %.
void Producer::connect(BrokerId broker) {
    BrokerConnection& c = state_.connection(broker);
    c.state = BrokerConnection::State::connecting;
    turn_.request(connection_to(broker), Connect{});
    turn_.arm(timer(TimerKind::connect_timeout, broker.value), config_.socket_connection_setup_timeout);
}

void Producer::on_connected(BrokerId broker) {
    BrokerConnection& c = state_.connection(broker);
    if (c.state != BrokerConnection::State::connecting) return;
    c.state = BrokerConnection::State::open;
    c.failures = 0;
    turn_.cancel(timer(TimerKind::connect_timeout, broker.value));
    turn_.say({What::connected, node(), node(broker)});
}

Wait Producer::retry_backoff(std::int32_t failures) const {
    const Duration longest = turn_.config.rules.exponential_retry_backoff ? config_.retry_backoff_max : config_.retry_backoff;
    return exponential_backoff(config_.retry_backoff, longest, failures);
}

Wait Producer::reconnect_backoff(std::int32_t failures) const {
    return exponential_backoff(config_.reconnect_backoff, config_.reconnect_backoff_max, failures);
}

// The connection is gone, or is given up: everything in flight on it ends with the same error, oldest first, the client looks for new
// metadata, and it waits before it connects again (NetworkClient.processDisconnection).
void Producer::on_disconnected(BrokerId broker, ErrorCode error) {
    BrokerConnection& c = state_.connection(broker);
    if (!c.in_use()) return;
    c.state = BrokerConnection::State::backing_off;
    turn_.cancel(timer(TimerKind::connect_timeout, broker.value));
    turn_.close(connection_to(broker));
    turn_.arm(timer(TimerKind::reconnect_backoff, broker.value), reconnect_backoff(c.failures++));
    turn_.say({What::disconnected, node(), node(broker)});
    if (metadata_due()) on_metadata_failed();  // DefaultMetadataUpdater.handleServerDisconnect
    need_metadata();
    while (!state_.connection(broker).in_flight.empty()) {
        InFlightRequest request = state_.connection(broker).in_flight.pop();
        turn_.cancel(timer(TimerKind::request_timeout, broker.value, request.number % turn_.layout.window()));
        switch (request.kind) {
            case InFlightRequest::Kind::produce: complete(request, error); break;
            case InFlightRequest::Kind::metadata: on_metadata_failed(); break;
            case InFlightRequest::Kind::producer_id:
                state_.producer_id_in_flight = false;
                turn_.arm(timer(TimerKind::producer_id_backoff), config_.retry_backoff);
                break;
        }
    }
}

// A request is overdue request.timeout.ms after it was sent, but the client sleeps in NetworkClient.poll and notices only when it wakes up:
// for something else, or because its sleep, which may be as long as the timeout, is over. Measured on Kafka 4.4: 1.1 to 1.7 times the
// timeout. Returns whether it has noticed.
bool Producer::on_request_timeout(BrokerId broker, std::int32_t number) {
    auto& in_flight = state_.connection(broker).in_flight;
    for (std::size_t i = 0; i < in_flight.size(); ++i) {
        InFlightRequest& request = in_flight[i];
        if (request.number % turn_.layout.window() != number || request.overdue) continue;
        request.overdue = true;
        turn_.arm(timer(TimerKind::request_timeout, broker.value, number), {config_.request_timeout / 10, config_.request_timeout * 7 / 10});
        return false;
    }
    return true;
}

// Any overdue request closes its whole connection (NetworkClient.handleTimedOutRequests, at the end of poll).
void Producer::notice_overdue_requests() {
    for (std::int16_t b = 0; b < turn_.config.brokers; ++b) {
        const auto& in_flight = state_.connection({b}).in_flight;
        if (in_flight.empty() || !in_flight.front().overdue) continue;  // the oldest is overdue first
        turn_.say({What::request_timed_out, node(), node({b})});
        on_disconnected({b}, turn_.config.rules.client_timeout_is_timed_out ? ErrorCode::request_timed_out : ErrorCode::network_exception);
    }
}

void Producer::sent_request(BrokerId broker, InFlightRequest&& request) {
    // Kafka compares strictly, in whole milliseconds (InFlightRequest.hasExpiredRequest).
    turn_.arm(timer(TimerKind::request_timeout, broker.value, request.number % turn_.layout.window()), config_.request_timeout + milliseconds(1));
    state_.connection(broker).in_flight.push(std::move(request));
}

// Answers come in the order of the requests. Returns false for the answer to a request of a connection that was closed since.
bool Producer::received(BrokerId broker, std::int32_t number, InFlightRequest& request) {
    auto& in_flight = state_.connection(broker).in_flight;
    if (in_flight.empty() || in_flight.front().number != number) return false;
    request = in_flight.pop();
    turn_.cancel(timer(TimerKind::request_timeout, broker.value, number % turn_.layout.window()));
    return true;
}

}  // namespace acksim
