#include "protocol/rules/elect.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace acksim;

namespace {

using Members = std::vector<int>;

BrokerSet set(const Members& members) {
    BrokerSet out;
    for (int b : members) out = out.with({static_cast<std::int16_t>(b)});
    return out;
}

// The controller as far as elections go, with brokers 1, 2, 3 as the specification's traces have them.
struct Cluster {
    std::vector<BrokerId> replicas{{1}, {2}, {3}};
    int min_isr = 1;
    bool elr = true, unclean = false;
    BrokerSet active = set({1, 2, 3});
    PartitionState state{{1}, {0}, {0}, set({1, 2, 3}), {}, nobody};

    void event(BrokerSet target, BrokerSet acceptable, BrokerSet lost = {}, BrokerId preferred = nobody) {
        state = elect(state, {replicas, target, acceptable, lost, min_isr, elr, unclean, preferred}).state;
    }
    void fence(int b) {
        active = active - set({b});
        if (state.isr.has({static_cast<std::int16_t>(b)})) event(state.isr - set({b}), active);
    }
    void register_unclean(int b) {
        active = active - set({b});
        event(state.isr - set({b}), active, elr ? set({b}) : BrokerSet{});
    }
    void unfence(int b) {
        active = active | set({b});
        if (state.leader == nobody) event(state.isr, active);
    }
    void check(int leader, const Members& isr, const Members& elr_members, int last_known) const {
        CHECK(state.leader.value == leader);
        CHECK(state.isr == set(isr));
        CHECK(state.elr == set(elr_members));
        CHECK(state.last_known_leader.value == last_known);
    }
};

}  // namespace

TEST_CASE("G3: all lose power, the leader fenced last: whatever the order of return, the last known leader leads") {
    Cluster c;
    c.min_isr = 2;
    c.fence(2), c.check(1, {1, 3}, {}, -1);
    c.fence(3), c.check(1, {1}, {3}, -1);
    c.fence(1), c.check(-1, {}, {1, 3}, 1);
    c.register_unclean(3), c.check(-1, {}, {1}, 1);
    c.unfence(3), c.check(-1, {}, {1}, 1);
    c.register_unclean(2), c.unfence(2), c.check(-1, {}, {1}, 1);
    c.register_unclean(1), c.check(-1, {}, {}, 1);
    c.unfence(1), c.check(1, {1}, {}, -1);
    CHECK(c.state.leader_epoch.value == 2);
}

TEST_CASE("G4: the same deaths, the leader back first: it is elected when the last other candidate registers unclean") {
    Cluster c;
    c.min_isr = 2;
    c.fence(2), c.fence(3), c.fence(1);
    c.register_unclean(1), c.check(-1, {}, {3}, 1);
    c.unfence(1), c.register_unclean(2), c.unfence(2), c.check(-1, {}, {3}, 1);
    c.register_unclean(3), c.check(1, {1}, {}, -1);
}

TEST_CASE("G5: an ELR member that was only cut off is elected when it is back, and the leader's return takes it out") {
    Cluster c;
    c.min_isr = 2;
    c.fence(3), c.check(1, {1, 2}, {}, -1);
    c.fence(2), c.check(1, {1}, {2}, -1);
    c.fence(1), c.check(-1, {}, {1, 2}, 1);
    c.unfence(2), c.check(2, {2}, {1}, -1);
    c.register_unclean(1), c.check(2, {2}, {}, -1);
}

TEST_CASE("G6: an ELR member that was killed is not trusted: the last known leader is waited for") {
    Cluster c;
    c.min_isr = 2;
    c.fence(3), c.fence(2), c.fence(1);
    c.register_unclean(2), c.check(-1, {}, {1}, 1);
    c.unfence(2), c.check(-1, {}, {1}, 1);
    c.register_unclean(1), c.check(-1, {}, {}, 1);
    c.unfence(1), c.check(1, {1}, {}, -1);
}

TEST_CASE("G7: with min.insync.replicas 1 only the last member of the ISR can lead again") {
    Cluster c;
    c.fence(2), c.check(1, {1, 3}, {}, -1);
    c.fence(3), c.check(1, {1}, {}, -1);
    c.fence(1), c.check(-1, {}, {1}, 1);
    c.register_unclean(2), c.unfence(2), c.register_unclean(3), c.unfence(3), c.check(-1, {}, {1}, 1);
    c.register_unclean(1), c.check(-1, {}, {}, 1);
    c.unfence(1), c.check(1, {1}, {}, -1);
}

TEST_CASE("G8: without ELR the last member stays in the ISR and comes back as leader") {
    Cluster c;
    c.elr = false;
    c.fence(2), c.check(1, {1, 3}, {}, -1);
    c.fence(3), c.check(1, {1}, {}, -1);
    c.fence(1), c.check(-1, {1}, {}, -1);
    c.register_unclean(2), c.unfence(2), c.register_unclean(3), c.unfence(3), c.check(-1, {1}, {}, -1);
    c.register_unclean(1), c.check(-1, {1}, {}, -1);
    c.unfence(1), c.check(1, {1}, {}, -1);
}

TEST_CASE("G9: unclean election takes anybody who is active, at once or when it comes back") {
    Cluster c;
    c.unclean = true;
    c.replicas = {{1}, {2}};
    c.state.isr = set({1, 2});
    c.active = set({1, 2});
    c.fence(2), c.check(1, {1}, {}, -1);
    Cluster later = c;
    c.unfence(2), c.fence(1), c.check(2, {2}, {}, -1);
    later.fence(1), later.check(-1, {}, {1}, 1);
    later.unfence(2), later.check(2, {2}, {}, -1);
}

TEST_CASE("A leader is elected by the order of the assignment, a preferred one first, and only a valid one") {
    Cluster c;
    c.replicas = {{1}, {3}, {2}};
    c.event(c.state.isr, c.active, {}, {2}), c.check(2, {1, 2, 3}, {}, -1);
    c.fence(2), c.check(1, {1, 3}, {}, -1);
    c.event(c.state.isr, c.active, {}, {2}), c.check(1, {1, 3}, {}, -1);
    c.fence(1), c.check(3, {3}, {}, -1);
}

TEST_CASE("Every change raises the partition epoch, a new leader or none raises the leader epoch, no change neither") {
    Cluster c;
    c.event(set({1, 2, 3}), c.active);
    CHECK(c.state.partition_epoch.value == 0);
    c.event(set({1, 2}), c.active);
    CHECK(c.state.partition_epoch.value == 1);
    CHECK(c.state.leader_epoch.value == 0);
    c.fence(1);
    CHECK(c.state.partition_epoch.value == 2);
    CHECK(c.state.leader_epoch.value == 1);
    c.fence(2);
    CHECK(c.state.leader.value == -1);
    CHECK(c.state.leader_epoch.value == 2);
}

TEST_CASE("The ELR is emptied when the ISR is large enough again") {
    Cluster c;
    c.min_isr = 2;
    c.fence(3), c.fence(2), c.check(1, {1}, {2}, -1);
    c.unfence(3);
    c.event(set({1, 3}), c.active), c.check(1, {1, 3}, {}, -1);
}

TEST_CASE("a planned move to a member of the ELR is refused while the ISR has a member") {
    const std::vector<BrokerId> replicas{{1}, {2}, {3}};
    const PartitionState s{{1}, {0}, {0}, set({1}), set({2}), nobody};
    const Election e = elect(s, {replicas, s.isr, set({1, 2, 3}), {}, 2, true, false, {2}});
    CHECK_FALSE(e.changed);
    CHECK(e.state.leader == BrokerId{1});
}
