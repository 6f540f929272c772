#include "scenario/producer_rules.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace acksim {

namespace {

struct Producer {
    const ConfigValues& values;
    KafkaVersion version;
    const Node& place;
    ProducerConfig& config;

    bool is_set(std::string_view name) const { return values.count(name) != 0; }
    // Where the value of `name` stands, if it does.
    Node at(std::string_view name) const {
        auto found = values.find(name);
        return found == values.end() ? place : found->second.place;
    }
    void switch_idempotence_off(std::string_view because, std::string_view why) const {
        config.enable_idempotence = false;
        at(because).warn(fmt::format("{} silently switches idempotence off; write \"enable.idempotence\": false to say that you mean it", why));
    }
};

// Up to 3.0.0, and in 3.1.0, idempotence that was asked for brought its own acks and retries along
// (ProducerConfig.maybeOverrideAcksAndRetries).
void complete_old_idempotence(const Producer& p) {
    bool old = p.version < KafkaVersion{3, 0, 1} || p.version == KafkaVersion{3, 1, 0};
    if (old && p.config.enable_idempotence && !p.is_set("acks")) p.config.acks = Acks::all;
}

// Without retries there is no idempotence: an error if it was asked for, else it is silently switched off
// (ProducerConfig.postProcessAndValidateIdempotenceConfigs, as the next two).
void check_retries(const Producer& p, bool asked_for) {
    if (p.config.retries != 0) return;
    if (asked_for)
        p.at("retries").problem("ConfigException: Must set retries to non-zero when using the idempotent producer",
                                "leave retries out, or write \"enable.idempotence\": false");
    else p.switch_idempotence_off("retries", "retries=0");
}

// The same without acks=all.
void check_acks(const Producer& p, bool asked_for) {
    if (p.config.acks == Acks::all) return;
    std::string_view written = p.config.acks == Acks::none ? "acks=0" : "acks=1";
    if (asked_for)
        p.at("acks").problem("ConfigException: Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence",
                             "write \"acks\": \"all\", or \"enable.idempotence\": false");
    else p.switch_idempotence_off("acks", written);
}

// The same with more than 5 requests in flight; since 4.0 always an error, even if acks=1 has switched idempotence off already.
void check_in_flight(const Producer& p, bool asked_for) {
    std::int32_t in_flight = p.config.max_in_flight_requests_per_connection;
    if (in_flight <= 5) return;
    Node place = p.at("max.in.flight.requests.per.connection");
    std::string remedy = "write 5 or less, or \"enable.idempotence\": false";
    if (p.version >= KafkaVersion{4, 0, 0})
        place.problem(fmt::format("ConfigException: To use the idempotent producer, max.in.flight.requests.per.connection must be set to "
                                  "at most 5. Current value is {}",
                                  in_flight),
                      remedy);
    else if (asked_for)
        place.problem("ConfigException: Must set max.in.flight.requests.per.connection to at most 5 when using the idempotent producer", remedy);
    else p.switch_idempotence_off("max.in.flight.requests.per.connection", fmt::format("max.in.flight.requests.per.connection={}", in_flight));
}

void check_idempotence(const Producer& p) {
    bool asked_for = p.is_set("enable.idempotence");
    // A transactional producer counts as idempotent; before the default was true, it had to be.
    bool transactional = p.is_set("transactional.id");
    if (transactional && !asked_for) p.config.enable_idempotence = true;
    if (p.config.enable_idempotence) {
        complete_old_idempotence(p);
        check_retries(p, asked_for);
        check_acks(p, asked_for);
        check_in_flight(p, asked_for);
    }
    if (transactional && !p.config.enable_idempotence)
        p.at("transactional.id")
            .problem("ConfigException: Cannot set a transactional.id without also enabling idempotence",
                     "leave transactional.id out, or write \"acks\": \"all\" and what else idempotence needs");
}

// KafkaProducer.configureDeliveryTimeout, lingerMs
void check_delivery_timeout(const Producer& p) {
    constexpr Duration largest = milliseconds(std::numeric_limits<std::int32_t>::max());
    p.config.linger = std::min(p.config.linger, largest);
    Duration least = std::min(p.config.linger + p.config.request_timeout, largest);
    if (p.config.delivery_timeout >= least) return;
    if (p.is_set("delivery.timeout.ms")) {
        p.at("delivery.timeout.ms")
            .problem("ConfigException: delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms",
                     fmt::format("write at least {}, or lower request.timeout.ms", least.us / 1000));
        return;
    }
    p.config.delivery_timeout = least;
    p.at(p.is_set("request.timeout.ms") ? "request.timeout.ms" : "linger.ms")
        .warn(fmt::format("delivery.timeout.ms is raised to {}: it must be at least linger.ms + request.timeout.ms", least.us / 1000));
}

// CommonClientConfigs.warnDisablingExponentialBackoff, postProcessReconnectBackoffConfigs
void check_backoffs(const Producer& p) {
    if (p.is_set("reconnect.backoff.ms") && !p.is_set("reconnect.backoff.max.ms")) {
        p.config.reconnect_backoff_max = p.config.reconnect_backoff;
        p.at("reconnect.backoff.ms").warn("reconnect.backoff.max.ms is not set, so the pause before a new connection stays the same");
    }
    bool grows = p.version >= KafkaVersion{3, 7, 0};
    if (grows && p.config.retry_backoff > p.config.retry_backoff_max)
        p.at(p.is_set("retry.backoff.ms") ? "retry.backoff.ms" : "retry.backoff.max.ms")
            .warn("retry.backoff.ms is above retry.backoff.max.ms, so every retry pauses for retry.backoff.max.ms");
}

// Every batch takes batch.size of the pool at least (RecordAccumulator.append, BufferPool.allocate).
void check_memory(const Producer& p) {
    if (p.config.buffer_memory >= p.config.batch_size) return;
    p.at(p.is_set("buffer.memory") ? "buffer.memory" : "batch.size")
        .problem(fmt::format("IllegalArgumentException of every send(): Attempt to allocate {} bytes, but there is a hard limit of {} on "
                             "memory allocations",
                             p.config.batch_size, p.config.buffer_memory),
                 "write a buffer.memory that is at least batch.size");
}

// ConfigDef.NonEmptyString
void check_transactional_id(const Producer& p) {
    if (auto id = p.values.find("transactional.id"); id != p.values.end() && id->second.text.empty())
        id->second.place.problem("ConfigException: Invalid value for configuration transactional.id: String must be non-empty",
                                 "leave transactional.id out, or give it a name");
}

// Since 4.1 (ProducerConfig).
void check_two_phase_commit(const Producer& p) {
    auto two_phase = p.values.find("transaction.two.phase.commit.enable");
    if (two_phase != p.values.end() && two_phase->second.number != 0 && p.is_set("transaction.timeout.ms"))
        p.at("transaction.timeout.ms")
            .problem("ConfigException: Cannot set transaction.timeout.ms when transaction.two.phase.commit.enable is set to true", "leave one of the two out");
}

}  // namespace

void apply_producer_rules(const ConfigValues& values, KafkaVersion version, const Node& place, ProducerConfig& config) {
    Producer p{values, version, place, config};
    check_idempotence(p);
    check_delivery_timeout(p);
    check_backoffs(p);
    check_transactional_id(p);
    check_two_phase_commit(p);
    config.batch_size = std::max(config.batch_size, 1);  // as the constructor of KafkaProducer does
    check_memory(p);
}

}  // namespace acksim
