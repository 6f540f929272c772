// A small run made by hand, so that reports can be tested without running anything: acks=1, the leader dies before a follower has copied.
#pragma once

#include "modes/run_result.hpp"
#include "scenario/scenario.hpp"

namespace acksim::testing {

inline Scenario sample_scenario() {
    Scenario s;
    s.file = "scenarios/sample.json";
    s.name = "sample";
    s.title = "acks=1 and the leader dies before a follower has copied";
    s.question = "The producer was told OK. Can the record still disappear?";
    s.teaches = {"With acks=1 the leader answers as soon as it has the record itself.",
                 "If it dies before a follower has copied the record, the new leader has never heard of it."};
    Topic topic;
    topic.first = PartitionId{0};
    topic.partitions = 1;
    s.config.topics = {topic};
    s.config.partitions = {{0, {BrokerId{0}, BrokerId{1}, BrokerId{2}}}};
    ProducerSetup producer;
    producer.config.acks = Acks::leader;
    producer.config.enable_idempotence = false;
    producer.workload.records = 4;
    producer.workload.every = exactly(milliseconds(5));
    s.config.producers = {producer};
    s.topic_names = {"orders"};
    s.producer_names = {"p1"};
    Fault crash;
    crash.when.kind = Trigger::Kind::acknowledged;
    crash.when.record = {ProducerIndex{0}, 2};
    crash.restart_after = seconds(10);
    s.faults = {crash};
    s.expect = Expectation{};
    s.expect->lost = Expected{Expected::Kind::these, 1, {{ProducerIndex{0}, 2}}};
    return s;
}

// Writes the trace step by step, as a run would.
class Narrator {
public:
    explicit Narrator(Trace& trace) : trace_(trace) {}

