#include "report/asked.hpp"

#include <algorithm>

#include "report/fault_text.hpp"
#include "report/layout.hpp"

namespace acksim {

namespace {

using Settings = std::vector<std::string>;

std::string flag(bool value) { return value ? "true" : "false"; }

void add(Settings& settings, bool matters, const char* key, const std::string& value) {
    if (matters) settings.push_back(std::string(key) + "=" + value);
}

void add(Settings& settings, const char* key, Duration value, Duration usual) { add(settings, value != usual, key, milliseconds_text(value)); }

Settings producer_settings(const ProducerConfig& c) {
    const ProducerConfig usual;
    Settings all;
    add(all, true, "acks", std::string(acks_name(c.acks)));
    add(all, true, "enable.idempotence", flag(c.enable_idempotence));
    add(all, c.retries != usual.retries, "retries", std::to_string(c.retries));
    add(all, true, "max.in.flight.requests.per.connection", std::to_string(c.max_in_flight_requests_per_connection));
    add(all, "linger.ms", c.linger, usual.linger);
    add(all, c.batch_size != usual.batch_size, "batch.size", std::to_string(c.batch_size));
    add(all, "request.timeout.ms", c.request_timeout, usual.request_timeout);
    add(all, "delivery.timeout.ms", c.delivery_timeout, usual.delivery_timeout);
    add(all, "retry.backoff.ms", c.retry_backoff, usual.retry_backoff);
    add(all, "retry.backoff.max.ms", c.retry_backoff_max, usual.retry_backoff_max);
    add(all, "max.block.ms", c.max_block, usual.max_block);
    add(all, "metadata.max.age.ms", c.metadata_max_age, usual.metadata_max_age);
    add(all, c.buffer_memory != usual.buffer_memory, "buffer.memory", std::to_string(c.buffer_memory));
    add(all, c.max_request_size != usual.max_request_size, "max.request.size", std::to_string(c.max_request_size));
    return all;
}

Settings topic_settings(const TopicConfig& c) {
    const TopicConfig usual;
    Settings all;
    add(all, true, "min.insync.replicas", std::to_string(c.min_insync_replicas));
    add(all, true, "unclean.leader.election.enable", flag(c.unclean_leader_election_enable));
    add(all, c.flush_messages != usual.flush_messages, "flush.messages", std::to_string(c.flush_messages));
    add(all, c.max_message_bytes != usual.max_message_bytes, "max.message.bytes", std::to_string(c.max_message_bytes));
    add(all, c.compacted, "cleanup.policy", "compact");
    return all;
}

Settings broker_settings(const BrokerConfig& c) {
    const BrokerConfig usual;
    Settings all;
    add(all, "replica.lag.time.max.ms", c.replica_lag_time_max, usual.replica_lag_time_max);
    add(all, "replica.fetch.wait.max.ms", c.replica_fetch_wait_max, usual.replica_fetch_wait_max);
    add(all, "replica.fetch.backoff.ms", c.replica_fetch_backoff, usual.replica_fetch_backoff);
    add(all, "broker.session.timeout.ms", c.broker_session_timeout, usual.broker_session_timeout);
    add(all, "broker.heartbeat.interval.ms", c.broker_heartbeat_interval, usual.broker_heartbeat_interval);
    add(all, "producer.id.expiration.ms", c.producer_id_expiration, usual.producer_id_expiration);
    return all;
}

std::string wait_text(Wait wait) { return wait.min == wait.max ? duration_text(wait.min) : duration_text(wait.min) + " to " + duration_text(wait.max); }

std::string ending(const Workload& w) {
    switch (w.end) {
        case Workload::End::close: return ", then close()";
        case Workload::End::flush: return ", then flush() and exit";
        case Workload::End::exit: return ", then exit without flush() or close()";
        case Workload::End::nothing: return "";
    }
    return "";
}

std::string workload_text(const Workload& w) {
    std::string text = counted(w.records, "record");
    if (w.records > 1) text += !w.pauses.empty() ? ", with pauses" : w.every.max.us == 0 ? " at once" : ", one every " + wait_text(w.every);
    if (w.start.us > 0) text += ", from " + duration_text(Duration{w.start.us}) + " on";
    if (w.resends > 0) text += "; the application sends a failed record again";
    return text + ending(w);
}

std::string topic_text(const Scenario& scenario, std::size_t number) {
    const Config& config = scenario.config;
    const Topic& topic = config.topics[number];
    const std::size_t replicas = config.partition(topic.first).replicas.size();
    return counted(topic.partitions - topic.added, "partition") + ", " + counted(static_cast<std::int64_t>(replicas), "replica") + "; " +
           join(topic_settings(topic.config), ", ");
}

// The column of names: as wide as the longest, but not wider than a third of the line.
int names_width(const Scenario& scenario, int columns) {
    int longest = 10;
    for (const auto* names : {&scenario.topic_names, &scenario.producer_names})
        for (const std::string& name : *names) longest = std::max(longest, text_width(name));
    return std::min(longest, columns / 3);
}

std::string heading(std::string_view text, int width) { return pad_right(cut(text, width), width + 1); }

std::string producer_lines(const Scenario& scenario, int width, int columns) {
    std::string lines;
    for (std::size_t p = 0; p < scenario.config.producers.size(); ++p) {
        const ProducerSetup& producer = scenario.config.producers[p];
        lines += hanging(heading(scenario.producer_names[p], width), join(producer_settings(producer.config), ", "), columns);
        lines += hanging(heading("", width), workload_text(producer.workload), columns);
    }
    return lines;
}

}  // namespace

std::string asked_section(const Names& names, const Paint& paint, int columns) {
    const Scenario& scenario = names.scenario();
    const int width = names_width(scenario, columns);
    std::string text;
    for (const std::string& line : wrap(scenario.title.empty() ? scenario.name : scenario.title, columns)) text += paint(Tone::strong, line) + "\n";
    for (const std::string& line : wrap(scenario.question, columns)) text += line.empty() ? "" : line + "\n";
    text += "\n";
    const std::string version = "Kafka " + std::to_string(scenario.kafka.major) + "." + std::to_string(scenario.kafka.minor);
    Settings cluster{counted(scenario.config.brokers, "broker"), "seed " + std::to_string(names.result().seed)};
    for (const std::string& setting : broker_settings(scenario.config.broker)) cluster.push_back(setting);
    text += hanging(heading(version, width), join(cluster, ", "), columns);
    for (std::size_t t = 0; t < scenario.config.topics.size(); ++t) {
        const std::string name = t < scenario.topic_names.size() ? scenario.topic_names[t] : "topic";
        text += hanging(heading(name, width), topic_text(scenario, t), columns);
    }
    text += producer_lines(scenario, width, columns);
    for (std::size_t f = 0; f < scenario.faults.size(); ++f) {
        const std::string head = scenario.faults.size() == 1 ? "fault" : "fault " + std::to_string(f + 1);
        text += hanging(heading(head, width), fault_text(scenario.faults[f], names), columns);
    }
    return text;
}

}  // namespace acksim
