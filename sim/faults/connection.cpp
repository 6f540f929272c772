#include "faults/connection.hpp"

#include "base/check.hpp"

namespace acksim {

void break_connection(World& world, ConnectionId connection, Turn& turn) {
    Nodes nodes = turn.layout.nodes();
    const ProducerState& producer = world.producer(nodes.producer_of(turn.layout.client(connection)));
    BrokerId broker = nodes.broker_of(turn.layout.server(connection));
    auto state = producer.connections[static_cast<std::size_t>(broker.value)].state;
    if (state != BrokerConnection::State::open && state != BrokerConnection::State::connecting) return;  // there is none
    turn.empty(connection, Direction::responses);
    turn.disconnect(connection);
}

void swallow(World& world, ConnectionId connection, Direction direction) {
    Connection& c = world.network[connection];
    (direction == Direction::requests ? c.requests_swallowed : c.responses_swallowed) = true;
}

void answer_error(World& world, ConnectionId connection, ErrorCode error, bool appended) {
    auto* request = std::get_if<ProduceRequest>(&world.network[connection].requests.front());
    ACKSIM_CHECK(request);
    request->injected = error;
    request->injected_after_append = appended;
}

}  // namespace acksim
