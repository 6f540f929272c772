#include "faults/break_connection.hpp"

namespace acksim {

void break_connection(World& world, ConnectionId connection, Turn& turn) {
    Nodes nodes = turn.layout.nodes();
    const ProducerState& producer = world.producer(nodes.producer_of(turn.layout.client(connection)));
    BrokerId broker = nodes.broker_of(turn.layout.server(connection));
    if (!producer.connections[static_cast<std::size_t>(broker.value)].in_use()) return;  // there is none
    turn.empty(connection, Direction::responses);
    turn.disconnect(connection);
}

}  // namespace acksim
