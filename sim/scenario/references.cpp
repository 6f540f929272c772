#include "scenario/references.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/problems.hpp"
#include "scenario/quantities.hpp"

namespace acksim {

namespace {

constexpr std::string_view role_words[] = {"leader", "followers", "not in isr", "all", "controller", "clients"};

// "b3" or "3" as a number; nothing if it is neither.
std::optional<std::int64_t> broker_number(std::string_view text) {
    if (text.starts_with('b')) text.remove_prefix(1);
    if (text.empty() || text[0] == '-' || text.size() > 9) return std::nullopt;
    return read_whole_number(text);
}

std::optional<BrokerId> checked_broker(const Node& node, std::int64_t number, const Draft& draft) {
    std::int16_t brokers = draft.config().brokers;
    if (number >= 1 && number <= brokers) return BrokerId{static_cast<std::int16_t>(number - 1)};
    node.problem(fmt::format("there is no broker {}", number), fmt::format("write a broker from b1 to b{}", brokers));
    return std::nullopt;
}

std::optional<BrokerId> checked_broker(const Node& node, const Draft& draft) {
    if (node.json().is_string()) {
        if (std::optional<std::int64_t> number = broker_number(node.json().get_ref<const std::string&>())) return checked_broker(node, *number, draft);
        return std::nullopt;
    }
    bool small = node.json().is_number_integer() && node.json() >= -1000000 && node.json() <= 1000000;
    if (small) return checked_broker(node, node.json().get<std::int64_t>(), draft);
    return std::nullopt;
}

bool names_a_broker(const Node& node) {
    if (node.json().is_string()) return broker_number(node.json().get_ref<const std::string&>()).has_value();
    return node.json().is_number_integer() && node.json() >= -1000000 && node.json() <= 1000000;
}

std::optional<Target> follower_target(const Node& node, std::string_view text, PartitionId partition, const Draft& draft) {
    std::optional<std::int64_t> number = read_whole_number(text.substr(std::string_view("follower ").size()));
    const std::vector<PartitionSetup>& partitions = draft.config().partitions;
    std::size_t place = static_cast<std::size_t>(partition.value);
    std::int64_t followers = place < partitions.size() ? static_cast<std::int64_t>(partitions[place].replicas.size()) - 1 : 0;
    if (number && *number >= 1 && *number <= followers)
        return Target{.kind = Target::Kind::follower, .number = static_cast<std::int16_t>(*number), .partition = partition};
    node.problem(fmt::format("there is no {}", in_quotes(text)),
                 followers > 0 ? fmt::format("write \"follower 1\" to \"follower {}\"", followers) : "the partition has no follower: raise replication.factor");
    return std::nullopt;
}

std::optional<Target> role_target(std::string_view text, Whom whom, PartitionId partition, const Draft& draft) {
    using Kind = Target::Kind;
    if (text == "leader") return Target{.kind = Kind::leader, .partition = partition};
    if (text == "followers") return Target{.kind = Kind::followers, .partition = partition};
    if (text == "not in isr") return Target{.kind = Kind::not_in_isr, .partition = partition};
    if (text == "all") return Target{.kind = Kind::brokers, .partition = partition};
    if (whom == Whom::broker) return std::nullopt;
    Nodes nodes{draft.config().brokers, static_cast<std::int16_t>(draft.scenario.producer_names.size())};
    if (text == "controller") return Target{.kind = Kind::node, .node = nodes.controller(), .partition = partition};
    if (text == "clients") return Target{.kind = Kind::clients, .partition = partition};
    const std::vector<std::string>& names = draft.scenario.producer_names;
    auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    ProducerIndex producer{static_cast<std::int16_t>(found - names.begin())};
    return Target{.kind = Kind::node, .node = nodes.producer(producer), .partition = partition};
}

}  // namespace

std::optional<BrokerId> read_broker(const Node& node, const Draft& draft) {
    if (names_a_broker(node)) return checked_broker(node, draft);
    node.refuse("a broker", "write 1 or \"b1\"");
    return std::nullopt;
}

std::optional<BrokerSet> read_brokers(const Node& node, const Draft& draft) {
    if (!is_list(node, "write a list of brokers such as [\"b1\", \"b2\"]")) return std::nullopt;
    BrokerSet set;
    for (const Node& element : node.elements())
        if (std::optional<BrokerId> broker = read_broker(element, draft)) set = set.with(*broker);
    return set;
}

std::optional<ProducerIndex> read_producer(const Node& node, const Draft& draft) {
    std::optional<std::string> name = text_of(node);
    if (!name) return std::nullopt;
    const std::vector<std::string>& names = draft.scenario.producer_names;
    auto found = std::find(names.begin(), names.end(), *name);
    if (found != names.end()) return ProducerIndex{static_cast<std::int16_t>(found - names.begin())};
    node.problem("there is no producer " + in_quotes(*name), instead_of(*name, {names.begin(), names.end()}));
    return std::nullopt;
}

std::optional<RecordName> read_record(const Node& node, std::string_view text, const Draft& draft) {
    const std::vector<std::string>& names = draft.scenario.producer_names;
    std::size_t hash = text.find('#');
    std::string_view name = hash == std::string_view::npos && names.size() == 1 ? std::string_view(names[0]) : text.substr(0, hash);
    std::string_view digits = hash == std::string_view::npos ? text : text.substr(hash + 1);
    std::optional<std::int64_t> index = digits.size() <= 10 && !digits.starts_with('-') ? read_whole_number(digits) : std::nullopt;
    if (!index || (hash == std::string_view::npos && names.size() != 1)) {
        node.problem(in_quotes(text) + " does not name a record", "write the producer, # and a number from 0, such as \"p1#0\"");
        return std::nullopt;
    }
    auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        node.problem("there is no producer " + in_quotes(name), instead_of(name, {names.begin(), names.end()}));
        return std::nullopt;
    }
    std::size_t producer = static_cast<std::size_t>(found - names.begin());
    std::int32_t records = draft.config().producers[producer].workload.records;
    if (*index >= records) {
        node.problem(fmt::format("there is no record {}#{}", name, *index), records == 0
                                                                                ? fmt::format("{} sends nothing: raise its workload's records", name)
                                                                                : fmt::format("write a record from {}#0 to {}#{}", name, name, records - 1));
        return std::nullopt;
    }
    return RecordName{ProducerIndex{static_cast<std::int16_t>(producer)}, static_cast<std::int32_t>(*index)};
}