    StepId timer(std::int64_t us, NodeId node, const char* label, std::vector<Happening> happenings, StepId cause = -1) {
        return add({TraceStep::Kind::timer, {us}, cause, node, no_node, -1, {us}, label, std::move(happenings)});
    }
    StepId message(std::int64_t us, NodeId from, NodeId to, const char* label, std::vector<Happening> happenings, StepId cause, std::int64_t transit = 900) {
        return add({TraceStep::Kind::message, {us}, cause, from, to, -1, {us - transit}, label, std::move(happenings)});
    }
    StepId fault(std::int64_t us, NodeId node, const char* label, std::vector<Happening> happenings, StepId cause) {
        return add({TraceStep::Kind::fault, {us}, cause, node, no_node, 0, {us}, label, std::move(happenings)});
    }
    Link link(StepId step, std::size_t happening = 0) const {
        const TraceStep& s = trace_.steps[static_cast<std::size_t>(step)];
        return {step, s.at, s.happenings[happening]};
    }

private:
    StepId add(TraceStep step) {
        trace_.steps.push_back(std::move(step));
        return static_cast<StepId>(trace_.steps.size()) - 1;
    }
    Trace& trace_;
};

inline constexpr NodeId b1{0}, b2{1}, b3{2}, controller{3}, p1{4};

inline Happening on_records(What what, NodeId node, std::int32_t first, std::int64_t offset, NodeId other = no_node) {
    Happening h{what, node, other};
    h.partition = PartitionId{0};
    h.records = {ProducerIndex{0}, first, 1};
    h.offset = offset;
    h.epoch = LeaderEpoch{0};
    return h;
}

inline Happening on_partition(What what, NodeId node, NodeId other, std::int32_t epoch, std::uint64_t set, std::int64_t offset = -1) {
    Happening h{what, node, other};
    h.partition = PartitionId{0};
    h.epoch = LeaderEpoch{epoch};
    h.set = BrokerSet{set};
    h.offset = offset;
    return h;
}

inline void tell_one_record(Narrator& tell, std::int32_t i, std::int64_t us, bool copied) {
    const std::string name = std::to_string(i);
    const StepId sent = tell.timer(us, p1, "send", {on_records(What::sent, p1, i, i), on_records(What::requested, p1, i, 0, b1)});
    const StepId stored =
        tell.message(us + 900, p1, b1, ("Produce " + name).c_str(), {on_records(What::appended, b1, i, i), on_records(What::acknowledged, b1, i, i, p1)}, sent);
    tell.message(us + 1800, b1, p1, ("OK " + name).c_str(), {on_records(What::told_ok, p1, i, i)}, stored);
    if (copied) {
        for (const NodeId follower : {b2, b3}) {
            const std::int64_t later = follower == b2 ? 0 : 70;
            tell.message(us + 1900 + later, b1, follower, ("records " + name + ", hw " + name).c_str(), {on_records(What::replicated, follower, i, i)}, stored);
        }
        tell.message(us + 2900, b2, b1, "Fetch from 3", {}, stored);
        tell.message(us + 2970, b3, b1, "Fetch from 3", {on_partition(What::high_watermark, b1, no_node, 0, 0, i + 1)}, stored);
    }
}

inline RunResult sample_result() {
    RunResult r;
    r.seed = 1;
    r.fingerprint = 0x0123456789abcdef;
    r.lanes = {{{0, 1, 2, 3}}};
    Narrator tell(r.trace);
    tell_one_record(tell, 0, 0, true);
    tell_one_record(tell, 1, 5000, true);
    const auto before = static_cast<StepId>(r.trace.steps.size());
    tell_one_record(tell, 2, 10000, false);
    const StepId crash = tell.fault(11800, b1, "crash b1", {{What::crashed, b1}}, before + 2);
    tell.timer(11800, p1, "connection closed", {{What::disconnected, p1, b1}}, crash);
    const StepId elected = tell.timer(9012300, controller, "session timeout b1",
                                      {{What::fenced, controller, b1}, on_partition(What::leader_elected, controller, b2, 1, 6)}, crash);
    const StepId leads = tell.message(9020100, controller, b2, "leader b2, ISR [b2,b3]", {on_partition(What::became_leader, b2, b2, 1, 0, 2)}, elected, 7800);
    tell.message(9025100, controller, b3, "leader b2, ISR [b2,b3]", {on_partition(What::became_follower, b3, b2, 1, 0)}, elected, 12800);
    const StepId again = tell.timer(9031000, p1, "send", {on_records(What::sent, p1, 3, 3), on_records(What::requested, p1, 3, 0, b2)});
    const StepId stored =
        tell.message(9031900, p1, b2, "Produce 3", {on_records(What::appended, b2, 3, 2), on_records(What::acknowledged, b2, 3, 2, p1)}, again);
    tell.message(9032800, b2, p1, "OK 3", {on_records(What::told_ok, p1, 3, 2)}, stored);
    const StepId back = tell.timer(10011800, b1, "restart", {{What::restarted, b1}}, crash);
    tell.message(10020000, b1, controller, "Heartbeat", {{What::unfenced, controller, b1}}, back, 1200);
    const StepId cut = tell.message(10031000, controller, b1, "leader b2, ISR [b2,b3]",
                                    {on_partition(What::became_follower, b1, b2, 1, 0), on_records(What::truncated, b1, 2, 2)}, leads, 9000);
    tell.message(10035000, b2, controller, "AlterPartition [b1,b2,b3]", {on_partition(What::isr_changed, controller, no_node, 1, 7)}, cut);
    r.outcome.records = {{{ProducerIndex{0}, 0}, Word::delivered, true, false, ErrorCode::none, 1, {}},
                         {{ProducerIndex{0}, 1}, Word::delivered, true, false, ErrorCode::none, 1, {}},
                         {{ProducerIndex{0}, 2}, Word::lost, true, false, ErrorCode::none, 1, {}},
                         {{ProducerIndex{0}, 3}, Word::delivered, true, false, ErrorCode::none, 1, {}}};
    r.outcome.log = {{PartitionId{0}, Offset{0}, LeaderEpoch{0}, {ProducerIndex{0}, 0}},
                     {PartitionId{0}, Offset{1}, LeaderEpoch{0}, {ProducerIndex{0}, 1}},
                     {PartitionId{0}, Offset{2}, LeaderEpoch{1}, {ProducerIndex{0}, 3}}};
    Anomaly lost;
    lost.records = {{ProducerIndex{0}, 2}};
    lost.because = {tell.link(before), tell.link(before + 1), tell.link(before + 1, 1), tell.link(before + 2),
                    tell.link(crash),  tell.link(elected, 1), tell.link(cut, 1)};
    lost.cures.alone = {{"producers/p1/acks=all", "1"}};
    r.anomalies = {lost};
    r.cost = {{9032800}, 4, 3, {1800}, {1800}, {1800}, 0, {9000500}, {0}};
    r.ended = {10035000};
    return r;
}

}  // namespace acksim::testing
