// Processes end and start: what that means for connections, for those who wait at the other end, and for heartbeats.
#pragma once

#include "world/world.hpp"

namespace acksim {

// The broker's process is gone: what it held in memory is lost, its connections break, its heartbeats stop. Its disk stays as it is.
void end_broker(World& world, BrokerId broker, Turn& turn);
// The process starts again and asks the controller to be let in.
void start_broker(World& world, BrokerId broker, Turn& turn);
// Whether the controller hears the broker's heartbeats. They say nothing before the process has registered.
bool heartbeats_arrive(const World& world, BrokerId broker, Nodes nodes);
// Heartbeats of the broker do (not) reach the controller from here on: arms or cancels the session timer, and a broker that comes back
// says so.
void heartbeats_stop(World& world, BrokerId broker, Turn& turn);
void heartbeats_resume(World& world, BrokerId broker, Turn& turn);

}  // namespace acksim
