#include "protocol/turn.hpp"

#include <utility>

namespace acksim {

bool Turn::finish_work(ConnectionId c, std::int32_t number, ProduceResponse&& answer) {
    if (network_[c].working_on != number) return false;
    network_[c].working_on = -1;
    touched_.push_back({Touch::Kind::freed, layout.slot(c, Direction::requests), {}});
    respond(c, std::move(answer));
    return true;
}

void Turn::close(ConnectionId c) {
    Connection& connection = network_[c];
    empty(c, Direction::responses);
    if (connection.requests_swallowed) empty(c, Direction::requests);
    while (!connection.requests.empty()) {
        Message m = connection.requests.pop();
        if (std::holds_alternative<Connect>(m)) {
            touched_.push_back({Touch::Kind::popped, layout.slot(c, Direction::requests), {}});
            continue;
        }
        connection.strays.push(std::move(m));
        touched_.push_back({Touch::Kind::strayed, layout.slot(c, Direction::requests), {}});
    }
    // Nothing was on its way, and yet the connection changes.
    if (connection.muted() || connection.requests_swallowed || connection.responses_swallowed)
        touched_.push_back({Touch::Kind::freed, layout.slot(c, Direction::requests), {}});
    connection.working_on = -1;
    connection.requests_swallowed = connection.responses_swallowed = false;
}

void Turn::empty(ConnectionId c, Direction d) {
    Connection& connection = network_[c];
    if (connection.waiting(d) == 0) return;
    connection.queue(d).clear();
    touched_.push_back({Touch::Kind::emptied, layout.slot(c, d), {}});
}

void Turn::disconnect(ConnectionId c) {
    Connection& connection = network_[c];
    empty(c, Direction::requests);
    connection.working_on = -1;
    // Whatever the producer sends before it notices is lost as well; and it notices even where answers are swallowed.
    if (layout.is_producers(c)) {
        connection.requests_swallowed = true;
        connection.responses_swallowed = false;
    }
    respond(c, Disconnected{});
}

}  // namespace acksim
