// Connections: who talks to whom, and what is on its way. A connection has a client and a server; each direction is FIFO, as TCP is.
// It holds no times: when the head of a channel arrives is the driver's business.
#pragma once

#include <cstdint>

#include "base/fifo.hpp"
#include "base/ids.hpp"
#include "base/list.hpp"
#include "protocol/messages.hpp"
#include "protocol/nodes.hpp"

namespace acksim {

using ConnectionId = Number<struct ConnectionTag, std::int32_t>;

enum class Direction : std::int8_t {
    requests,   // client to server
    responses,  // server to client
    strays,     // requests that were on their way when the client closed the connection: they may still arrive (Selector.close)
};

// Nothing inline: of a scenario's many channels few have something in them, so a World copies faster without room for it.
using MessageQueue = Fifo<Message, 0>;

struct Connection {
    MessageQueue requests;
    MessageQueue responses;
    MessageQueue strays;
    // The number of the request that the server is working on; it reads the next one of this connection only after its answer
    // (SocketServer mutes the channel). -1: none.
    std::int32_t working_on = -1;
    // Until the client closes the connection, nothing that it sends arrives: a fault, or the connection is broken and it has not noticed.
    bool requests_swallowed = false;
    bool responses_swallowed = false;  // a fault: until the client closes the connection, no answer arrives

    bool muted() const { return working_on >= 0; }

    MessageQueue& queue(Direction d) { return d == Direction::requests ? requests : d == Direction::responses ? responses : strays; }
    const MessageQueue& queue(Direction d) const { return d == Direction::requests ? requests : d == Direction::responses ? responses : strays; }
    const Message& head(Direction d) const { return queue(d).front(); }
    std::size_t waiting(Direction d) const { return queue(d).size(); }
};

struct Network {
    List<Connection, 0> connections;

    Connection& operator[](ConnectionId c) { return connections[static_cast<std::size_t>(c.value)]; }
    const Connection& operator[](ConnectionId c) const { return connections[static_cast<std::size_t>(c.value)]; }
};

}  // namespace acksim
