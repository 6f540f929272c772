// Faults that hit single produce requests: the nemesis looks at each one as it arrives, and at each answer.
#include <algorithm>
#include <iterator>

#include "faults/answer_error.hpp"
#include "faults/break_connection.hpp"
#include "faults/swallow.hpp"
#include "modes/fault_kinds.hpp"
#include "modes/nemesis.hpp"

namespace acksim {

namespace {

struct Hit {
    What what;
    bool breaks;
    bool swallows;
};

// Requires: hits_requests(kind).
Hit hit_of(FaultKind kind) {
    if (kind == FaultKind::lose_request) return {What::request_lost, true, false};
    if (kind == FaultKind::lose_response) return {What::response_lost, true, false};
    if (kind == FaultKind::swallow_request) return {What::request_swallowed, false, true};
    if (kind == FaultKind::swallow_response) return {What::response_swallowed, false, true};
    if (kind == FaultKind::answer_error) return {What::error_injected, false, false};
    return {What::message_delayed, false, false};
}

std::int32_t number_of(const Message& message) {
    if (auto* request = std::get_if<ProduceRequest>(&message)) return request->number;
    return std::get<ProduceResponse>(message).number;
}

}  // namespace

bool Nemesis::intercept(Slot slot) {
    if (!on_requests_ || !timed_.layout().is_channel(slot)) return false;
    Channel channel = timed_.layout().channel(slot);
    if (!timed_.layout().is_producers(channel.connection) || channel.direction == Direction::strays) return false;
    const Message& message = timed_.world().network[channel.connection].head(channel.direction);
    bool request = std::holds_alternative<ProduceRequest>(message);
    if (!request && !std::holds_alternative<ProduceResponse>(message)) return false;
    const Connection& connection = timed_.world().network[channel.connection];
    if (request ? connection.requests_swallowed : connection.responses_swallowed) return false;
    if (request) count_request(channel);
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        Progress& p = progress_[i];
        if (!p.active || p.left == 0 || !hits_requests(plan_[i].kind) || hits_answers(plan_[i].kind) == request) continue;
        std::int64_t identity = (static_cast<std::int64_t>(channel.connection.value) << 32) | number_of(message);
        if (p.last_hit == identity || !matches(plan_[i], channel, message)) continue;
        p.last_hit = identity;
        if (p.left > 0) --p.left;
        return hit(static_cast<int>(i), slot, channel);
    }
    return false;
}

// The nth produce request of its producer: counted when it first arrives somewhere, whatever becomes of it then.
void Nemesis::count_request(const Channel& channel) {
    std::vector<Numbered>& counted = counted_[static_cast<std::size_t>(channel.connection.value)];
    std::int32_t number = number_of(timed_.world().network[channel.connection].requests.front());
    if (!counted.empty() && counted.back().number >= number) return;
    ProducerIndex p = timed_.layout().nodes().producer_of(timed_.layout().client(channel.connection));
    counted.push_back({number, ++requests_of_[static_cast<std::size_t>(p.value)]});
}

std::int32_t Nemesis::nth_request(ConnectionId connection, std::int32_t number) const {
    const std::vector<Numbered>& counted = counted_[static_cast<std::size_t>(connection.value)];
    auto found = std::lower_bound(counted.begin(), counted.end(), number, [](const Numbered& n, std::int32_t x) { return n.number < x; });
    return found != counted.end() && found->number == number ? found->nth : 0;
}

bool Nemesis::matches(const Fault& fault, const Channel& channel, const Message& message) const {
    Nodes nodes = timed_.layout().nodes();
    ProducerIndex producer = nodes.producer_of(timed_.layout().client(channel.connection));
    if (producer != fault.record.producer) return false;
    if (fault.nth > 0) return nth_request(channel.connection, number_of(message)) == fault.nth;
    if (auto* request = std::get_if<ProduceRequest>(&message))
        return std::any_of(request->batches.begin(), request->batches.end(),
                           [&](const ProduceBatch& b) { return carries(b.batch.records, b.partition, fault.record); });
    // Only the producer knows which request an answer is for.
    const ProducerState& state = timed_.world().producers[static_cast<std::size_t>(producer.value)];
    BrokerId broker = nodes.broker_of(timed_.layout().server(channel.connection));
    const auto& in_flight = state.connections[static_cast<std::size_t>(broker.value)].in_flight;
    if (in_flight.empty() || in_flight.front().number != number_of(message)) return false;
    const auto& batches = in_flight.front().batches;
    return std::any_of(batches.begin(), batches.end(), [&](BatchId id) {
        const Batch& b = state.batch(id);
        return carries(b.records, b.partition, fault.record);
    });
}

bool Nemesis::hit(int index, Slot slot, const Channel& channel) {
    const Fault& fault = plan_[static_cast<std::size_t>(index)];
    Nodes nodes = timed_.layout().nodes();
    NodeId producer = timed_.layout().client(channel.connection), broker = timed_.layout().server(channel.connection);
    Hit hit = hit_of(fault.kind);
    SimTime at = timed_.next();
    if (steps_) steps_->fault_step(at, timed_.cause_of(slot), index, producer, fault_label(fault, nodes, producer));
    if (hit.what == What::message_delayed) timed_.postpone(slot, fault.by);
    timed_.intervene(at, [&](World& world, Turn& turn) {
        Happening h{hit.what, producer, broker};
        if (fault.kind == FaultKind::answer_error) std::swap(h.node, h.other);
        h.error = fault.error;
        h.offset = fault.nth > 0 ? -1 : fault.record.index;
        if (channel.direction == Direction::requests) {
            const auto& request = std::get<ProduceRequest>(world.network[channel.connection].requests.front());
            h.partition = request.batches.front().partition;
            h.records = request.batches.front().batch.records;
        } else {
            // Only the producer knows which request an answer is for.
            const ProducerState& state = world.producer(nodes.producer_of(producer));
            const auto& in_flight = state.connections[static_cast<std::size_t>(nodes.broker_of(broker).value)].in_flight;
            if (!in_flight.empty() && !in_flight.front().batches.empty()) {
                const Batch& first = state.batch(in_flight.front().batches.front());
                h.partition = first.partition;
                h.records = first.records;
            }
        }
        turn.say(h);
        if (hit.breaks) break_connection(world, channel.connection, turn);
        if (hit.swallows) swallow(world, channel.connection, channel.direction);
        if (fault.kind == FaultKind::answer_error) answer_error(world, channel.connection, fault.error, fault.appended);
    });
    return true;
}

std::string fault_label(const Fault& fault, const Nodes& nodes, NodeId node) {
    static constexpr const char* names[] = {"crash",
                                            "power loss",
                                            "disk loss",
                                            "stop",
                                            "pause",
                                            "partition",
                                            "request lost",
                                            "response lost",
                                            "request swallowed",
                                            "response swallowed",
                                            "request delayed",
                                            "response delayed",
                                            "error injected",
                                            "delay",
                                            "slow follower",
                                            "leader move",
                                            "producer killed",
                                            "connection broken",
                                            "configuration changed",
                                            "partitions added"};
    static_assert(std::size(names) == static_cast<std::size_t>(FaultKind::add_partitions) + 1, "a fault without a label");
    std::string label = names[static_cast<std::size_t>(fault.kind)];
    if (nodes.is_broker(node)) label += " b" + std::to_string(node.value + 1);
    else if (node == nodes.controller()) label += " controller";
    return label;
}

}  // namespace acksim
