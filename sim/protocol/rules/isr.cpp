#include "protocol/rules/isr.hpp"

#include <algorithm>

namespace acksim {

void note_fetch(Follower& f, const FetchRequest& request, Offset leader_end) {
    f.log_end = request.offset;
    f.epoch = request.broker_epoch;
    if (request.offset >= leader_end) f.looks_behind = 0;
    else if (request.offset >= f.last_fetch_leader_end) f.looks_behind = std::min(f.looks_behind, f.looks_since_fetch);
    f.looks_since_fetch = 0;
    f.last_fetch_leader_end = std::max(f.last_fetch_leader_end, leader_end);
}

void note_look(Follower& f, Offset leader_end) {
    for (std::int8_t* looks : {&f.looks_behind, &f.looks_since_fetch})
        *looks = f.log_end == leader_end ? std::int8_t{0} : std::min(static_cast<std::int8_t>(*looks + 1), looks_until_lagging);
}

BrokerSet lagging_members(const Replica& leader, BrokerId self) {
    BrokerSet out;
    for_each(leader.isr.without(self), [&](BrokerId b) {
        if (!is_caught_up(leader, leader.follower(b))) out = out.with(b);
    });
    return out;
}

}  // namespace acksim
