// producers: their names, properties and workloads.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "scenario/language.hpp"
#include "scenario/problems.hpp"
#include "scenario/producer_rules.hpp"
#include "scenario/quantities.hpp"
#include "scenario/references.hpp"

namespace acksim {

namespace {

std::string read_producer_name(const Node& producer, const Draft& draft) {
    std::string name = fmt::format("p{}", draft.scenario.producer_names.size() + 1);
    std::optional<Node> node = producer.find("name");
    if (node) {
        std::optional<std::string> written = text_of(*node);
        if (!written || !check_name(*node, *written, "producer")) return name;
        name = *written;
    }
    const Node& place = node ? *node : producer;
    const std::vector<std::string>& names = draft.scenario.producer_names;
    if (std::find(names.begin(), names.end(), name) != names.end())
        place.problem(fmt::format("two producers are named {}", in_quotes(name)), "give each producer a name of its own");
    if (is_reserved_name(name)) place.problem(fmt::format("{} means something else in faults", in_quotes(name)), "write another name, such as \"p1\"");
    return name;
}

std::int16_t read_topic_of(const Node& producer, const Draft& draft) {
    std::optional<Node> node = producer.find("topic");
    const std::vector<std::string>& names = draft.scenario.topic_names;
    if (!node && names.size() > 1)
        producer.problem(fmt::format("there are {} topics, and it says none", names.size()), fmt::format("add \"topic\": {}", in_quotes(names.front())));
    if (!node) return 0;
    std::optional<std::string> name = text_of(*node);
    if (!name) return 0;
    auto found = std::find(names.begin(), names.end(), *name);
    if (found != names.end()) return static_cast<std::int16_t>(found - names.begin());
    node->problem("there is no topic " + in_quotes(*name), instead_of(*name, {names.begin(), names.end()}));
    return 0;
}

// From the start of the run to the last send(), at the longest; longest_duration stands for anything longer.
Duration length_up_to_a_century(const Workload& w) {
    const std::int64_t pauses = std::max(w.records - 1, 0);
    Duration length{w.start.us};
    if (w.pauses.empty()) return pauses > 0 && w.every.max.us > longest_duration.us / pauses ? longest_duration : length + w.every.max * pauses;
    for (std::int32_t i = 0; i < pauses && length < longest_duration; ++i) length = length + w.pause_after(i).max;
    return length;
}

// A run heals and ends at its limit, whatever is still to be sent.
void check_limit(const Node& place, Duration length, Duration limit) {
    if (length <= limit) return;
    constexpr std::pair<Duration, char> units[] = {{seconds(3600), 'h'}, {seconds(60), 'm'}, {seconds(1), 's'}};
    const auto [unit, name] = *std::find_if(std::begin(units), std::prev(std::end(units)), [&](const auto& u) { return length >= u.first; });
    place.warn(
        fmt::format("the last send() is {} s after the start, and the limit is {} s: what is sent after that may not be sent at all; write \"limit\": \"{}{}\"",
                    length.us / 1000000, limit.us / 1000000, length.us / unit.us + 1, name));
}

void read_producer(const Node& producer, Draft& draft) {
    check_part(producer, "producer");
    ProducerSetup setup;
    std::string name = read_producer_name(producer, draft);
    setup.topic = read_topic_of(producer, draft);
    KafkaVersion version = draft.scenario.kafka;
    store_defaults(ConfigPlace::producer, version, setup.config);
    ConfigValues values;
    std::optional<Node> config = producer.find("config");
    if (config) values = read_config(*config, ConfigPlace::producer, version);
    store(values, setup.config);
    apply_producer_rules(values, version, config ? *config : producer, setup.config);
    if (auto workload = producer.find("workload")) {
        read_workload(*workload, draft.config().topics[static_cast<std::size_t>(setup.topic)], name, setup.workload);
        check_limit(*workload, length_up_to_a_century(setup.workload), draft.scenario.limit);
    }
    draft.scenario.producer_names.push_back(name);
    draft.scenario.config.producers.push_back(setup);
}

}  // namespace

void read_producers(const Node& root, Draft& draft) {
    std::optional<Node> producers = root.find("producers");
    std::string example = "write [{\"name\": \"p1\", \"workload\": {\"records\": 10}}]";
    if (!producers) {
        root.problem("nobody sends anything: there are no producers", "add \"producers\": [{\"name\": \"p1\", \"workload\": {\"records\": 10}}]");
        return;
    }
    if (!is_list(*producers, example)) return;
    if (producers->json().empty()) producers->problem("nobody sends anything: the list is empty", example);
    constexpr std::size_t most = 30000;  // brokers, controller and producers share the numbers of 16 bits
    if (producers->json().size() > most) {
        producers->problem("there are more than 30000 producers", "write fewer producers");
        return;
    }
    for (const Node& element : producers->elements())
        if (is_object(element, "write an object such as {\"name\": \"p1\", \"workload\": {\"records\": 10}}")) read_producer(element, draft);
}

}  // namespace acksim