std::optional<RecordName> read_record(const Node& node, const Draft& draft) {
    if (node.json().is_string()) return read_record(node, node.json().get_ref<const std::string&>(), draft);
    node.refuse("a record", "write the producer, # and a number from 0, such as \"p1#0\"");
    return std::nullopt;
}

std::optional<PartitionId> read_partition(const Node& node, const Draft& draft) {
    std::size_t topic = 0;
    std::optional<std::int64_t> number;
    if (node.json().is_string()) {
        std::string_view text = node.json().get_ref<const std::string&>();
        std::size_t slash = text.rfind('/');
        const std::vector<std::string>& names = draft.scenario.topic_names;
        topic = static_cast<std::size_t>(std::find(names.begin(), names.end(), text.substr(0, slash)) - names.begin());
        if (slash != std::string_view::npos && topic < names.size() && text.size() - slash < 10) number = read_whole_number(text.substr(slash + 1));
    } else if (node.json().is_number_integer()) number = node.json() > largest_int32 ? largest_int32 : node.json().get<std::int64_t>();
    if (!number) {
        node.refuse("a partition", fmt::format("write a number, or the topic, / and a number, such as \"{}/0\"", draft.scenario.topic_names.front()));
        return std::nullopt;
    }
    const Topic& of = draft.config().topics[topic];
    if (*number >= 0 && *number < of.partitions) return of.first + static_cast<std::int16_t>(*number);
    node.problem(fmt::format("topic {} has no partition {}", draft.scenario.topic_names[topic], *number),
                 fmt::format("write a partition from 0 to {}, or raise the topic's partitions", of.partitions - 1));
    return std::nullopt;
}

std::optional<Target> read_target(const Node& node, Whom whom, PartitionId partition, const Draft& draft) {
    if (names_a_broker(node)) {
        std::optional<BrokerId> broker = checked_broker(node, draft);
        if (!broker) return std::nullopt;
        return Target{.kind = Target::Kind::node, .node = Nodes{}.broker(*broker), .partition = partition};
    }
    std::string_view text = node.json().is_string() ? std::string_view(node.json().get_ref<const std::string&>()) : "";
    if (text.starts_with("follower ")) return follower_target(node, text, partition, draft);
    if (std::optional<Target> target = role_target(text, whom, partition, draft)) return target;
    node.refuse(whom == Whom::broker ? "a broker" : "a node",
                whom == Whom::broker ? "write \"leader\", \"followers\", \"follower 1\", \"not in isr\", \"all\", or a broker such as \"b1\""
                                     : "write a broker such as \"b1\" or \"leader\", \"controller\", \"clients\", or a producer's name");
    return std::nullopt;
}

bool is_reserved_name(std::string_view name) {
    return std::find(std::begin(role_words), std::end(role_words), name) != std::end(role_words) || name.starts_with("follower ") ||
           broker_number(name).has_value();
}

bool check_name(const Node& node, std::string_view name, std::string_view of_what) {
    bool plain = !name.empty() && name.size() <= 249 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
    if (!plain) node.problem(fmt::format("{} cannot be the name of a {}", in_quotes(name), of_what), "write 1 to 249 of the characters a-z, A-Z, 0-9, . _ -");
    return plain;
}

}  // namespace acksim
