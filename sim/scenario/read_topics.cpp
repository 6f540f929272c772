// topic or topics: partitions and where their replicas are.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "scenario/language.hpp"
#include "scenario/read_config.hpp"
#include "scenario/references.hpp"

namespace acksim {

namespace {

using Replicas = std::vector<BrokerId>;

// Simplified: Kafka draws the broker at which it starts to spread replicas; acksim starts at b1, so that a reader knows who leads what.
Replicas round_robin(std::int64_t partition, std::int64_t replication_factor, std::int16_t brokers) {
    Replicas replicas;
    for (std::int64_t i = 0; i < replication_factor; ++i) replicas.push_back({static_cast<std::int16_t>((partition + i) % brokers)});
    return replicas;
}

std::vector<Replicas> read_assignment(const Node& node, const Draft& draft) {
    std::vector<Replicas> assignment;
    if (!is_list(node, "write one list of brokers for each partition, such as [[1, 2, 3]]")) return assignment;
    for (const Node& partition : node.elements()) {
        Replicas replicas;
        if (!is_list(partition, "write a list of brokers such as [1, 2, 3]")) continue;
        for (const Node& element : partition.elements()) {
            std::optional<BrokerId> broker = read_broker(element, draft);
            if (broker && std::find(replicas.begin(), replicas.end(), *broker) != replicas.end())
                element.problem(fmt::format("broker {} holds this partition already", broker->value + 1), "write each broker once");
            else if (broker) replicas.push_back(*broker);
        }
        if (partition.json().empty()) partition.problem("a partition without replicas", "write at least one broker");
        std::size_t others = assignment.empty() ? partition.json().size() : node.json()[0].size();
        if (partition.json().size() != others)
            partition.problem(fmt::format("{} replica(s) here, and {} in the first partition", partition.json().size(), others),
                              "give all partitions of a topic as many replicas");
        assignment.push_back(replicas);
    }
    return assignment;
}

// What the topic says of its size, and what follows from an assignment.
struct Size {
    std::int64_t partitions = 1;
    std::int64_t replication_factor = 1;
};

Size read_size_of(const Node& topic, const Draft& draft, const std::vector<Replicas>& assignment) {
    Size size{draft.default_partitions, draft.default_replication_factor};
    std::int16_t brokers = draft.config().brokers;
    if (!assignment.empty()) size = {static_cast<std::int64_t>(assignment.size()), static_cast<std::int64_t>(assignment[0].size())};
    if (auto node = topic.find("partitions")) {
        std::optional<std::int64_t> written = number_of(*node, 1, std::numeric_limits<std::int16_t>::max());
        if (written && !assignment.empty() && *written != size.partitions)
            node->problem(fmt::format("{} partition(s) are said, and {} assigned", *written, size.partitions),
                          "leave \"partitions\" out, or make the two equal");
        else take(written, size.partitions);
    }
    if (auto node = topic.find("replication.factor")) {
        std::optional<std::int64_t> written = number_of(*node, 1, std::numeric_limits<std::int16_t>::max());
        if (written && !assignment.empty() && *written != size.replication_factor)
            node->problem(fmt::format("{} replica(s) are said, and {} assigned", *written, size.replication_factor),
                          "leave \"replication.factor\" out, or make the two equal");
        else if (written && *written > brokers)
            node->problem(fmt::format("InvalidReplicationFactorException: Unable to replicate the partition {0} time(s): The target "
                                      "replication factor of {0} cannot be reached because only {1} broker(s) are registered",
                                      *written, brokers),
                          fmt::format("write at most {}, or raise /cluster/brokers", brokers));
        else take(written, size.replication_factor);
    } else if (assignment.empty() && !draft.replication_factor_was_said && brokers > 1)
        topic.warn("the topic has one replica only, which is Kafka's default.replication.factor; write \"replication.factor\"");
    size.replication_factor = std::min<std::int64_t>(size.replication_factor, brokers);
    return size;
}

void read_topic_config(const Node& topic, const Draft& draft, const Size& size, TopicConfig& config) {
    config = draft.topic_defaults;
    std::optional<Node> node = topic.find("config");
    ConfigValues values;
    if (node) values = read_config(*node, ConfigPlace::topic, draft.scenario.kafka);
    store(values, config);
    if (config.min_insync_replicas <= size.replication_factor) return;
    auto found = values.find("min.insync.replicas");
    const Node& place = found != values.end() ? found->second.place : topic;
    place.warn(draft.config().rules.strict_min_isr
                   ? fmt::format("min.insync.replicas={} counts as {}, the number of replicas", config.min_insync_replicas, size.replication_factor)
                   : fmt::format("min.insync.replicas={} is more than the {} replicas: acks=all is always refused", config.min_insync_replicas,
                                 size.replication_factor));
}

std::string read_topic_name(const Node& topic, const Draft& draft) {
    std::size_t number = draft.scenario.topic_names.size();
    std::string name = number == 0 ? "orders" : fmt::format("topic{}", number + 1);
    std::optional<Node> node = topic.find("name");
    if (!node) return name;
    std::optional<std::string> written = text_of(*node);
    if (!written || !check_name(*node, *written, "topic")) return name;
    const std::vector<std::string>& names = draft.scenario.topic_names;
    if (std::find(names.begin(), names.end(), *written) != names.end())
        node->problem(fmt::format("two topics are named {}", in_quotes(*written)), "give each topic a name of its own");
    return *written;
}

// The most partitions that an add_partitions fault gives the topic. Whether those faults are right is said when they are read.
std::int64_t most_partitions(const Node& root, const std::string& topic, bool is_first) {
    std::int64_t most = 0;
    const JsonValue faults = root.json().is_object() ? root.json().value("faults", JsonValue::array()) : JsonValue::array();
    for (const JsonValue& fault : faults.is_array() ? faults : JsonValue::array()) {
        if (!fault.is_object() || fault.value("do", JsonValue()) != "add_partitions" || !fault.value("partitions", JsonValue()).is_number_integer()) continue;
        const JsonValue named = fault.value("topic", JsonValue());
        if (named == topic || (named.is_null() && is_first)) most = std::max(most, fault["partitions"].get<std::int64_t>());
    }
    return std::min<std::int64_t>(most, std::numeric_limits<std::int16_t>::max());
}

void read_topic(const Node& root, const Node& topic, Draft& draft) {
    if (topic.json().is_object()) check_part(topic, "topic");
    Config& config = draft.scenario.config;
    std::vector<Replicas> assignment;
    if (auto node = topic.find("assignment")) assignment = read_assignment(*node, draft);
    Size size = read_size_of(topic, draft, assignment);
    std::string name = read_topic_name(topic, draft);
    std::int64_t at_start = size.partitions;
    size.partitions = std::max(at_start, most_partitions(root, name, config.topics.empty()));
    std::size_t room = static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max()) - config.partitions.size();
    if (static_cast<std::size_t>(size.partitions) > room) {
        topic.problem("all topics together have more than 32767 partitions", "write fewer partitions");
        size.partitions = at_start = 1;
    }
    Topic read;
    read.first = {static_cast<std::int16_t>(config.partitions.size())};
    read.partitions = static_cast<std::int16_t>(size.partitions);
    read.added = static_cast<std::int16_t>(size.partitions - at_start);
    read_topic_config(topic, draft, size, read.config);
    std::int16_t number = static_cast<std::int16_t>(config.topics.size());
    for (std::int64_t p = 0; p < size.partitions; ++p) {
        bool assigned = static_cast<std::size_t>(p) < assignment.size() && !assignment[static_cast<std::size_t>(p)].empty();
        config.partitions.push_back({number, assigned ? assignment[static_cast<std::size_t>(p)] : round_robin(p, size.replication_factor, config.brokers)});
    }
    draft.scenario.topic_names.push_back(name);
    config.topics.push_back(read);
}

}  // namespace

void read_topics(const Node& root, Draft& draft) {
    std::optional<Node> topic = root.find("topic"), topics = root.find("topics");
    if (topic && topics) topics->problem("\"topic\" and \"topics\" are both written", "put all topics into \"topics\"");
    if (topic) {
        if (is_object(*topic, "write an object such as {\"name\": \"orders\", \"partitions\": 1, \"replication.factor\": 3}")) read_topic(root, *topic, draft);
    } else if (topics && is_list(*topics, "write a list of topics")) {
        for (const Node& element : topics->elements())
            if (is_object(element, "write an object such as {\"name\": \"orders\", \"partitions\": 1, \"replication.factor\": 3}"))
                read_topic(root, element, draft);
        if (topics->json().empty()) topics->problem("the list of topics is empty", "write a topic, or leave \"topics\" out");
    }
    // Later readers may rely on a first topic, whatever was written.
    if (draft.scenario.topic_names.empty()) {
        static const JsonValue nothing = JsonValue::object();
        read_topic(root, Node(root.reading(), nothing, root.pointer()), draft);
    }
}

}  // namespace acksim
