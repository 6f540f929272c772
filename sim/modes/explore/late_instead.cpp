#include "modes/explore/late_instead.hpp"

#include <algorithm>

#include "modes/explore/trail_steps.hpp"

namespace acksim {

namespace {

constexpr Duration longer = seconds(1);       // than a session
constexpr std::int64_t most_attempts = 1000;  // whatever the time-outs

class Instead {
public:
    Instead(const Timer& timer, const World& world, const Layout& layout, const Config& config)
        : timer_(timer), world_(world), layout_(layout), config_(config) {}

    std::optional<Fault> fault() const {
        switch (timer_.kind) {
            case TimerKind::request_timeout: return late_answer();
            case TimerKind::delivery_timeout: return late_delivery();
            case TimerKind::produce_timeout: return timed_out_answer();
            case TimerKind::session: return late_heartbeats();
            default: return std::nullopt;
        }
    }

private:
    ProducerIndex producer() const { return layout_.nodes().producer_of(timer_.node); }
    const ProducerState& state() const { return world_.producers[static_cast<std::size_t>(producer().value)]; }
    const ProducerConfig& client() const { return config_.producer(producer()).config; }

    // As long as the server has not read it, the request is late, and then its answer.
    Fault late_request(ConnectionId c, BatchId batch, std::int32_t times) const {
        Fault f;
        f.kind = world_.network[c].requests.empty() ? FaultKind::delay_response : FaultKind::delay_request;
        f.record = first_of(state().batch(batch).records, state().batch(batch).partition, world_.ledger);
        f.by = client().request_timeout * 2;  // a client notices up to seven tenths later
        f.times = times;
        return f;
    }
    std::optional<Fault> late_answer() const {
        BrokerId broker{static_cast<std::int16_t>(timer_.a)};
        const auto& in_flight = state().connections[static_cast<std::size_t>(timer_.a)].in_flight;
        for (std::size_t i = 0; i < in_flight.size(); ++i)
            if (in_flight[i].number % layout_.window() == timer_.b && !in_flight[i].batches.empty())
                return late_request(layout_.to_broker(producer(), broker), in_flight[i].batches.front(), 1);
        return std::nullopt;
    }
    // Every attempt is late, as many as fit into delivery.timeout.ms.
    std::optional<Fault> late_delivery() const {
        BatchId batch{timer_.a};
        BrokerId leader = state().leader_of(state().batch(batch).partition).leader;
        if (leader == nobody) return std::nullopt;
        std::int64_t attempts = std::min(client().delivery_timeout.us / std::max<std::int64_t>(client().request_timeout.us, 1) + 1, most_attempts);
        return late_request(layout_.to_broker(producer(), leader), batch, static_cast<std::int32_t>(attempts));
    }
    std::optional<Fault> timed_out_answer() const {
        for (const PendingProduce& waiting : world_.broker(layout_.nodes().broker_of(timer_.node)).waiting)
            if (waiting.producer.value == timer_.a && !waiting.partitions.empty()) {
                Fault f;
                f.kind = FaultKind::answer_error;
                f.record = first_of(waiting.partitions.front().records, waiting.partitions.front().partition, world_.ledger);
                f.error = ErrorCode::request_timed_out;
                f.appended = true;
                return f;
            }
        return std::nullopt;
    }
    Fault late_heartbeats() const {
        Fault f;
        f.kind = FaultKind::partition;
        f.target = {.kind = Target::Kind::node, .node = {static_cast<std::int16_t>(timer_.a)}};
        f.other = {.kind = Target::Kind::node, .node = layout_.nodes().controller()};
        f.one_way = true;
        f.duration = longest_session(config_.broker) + longer;
        return f;
    }

    const Timer& timer_;
    const World& world_;
    const Layout& layout_;
    const Config& config_;
};

}  // namespace

std::optional<Fault> late_instead(const Timer& timer, const World& world, const Layout& layout, const Config& config) {
    return Instead(timer, world, layout, config).fault();
}

}  // namespace acksim
