#include "protocol/layout.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace acksim {

namespace {

// acks=0 requests are never unanswered, so only the window counts; a huge max.in.flight is capped where no scenario gets to.
constexpr int widest_window = 1024;

}  // namespace

Layout::Layout(const Config& config) : nodes_(nodes_of(config)), brokers_(nodes_.brokers), producers_(nodes_.producers) {
    connections_ = producers_ * brokers_ + brokers_ + brokers_ * brokers_;
    channels_ = batches_ = connections_ * 3;
    for (const ProducerSetup& p : config.producers)
        windows_ = std::max(windows_, std::min(p.config.max_in_flight_requests_per_connection, widest_window) + 1);
    int partitions = static_cast<int>(config.partitions.size()), controller = nodes_.controller().value, producer = controller + 1;
    using enum TimerKind;
    for (TimerKind kind : {send, resend, metadata_backoff, metadata_age, producer_id_backoff, max_block, close_timeout})
        add(kind, producer, producers_, 1, 1);
    add(linger, producer, producers_, partitions, 1);
    add(request_timeout, producer, producers_, brokers_, std::max(windows_, 1));
    add(connect_timeout, producer, producers_, brokers_, 1);
    add(reconnect_backoff, producer, producers_, brokers_, 1);
    for (TimerKind kind : {isr_check, register_again, restart}) add(kind, 0, brokers_, 1, 1);
    add(fetch_backoff, 0, brokers_, partitions, 1);
    add(fetch_wait, 0, brokers_, partitions, brokers_);
    add(produce_timeout, 0, brokers_, std::max(producers_, 1), 1);
    add(session, controller, 1, brokers_, 1);
}

void Layout::add(TimerKind kind, int first_node, int nodes, int a, int b) {
    Range& r = ranges_[static_cast<std::size_t>(kind)];
    r = {batches_, first_node, a, b, batches_ + nodes * a * b};
    batches_ = r.end;
}

NodeId Layout::client(ConnectionId c) const {
    int i = c.value - producers_ * brokers_;
    if (i < 0) return nodes_.producer({static_cast<std::int16_t>(c.value / brokers_)});
    if (i < brokers_) return {static_cast<std::int16_t>(i)};
    return {static_cast<std::int16_t>((i - brokers_) / brokers_)};
}

NodeId Layout::server(ConnectionId c) const {
    int i = c.value - producers_ * brokers_;
    if (i < 0) return {static_cast<std::int16_t>(c.value % brokers_)};
    if (i < brokers_) return nodes_.controller();
    return {static_cast<std::int16_t>((i - brokers_) % brokers_)};
}

Timer Layout::timer(Slot s) const {
    if (s >= batches_) {
        int i = (s - batches_) / 2;
        TimerKind kind = (s - batches_) % 2 == 0 ? TimerKind::delivery_timeout : TimerKind::retry_backoff;
        return {kind, nodes_.producer({static_cast<std::int16_t>(i % producers_)}), i / producers_, 0};
    }
    for (int k = 0; k < static_cast<int>(TimerKind::count); ++k) {
        const Range& r = ranges_[static_cast<std::size_t>(k)];
        if (s < r.first || s >= r.end) continue;
        int i = s - r.first;
        return {static_cast<TimerKind>(k), {static_cast<std::int16_t>(r.node + i / (r.a * r.b))}, i / r.b % r.a, i % r.b};
    }
    ACKSIM_CHECK(!"a slot that is neither channel nor timer");
}

}  // namespace acksim
