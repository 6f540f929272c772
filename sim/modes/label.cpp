#include "modes/label.hpp"

#include <array>

namespace acksim {

namespace {

std::string range(const Ledger& ledger, const RecordRange& r, PartitionId p) {
    const auto& sends = ledger.sends(r.producer, p);
    if (r.count == 0) return "";
    std::int32_t first = sends[static_cast<std::size_t>(r.first)].record, last = sends[static_cast<std::size_t>(r.end() - 1)].record;
    return r.count == 1 ? std::to_string(first) : std::to_string(first) + "-" + std::to_string(last);
}

std::string set_label(BrokerSet set) {
    std::string out;
    for_each(set, [&](BrokerId b) { out += (out.empty() ? "" : ",") + std::string("b") + std::to_string(b.value + 1); });
    return "[" + out + "]";
}

// The records that an answer is about: those of the producer's oldest request in flight.
std::string answered(const World& world, const Layout& layout, const Channel& channel) {
    Nodes nodes = layout.nodes();
    const ProducerState& p = world.producers[static_cast<std::size_t>(nodes.producer_of(layout.client(channel.connection)).value)];
    const auto& in_flight = p.connections[static_cast<std::size_t>(layout.server(channel.connection).value)].in_flight;
    std::string out;
    if (in_flight.empty()) return out;
    for (BatchId id : in_flight.front().batches) out += " " + range(world.ledger, p.batch(id).records, p.batch(id).partition);
    return out;
}

struct Labeller {
    const World& world;
    const Layout& layout;
    const Channel& channel;

    std::string operator()(const Connect&) const { return "Connect"; }
    std::string operator()(const Connected&) const { return "Connected"; }
    std::string operator()(const Disconnected&) const { return "Disconnected"; }
    std::string operator()(const ProduceRequest& m) const {
        std::string out = channel.direction == Direction::strays ? "late Produce" : "Produce";
        for (const ProduceBatch& b : m.batches) out += " " + range(world.ledger, b.batch.records, b.partition);
        return out;
    }
    std::string operator()(const ProduceResponse& m) const {
        std::string out;
        for (const PartitionAnswer& a : m.answers) {
            std::string one = a.error == ErrorCode::none ? "OK" : std::string(info(a.error).name);
            if (out.find(one) == std::string::npos) out += (out.empty() ? "" : ", ") + one;
        }
        return out + answered(world, layout, channel);
    }
    std::string operator()(const MetadataRequest&) const { return "Metadata?"; }
    std::string operator()(const MetadataResponse& m) const {
        std::string out = "Metadata";
        if (m.partitions.size() == 1) out += m.partitions[0].leader == nobody ? ": no leader" : ": leader b" + std::to_string(m.partitions[0].leader.value + 1);
        return out;
    }
    std::string operator()(const InitProducerIdRequest&) const { return "InitProducerId"; }
    std::string operator()(const InitProducerIdResponse& m) const { return "producer id " + std::to_string(m.id.value); }
    std::string operator()(const FetchRequest& m) const { return "Fetch from " + std::to_string(m.offset.value); }
    std::string operator()(const FetchResponse& m) const {
        if (m.error != ErrorCode::none) return std::string(info(m.error).name);
        if (m.diverging.defined()) return "diverges at " + std::to_string(m.diverging.end.value);
        if (m.batches.empty()) return "nothing new, hw " + std::to_string(m.high_watermark.value);
        std::int64_t first = m.batches.front().base.value, last = m.batches.back().end().value - 1;
        std::string offsets = first == last ? "record " + std::to_string(first) : "records " + std::to_string(first) + "-" + std::to_string(last);
        return offsets + ", hw " + std::to_string(m.high_watermark.value);
    }
    std::string operator()(const OffsetsForLeaderEpochRequest& m) const { return "where does epoch " + std::to_string(m.leader_epoch.value) + " end?"; }
    std::string operator()(const OffsetsForLeaderEpochResponse& m) const {
        if (m.error != ErrorCode::none) return std::string(info(m.error).name);
        if (!m.end.defined()) return "epoch " + std::to_string(m.requested_epoch.value) + " unknown";
        return "epoch " + std::to_string(m.end.epoch.value) + " ends at " + std::to_string(m.end.end.value);
    }
    std::string operator()(const AlterPartitionRequest& m) const { return "AlterPartition " + set_label(m.isr); }
    std::string operator()(const AlterPartitionResponse& m) const {
        return m.error == ErrorCode::none ? "ISR " + set_label(m.isr) : std::string(info(m.error).name);
    }
    std::string operator()(const RegisterRequest&) const { return "Register"; }
    std::string operator()(const RegisterResponse& m) const { return m.error == ErrorCode::none ? "registered" : "still registered"; }
    std::string operator()(const HeartbeatRequest& m) const { return m.want_shut_down ? "wants to shut down" : "Heartbeat"; }
    std::string operator()(const HeartbeatResponse&) const { return "may shut down"; }
    std::string operator()(const MetadataUpdate& m) const {
        if (m.partitions.size() != 1) return "metadata";
        const PartitionState& p = m.partitions.front().state;
        return "leader " + (p.leader == nobody ? std::string("none") : "b" + std::to_string(p.leader.value + 1)) + ", ISR " + set_label(p.isr);
    }
};

}  // namespace

std::string message_label(const World& world, const Layout& layout, const Channel& channel) {
    return std::visit(Labeller{world, layout, channel}, world.network[channel.connection].head(channel.direction));
}

std::string timer_label(const Timer& t) {
    static constexpr std::array names{"send()",
                                      "send() again",
                                      "linger.ms",
                                      "request.timeout.ms",
                                      "connection setup timeout",
                                      "reconnect",
                                      "metadata backoff",
                                      "metadata.max.age.ms",
                                      "retry.backoff.ms",
                                      "max.block.ms",
                                      "close timeout",
                                      "delivery.timeout.ms",
                                      "retry.backoff.ms",
                                      "fetch backoff",
                                      "replica.fetch.wait.max.ms",
                                      "ISR check",
                                      "broker timeout",
                                      "register again",
                                      "restart",
                                      "producer.id.expiration.ms",
                                      "broker.session.timeout.ms"};
    static_assert(names.size() == static_cast<std::size_t>(TimerKind::count));
    return names[static_cast<std::size_t>(t.kind)];
}

}  // namespace acksim
