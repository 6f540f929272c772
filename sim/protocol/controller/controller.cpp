// Registration, sessions, AlterPartition and elections (ReplicationControlManager, ClusterControlManager, BrokerHeartbeatManager).
#include "protocol/controller/controller.hpp"

#include <algorithm>
#include <vector>

#include "base/check.hpp"
#include "protocol/rules/elect.hpp"

namespace acksim {

// Simplified: a registration or a heartbeat that is on its way when its process ends is ignored.
void Controller::on_request(BrokerId from, Message& message, bool answered) {
    if (auto* alter = std::get_if<AlterPartitionRequest>(&message)) return on_alter_partition(from, *alter, answered);
    if (!answered) return;
    if (auto* registration = std::get_if<RegisterRequest>(&message)) on_register(from, *registration);
    else if (auto* beat = std::get_if<HeartbeatRequest>(&message)) on_heartbeat(from, *beat);
    else ACKSIM_CHECK(!"a request that the controller does not understand");
}

// Refused while the previous incarnation has a valid session (ClusterControlManager.registerBroker). Since 4.0 a new incarnation leaves the
// ISRs (KAFKA-18106), and after an unclean stop with ELR on also the ELRs: what it had in its page cache may be gone.
void Controller::on_register(BrokerId from, const RegisterRequest& request) {
    ConnectionId c = turn_.layout.to_controller(from);
    if (!state_.fenced.has(from)) return turn_.respond(c, RegisterResponse{ErrorCode::duplicate_broker_registration, {}});
    bool unclean = turn_.config.rules.elr && !request.clean;
    state_.reachable = state_.reachable.with(from);
    state_.registered = state_.registered.with(from);
    state_.shutting_down = state_.shutting_down.without(from);
    BrokerEpoch epoch{++state_.next_epoch};
    state_.epochs[static_cast<std::size_t>(from.value)] = epoch;
    say(What::registered, from, epoch.value);
    BrokerSet self = BrokerSet{}.with(from);
    for (int i = 0; i < partitions(); ++i) {
        PartitionState& p = state_.partitions[static_cast<std::size_t>(i)];
        bool concerned = p.isr.has(from) || (unclean && p.elr.has(from));
        // An ISR that holds only this broker, without ELR, stays: nobody else may lead (PartitionChangeBuilder).
        if (!concerned || (!turn_.config.rules.new_incarnation_leaves_isr && !unclean)) continue;
        Event event{p.isr.without(from), self, {}, unclean ? self : BrokerSet{}, nobody};
        recompute({static_cast<std::int16_t>(i)}, event);
    }
    publish();
    turn_.respond(c, RegisterResponse{ErrorCode::none, epoch});
    publish_all_to(from);
}

// Unfenced, and then every partition without a leader is looked at again (ReplicationControlManager.handleBrokerUnfenced). A broker that
// wants to stop loses its leaderships first, and is let go when it has none (BrokerHeartbeatManager.calculateNextBrokerState).
void Controller::on_heartbeat(BrokerId from, const HeartbeatRequest& request) {
    if (request.epoch != state_.epochs[static_cast<std::size_t>(from.value)]) return;
    BrokerSet self = BrokerSet{}.with(from);
    if (request.want_shut_down) {
        if (!state_.shutting_down.has(from)) {
            state_.shutting_down = state_.shutting_down.with(from);
            remove_from_isrs(from);
            publish();
        }
        // Simplified: a broker is let go as soon as the leaders have moved, without waiting for all brokers to have heard of it.
        state_.fenced = state_.fenced.with(from);
        state_.reachable = state_.reachable.without(from);
        say(What::fenced, from, 1);
        publish();
        return turn_.respond(turn_.layout.to_controller(from), HeartbeatResponse{true});
    }
    if (!state_.fenced.has(from)) return;
    state_.fenced = state_.fenced.without(from);
    state_.reachable = state_.reachable.with(from);
    say(What::unfenced, from);
    for (int i = 0; i < partitions(); ++i) {
        PartitionState& p = state_.partitions[static_cast<std::size_t>(i)];
        if (p.is_leaderless()) recompute({static_cast<std::int16_t>(i)}, {p.isr, {}, self, {}, nobody});
    }
    publish();
    publish_all_to(from);
}

void Controller::on_session_timeout(BrokerId broker) {
    turn_.cancel({TimerKind::session, node(), broker.value, 0});
    if (state_.fenced.has(broker)) return;
    say(What::fenced, broker);
    remove_from_isrs(broker);
    state_.fenced = state_.fenced.with(broker);
    publish();
}

void Controller::remove_from_isrs(BrokerId broker) {
    for (int i = 0; i < partitions(); ++i) {
        PartitionState& p = state_.partitions[static_cast<std::size_t>(i)];
        if (!p.isr.has(broker)) continue;
        recompute({static_cast<std::int16_t>(i)}, {p.isr.without(broker), BrokerSet{}.with(broker), {}, {}, nobody});
    }
}

// ReplicationControlManager.validateAlterPartitionData, in its order.
// Simplified: KIP-841 and KIP-903 hold in every version; Kafka let a fenced broker into an ISR before 3.3, and one that had registered anew before 3.5.
ErrorCode Controller::check_alter_partition(BrokerId from, const AlterPartitionRequest& request) const {
    const PartitionState& p = state_.partitions[static_cast<std::size_t>(request.partition.value)];
    if (request.leader_epoch < p.leader_epoch) return ErrorCode::fenced_leader_epoch;
    if (p.leader != from) return ErrorCode::invalid_request;
    if (request.partition_epoch < p.partition_epoch) return ErrorCode::invalid_update_version;
    if (!state_.active().contains(request.isr)) return ErrorCode::ineligible_replica;
    if (request.joiner != nobody && request.joiner_epoch != state_.epochs[static_cast<std::size_t>(request.joiner.value)]) return ErrorCode::ineligible_replica;
    return ErrorCode::none;
}

void Controller::on_alter_partition(BrokerId from, const AlterPartitionRequest& request, bool answered) {
    AlterPartitionResponse response{request.partition, check_alter_partition(from, request), {}, {}, {}};
    if (response.error == ErrorCode::none) {
        recompute(request.partition, {request.isr, {}, {}, {}, nobody});
        const PartitionState& p = partition(request.partition);
        response.leader_epoch = p.leader_epoch;
        response.partition_epoch = p.partition_epoch;
        response.isr = p.isr;
    }
    if (answered) turn_.respond(turn_.layout.to_controller(from), response);
    publish();
}

void Controller::move_leader(PartitionId p, BrokerId to) {
    recompute(p, {partition(p).isr, {}, {}, {}, to});
    publish();
}

// A changed min.insync.replicas, and nothing else, wipes the ELR and the last known leader (KIP-966,
// ConfigurationControlManager.createClearElrRecordsAsNeeded). An unclean election that was not allowed before may be now.
// Simplified: a partition without a leader elects as soon as unclean elections are allowed; before 3.9 it waited until a broker was unfenced.
void Controller::on_config_change(std::int16_t topic, const TopicConfig& before) {
    const Topic& t = turn_.config.topics[static_cast<std::size_t>(topic)];
    for (std::int16_t i = 0; i < t.partitions; ++i) {
        PartitionId id{static_cast<std::int16_t>(t.first.value + i)};
        PartitionState& p = partition(id);
        bool min_isr_changed = turn_.topic_of(id).min_insync_replicas != before.min_insync_replicas;
        if (min_isr_changed && (!p.elr.empty() || p.last_known_leader != nobody)) {
            p.elr = {};
            p.last_known_leader = nobody;
            ++p.partition_epoch;
            changes_.push_back({id, p});
        }
        if (p.is_leaderless()) recompute(id, {p.isr, {}, {}, {}, nobody});
    }
    publish();
}

// ReplicationControlManager.createPartitions: the replicas that are up are the ISR, and the first of them leads.
// Simplified: the replicas of an added partition are chosen by the scenario, also those that are fenced when it is created.
void Controller::create_partitions(std::int16_t topic, std::int16_t count) {
    const Topic& t = turn_.config.topics[static_cast<std::size_t>(topic)];
    std::vector<PartitionChange> created;
    for (std::int16_t i = 0; i < std::min(count, t.partitions); ++i) {
        PartitionId id = t.first + i;
        if (partition(id).exists()) continue;
        PartitionChange change{id, {nobody, {0}, {0}, {}, {}, nobody}};
        for (BrokerId b : turn_.config.partition(id).replicas) {
            if (!state_.active().has(b)) continue;
            if (change.state.leader == nobody) change.state.leader = b;
            change.state.isr = change.state.isr.with(b);
        }
        if (change.state.leader == nobody) return;
        created.push_back(change);
    }
    for (const PartitionChange& c : created) {
        partition(c.partition) = c.state;
        changes_.push_back(c);
        Happening h{What::partition_created, node(), turn_.layout.nodes().broker(c.state.leader), c.partition};
        h.set = c.state.isr;
        h.epoch = c.state.leader_epoch;
        turn_.say(h);
    }
    publish();
}

void Controller::recompute(PartitionId id, const Event& event) {
    PartitionState& p = partition(id);
    ElectionView view;
    view.replicas = turn_.config.partition(id).replicas;
    view.target_isr = event.target_isr;
    view.acceptable = (state_.active() | event.also_acceptable) - event.not_acceptable;
    view.unclean_shutdown = event.unclean_shutdown;
    view.min_isr = turn_.min_isr(id);
    view.elr = turn_.config.rules.elr;
    view.unclean_allowed = turn_.topic_of(id).unclean_leader_election_enable;
    view.preferred = event.preferred;
    BrokerSet isr_before = p.isr;
    Election election = elect(p, view);
    if (!election.changed) return;
    p = election.state;
    Happening h{What::isr_changed, node()};
    h.partition = id;
    h.set = p.isr;
    h.epoch = p.leader_epoch;
    if (p.isr != isr_before) turn_.say(h);
    if (election.leader_changed) {
        h.what = p.leader == nobody ? What::leaderless : election.unclean ? What::unclean_leader_elected : What::leader_elected;
        h.other = p.leader == nobody ? no_node : turn_.layout.nodes().broker(p.leader);
        turn_.say(h);
    }
    changes_.push_back({id, p});
}

// Every broker reads the metadata log by itself and hears of a change at a time of its own (BrokerMetadataPublisher).
void Controller::publish() {
    for_each(state_.reachable, [&](BrokerId b) { tell(b, changes_); });
    changes_.clear();
}

void Controller::publish_all_to(BrokerId broker) {
    List<PartitionChange, 1> all;
    for (int i = 0; i < partitions(); ++i)
        if (const PartitionState& p = state_.partitions[static_cast<std::size_t>(i)]; p.exists()) all.push_back({{static_cast<std::int16_t>(i)}, p});
    tell(broker, all);
}

void Controller::tell(BrokerId broker, const List<PartitionChange, 1>& changes) {
    turn_.respond(turn_.layout.to_controller(broker), MetadataUpdate{changes, state_.active(), state_.epochs});
}

void Controller::say(What what, BrokerId broker, std::int64_t offset) {
    Happening h{what, node(), turn_.layout.nodes().broker(broker)};
    h.offset = offset;
    turn_.say(h);
}

}  // namespace acksim
