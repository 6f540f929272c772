#include "faults/move_leader.hpp"

#include "protocol/controller/controller.hpp"

namespace acksim {

void move_leader(World& world, PartitionId partition, BrokerId to, Turn& turn) {
    Happening h{What::leader_move_asked, turn.layout.nodes().controller(), turn.layout.nodes().broker(to)};
    h.partition = partition;
    turn.say(h);
    Controller(world.controller, turn).move_leader(partition, to);
}

}  // namespace acksim
