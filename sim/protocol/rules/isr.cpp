#include "protocol/rules/isr.hpp"

namespace acksim {

BrokerSet lagging_members(const Replica& leader, BrokerId self) {
    BrokerSet out;
    for_each(leader.isr.without(self), [&](BrokerId b) {
        if (!is_caught_up(leader, leader.follower(b))) out = out.with(b);
    });
    return out;
}

}  // namespace acksim
