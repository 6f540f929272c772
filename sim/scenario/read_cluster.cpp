// title, question, kafka, seed, …; cluster; network.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "scenario/language.hpp"
#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"
#include "scenario/read_config.hpp"
#include "scenario/readers.hpp"
#include "scenario/version.hpp"

namespace acksim {

namespace {

void read_kafka(const Node& node, Scenario& scenario) {
    std::optional<std::string> text = text_of(node);
    if (!text) return;
    std::optional<KafkaVersion> version = read_version(*text);
    if (version) scenario.kafka = *version;
    else
        node.problem(fmt::format("acksim does not know Kafka {}", in_quotes(*text)),
                     fmt::format("write a version from \"{}\" to \"{}\"", version_text(oldest_kafka), version_text(newest_kafka)));
}

void read_teaches(const Node& node, Scenario& scenario) {
    if (node.json().is_string()) scenario.teaches = {node.json().get<std::string>()};
    else if (is_list(node, "write a text or a list of texts"))
        for (const Node& element : node.elements())
            if (std::optional<std::string> text = text_of(element)) scenario.teaches.push_back(*text);
}

void read_seed(const Node& node, Scenario& scenario) {
    if (node.json().is_number_unsigned()) scenario.seed = node.json().get<std::uint64_t>();
    else number_of(node, 0, std::numeric_limits<std::int64_t>::max());
}

void read_elr(const Node& node, Scenario& scenario) {
    std::optional<bool> on = truth_of(node);
    if (!on) return;
    if (*on && scenario.kafka < KafkaVersion{4, 0, 0})
        node.problem(fmt::format("Kafka {} has no eligible leader replicas", version_text(scenario.kafka)),
                     "write \"kafka\": \"4.0\" or newer, or leave \"elr\" out");
    else scenario.config.rules.elr = *on;
}

void read_truncation(const Node& node, Scenario& scenario) {
    std::optional<std::string> name = text_of(node);
    if (!name) return;
    auto found = std::find(truncation_names.begin(), truncation_names.end(), *name);
    if (found == truncation_names.end())
        node.problem(in_quotes(*name) + " is no truncation rule", instead_of(*name, {truncation_names.begin(), truncation_names.end()}));
    else scenario.config.rules.truncation = static_cast<Truncation>(found - truncation_names.begin());
}

// Kafka refuses to start a broker with these (KafkaConfig.validateValues).
void check_broker_config(const ConfigValues& values, const BrokerConfig& config, const Node& place) {
    auto at = [&](std::string_view name) { return values.count(name) != 0 ? values.find(name)->second.place : place; };
    if (config.replica_fetch_wait_max > config.replica_lag_time_max)
        at(values.count("replica.fetch.wait.max.ms") != 0 ? "replica.fetch.wait.max.ms" : "replica.lag.time.max.ms")
            .problem("replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms to prevent frequent changes "
                     "in ISR",
                     fmt::format("write a replica.fetch.wait.max.ms of at most {}", config.replica_lag_time_max.us / 1000));
    if (config.broker_session_timeout < config.broker_heartbeat_interval * 2)
        at(values.count("broker.session.timeout.ms") != 0 ? "broker.session.timeout.ms" : "broker.heartbeat.interval.ms")
            .warn("broker.session.timeout.ms is less than two heartbeats: a broker is fenced as soon as one is late");
}

}  // namespace

void read_head(const Node& root, Draft& draft) {
    Scenario& scenario = draft.scenario;
    if (auto node = root.find("title")) take(text_of(*node), scenario.title);
    if (auto node = root.find("question")) take(text_of(*node), scenario.question);
    if (auto node = root.find("teaches")) read_teaches(*node, scenario);
    if (auto node = root.find("$schema")) text_of(*node);
    if (auto node = root.find("kafka")) read_kafka(*node, scenario);
    if (auto node = root.find("seed")) read_seed(*node, scenario);
    if (auto node = root.find("limit")) {
        take(duration_of(*node), scenario.limit);
        if (scenario.limit <= Duration{}) node->problem("a run of no time shows nothing", "write a limit above 0, such as \"10m\"");
    }
    scenario.config.rules = rules_of(scenario.kafka);
}

void read_cluster(const Node& root, Draft& draft) {
    Scenario& scenario = draft.scenario;
    store_defaults(ConfigPlace::cluster, scenario.kafka, scenario.config.broker);
    store_defaults(ConfigPlace::topic, scenario.kafka, draft.topic_defaults);
    std::optional<Node> cluster = root.find("cluster");
    if (!cluster || !check_part(*cluster, "cluster")) return;
    if (auto node = cluster->find("brokers"))
        if (std::optional<std::int64_t> brokers = number_of(*node, 1, BrokerSet::capacity)) scenario.config.brokers = static_cast<std::int16_t>(*brokers);
    if (auto node = cluster->find("elr")) read_elr(*node, scenario);
    if (auto node = cluster->find("truncation")) read_truncation(*node, scenario);
    std::optional<Node> config = cluster->find("config");
    if (!config) return;
    ConfigValues values = read_config(*config, ConfigPlace::cluster, scenario.kafka);
    store(values, scenario.config.broker);
    store(values, draft.topic_defaults);
    if (auto found = values.find("default.replication.factor"); found != values.end()) {
        draft.default_replication_factor = found->second.number;
        draft.replication_factor_was_said = true;
    }
    if (auto found = values.find("num.partitions"); found != values.end()) draft.default_partitions = found->second.number;
    check_broker_config(values, scenario.config.broker, *config);
}

void read_network(const Node& root, Draft& draft) {
    NetworkSetup& network = draft.scenario.network;
    std::optional<Node> node = root.find("network");
    if (!node || !check_part(*node, "network")) return;
    if (auto latency = node->find("latency")) take(wait_of(*latency), network.latency);
    if (auto metadata = node->find("metadata")) take(wait_of(*metadata), network.metadata);
    if (auto bandwidth = node->find("bandwidth")) take(rate_of(*bandwidth), network.bytes_per_second);
}

}  // namespace acksim
