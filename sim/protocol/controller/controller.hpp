// The controller: one, serial, and what it decides is durable (QuorumController). It lives as long as one step; all that lasts is in
// ControllerState.
// Simplified: the controller's periodic preferred and unclean elections are not modelled; it elects when something happened.
// Simplified: the controller is one reliable process; its quorum, its own failover and the commit of its log are not modelled.
#pragma once

#include "protocol/messages.hpp"
#include "protocol/turn.hpp"

namespace acksim {

struct ControllerState {
    List<PartitionState, 1> partitions;  // by PartitionId
    BrokerSet registered;                // with a session or not; a process that has never stopped being known
    BrokerSet fenced;
    BrokerSet shutting_down;
    BrokerSet reachable;          // processes that are up: who gets the metadata log
    List<BrokerEpoch, 4> epochs;  // by BrokerId
    std::int32_t next_epoch = 0;

    BrokerSet active() const { return registered - fenced - shutting_down; }
};

class Controller {
public:
    Controller(ControllerState& state, Turn& turn) : state_(state), turn_(turn) {}

    // Not answered: the process that asked is gone.
    void on_request(BrokerId from, Message& message, bool answered);
    // No heartbeat for broker.session.timeout.ms (ReplicationControlManager.handleBrokerFenced).
    void on_session_timeout(BrokerId broker);
    // A planned move: preferred election, or the last step of a reassignment. Refused if `to` is not a valid leader.
    void move_leader(PartitionId partition, BrokerId to);
    // A topic's unclean.leader.election.enable or min.insync.replicas was changed.
    void on_config_change(std::int16_t topic, const TopicConfig& before);
    // A topic gets more partitions, up to `count`. Refused if a new one would have no replica that is up (createPartitions).
    void create_partitions(std::int16_t topic, std::int16_t count);

private:
    void on_register(BrokerId from, const RegisterRequest& request);
    void on_heartbeat(BrokerId from, const HeartbeatRequest& request);
    void on_alter_partition(BrokerId from, const AlterPartitionRequest& request, bool answered);
    ErrorCode check_alter_partition(BrokerId from, const AlterPartitionRequest& request) const;
    // Takes a broker out of every ISR that it is in, with the elections that follow.
    void remove_from_isrs(BrokerId broker);
    struct Event {
        BrokerSet target_isr;
        BrokerSet not_acceptable;
        BrokerSet also_acceptable;
        BrokerSet unclean_shutdown;
        BrokerId preferred = nobody;
    };
    void recompute(PartitionId partition, const Event& event);
    void publish();
    void publish_all_to(BrokerId broker);
    void tell(BrokerId broker, const List<PartitionChange, 1>& changes);
    void say(What what, BrokerId broker, std::int64_t offset = -1);
    PartitionState& partition(PartitionId p) { return state_.partitions[static_cast<std::size_t>(p.value)]; }
    NodeId node() const { return turn_.layout.nodes().controller(); }
    int partitions() const { return static_cast<int>(state_.partitions.size()); }

    ControllerState& state_;
    Turn& turn_;
    List<PartitionChange, 1> changes_;  // of this turn, published at its end
};

}  // namespace acksim
