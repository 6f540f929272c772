// Connections as NetworkClient keeps them: opened when needed, a window of unanswered requests, closed when one is overdue
// (spec: producer.md 2.5.6, 2.9).
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
    return c.in_flight.size() < static_cast<std::size_t>(std::min(config_.max_in_flight_requests_per_connection, turn_.layout.window(self_) - 1));
}

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

Wait Producer::reconnect_backoff(std::int32_t failures) const {
    return exponential_backoff(config_.reconnect_backoff, config_.reconnect_backoff_max, failures);
}

// The connection is gone, or is given up: everything in flight on it ends with the same error, oldest first, the client looks for new
// metadata, and it waits before it connects again (NetworkClient.processDisconnection).
void Producer::on_disconnected(BrokerId broker, ErrorCode error) {
    using State = BrokerConnection::State;
    BrokerConnection& c = state_.connection(broker);
    if (c.state != State::open && c.state != State::connecting) return;
    c.state = State::backing_off;
    turn_.cancel(timer(TimerKind::connect_timeout, broker.value));
    turn_.close(connection_to(broker));
    turn_.arm(timer(TimerKind::reconnect_backoff, broker.value), reconnect_backoff(c.failures++));
    turn_.say({What::disconnected, node(), node(broker)});
    need_metadata();
    while (!state_.connection(broker).in_flight.empty()) {
        InFlightRequest request = state_.connection(broker).in_flight.pop();
        turn_.cancel(timer(TimerKind::request_timeout, broker.value, request.number % turn_.layout.window(self_)));
        switch (request.kind) {
            case InFlightRequest::Kind::produce: complete(std::move(request), error); break;
            case InFlightRequest::Kind::metadata: state_.metadata_in_flight = false; break;
            case InFlightRequest::Kind::producer_id:
                state_.producer_id_in_flight = false;
                turn_.arm(timer(TimerKind::producer_id_backoff), config_.retry_backoff);
                break;
        }
    }
}

// Any overdue request closes its whole connection (NetworkClient.handleTimedOutRequests, producer.md 2.9.4).
// Kafka's client sleeps past the deadline: a timeout of 1,000 ms fired after 1,111 to 1,708 ms (measured.md P2), so that a broker whose own
// timeout has the same length usually answers first. sent_request draws from that range.
void Producer::on_request_timeout(BrokerId broker) {
    turn_.say({What::request_timed_out, node(), node(broker)});
    on_disconnected(broker, turn_.config.rules.client_timeout_is_timed_out ? ErrorCode::request_timed_out : ErrorCode::network_exception);
}

void Producer::sent_request(BrokerId broker, InFlightRequest request) {
    turn_.arm(timer(TimerKind::request_timeout, broker.value, request.number % turn_.layout.window(self_)), 
              {config_.request_timeout * 11 / 10, config_.request_timeout * 17 / 10});
    state_.connection(broker).in_flight.push(std::move(request));
}

// Answers come in the order of the requests. Returns false for the answer to a request of a connection that was closed since.
bool Producer::received(BrokerId broker, std::int32_t number, InFlightRequest& request) {
    auto& in_flight = state_.connection(broker).in_flight;
    if (in_flight.empty() || in_flight.front().number != number) return false;
    request = in_flight.pop();
    turn_.cancel(timer(TimerKind::request_timeout, broker.value, number % turn_.layout.window(self_)));
    return true;
}

}  // namespace acksim
