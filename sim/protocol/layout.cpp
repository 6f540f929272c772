#include "protocol/layout.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace acksim {

Layout::Layout(const Config& config) : nodes_(nodes_of(config)), brokers_(nodes_.brokers), producers_(nodes_.producers) {
    connections_ = producers_ * brokers_ + brokers_ + brokers_ * brokers_;
    first_timer_ = batches_ = connections_ * 3;
    name_ends();
    for (const PartitionSetup& p : config.partitions) replicas_.push_back(set_of(p.replicas));
    // Simplified: no more than 1,024 requests are in flight on a connection, however large max.in.flight.requests.per.connection is.
    for (const ProducerSetup& p : config.producers)
        windows_ = std::max(windows_, std::min(p.config.max_in_flight_requests_per_connection, config.widest_window) + 1);
    int partitions = static_cast<int>(config.partitions.size()), controller = nodes_.controller().value, producer = controller + 1;
    using enum TimerKind;
    for (TimerKind kind : {send, resend, metadata_backoff, metadata_age, producer_id_backoff, max_block, close_timeout}) add(kind, producer, producers_, 1, 1);
    add(linger, producer, producers_, partitions, 1);
    add(request_timeout, producer, producers_, brokers_, std::max(windows_, 1));
    add(connect_timeout, producer, producers_, brokers_, 1);
    add(reconnect_backoff, producer, producers_, brokers_, 1);
    for (TimerKind kind : {isr_check, register_again, restart}) add(kind, 0, brokers_, 1, 1);
    add(fetch_backoff, 0, brokers_, partitions, 1);
    add(fetch_wait, 0, brokers_, partitions, brokers_);
    add(produce_timeout, 0, brokers_, std::max(producers_, 1), 1);
    add(session, controller, 1, brokers_, 1);
    if (config.producer_ids_expire) add(forget_producer, 0, brokers_, partitions, std::max(producers_, 1));
}

void Layout::add(TimerKind kind, int first_node, int nodes, int a, int b) {
    Range& r = ranges_[static_cast<std::size_t>(kind)];
    r = {batches_, first_node, a, b, batches_ + nodes * a * b};
    batches_ = r.end;
    for (int node = 0; node < nodes; ++node)
        for (int i = 0; i < a; ++i)
            for (int k = 0; k < b; ++k) timers_.push_back({kind, {static_cast<std::int16_t>(first_node + node)}, i, k});
}

void Layout::name_ends() {
    for (std::int16_t p = 0; p < producers_; ++p)
        for (std::int16_t b = 0; b < brokers_; ++b) {
            clients_.push_back(nodes_.producer({p}));
            servers_.push_back({b});
        }
    for (std::int16_t b = 0; b < brokers_; ++b) {
        clients_.push_back({b});
        servers_.push_back(nodes_.controller());
    }
    for (std::int16_t follower = 0; follower < brokers_; ++follower)
        for (std::int16_t leader = 0; leader < brokers_; ++leader) {
            clients_.push_back({follower});
            servers_.push_back({leader});
        }
    for (std::int32_t c = 0; c < connections_; ++c)
        for (Direction d : {Direction::requests, Direction::responses, Direction::strays}) {
            bool to_server = d != Direction::responses;
            channels_.push_back({{c}, d, to_server ? client({c}) : server({c}), to_server ? server({c}) : client({c})});
        }
}

Timer Layout::timer(Slot s) const {
    if (s >= batches_) {
        int i = (s - batches_) / 2;
        TimerKind kind = (s - batches_) % 2 == 0 ? TimerKind::delivery_timeout : TimerKind::retry_backoff;
        return {kind, nodes_.producer({static_cast<std::int16_t>(i % producers_)}), i / producers_, 0};
    }
    return fixed_timer(s);
}

}  // namespace acksim
