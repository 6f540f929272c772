#include "modes/cures.hpp"

#include <algorithm>
#include <optional>

#include "scenario/load.hpp"

namespace acksim {

namespace {

std::string acks_text(Acks acks) { return acks == Acks::all ? "all" : acks == Acks::leader ? "1" : "0"; }

// Settings of the producer that sent the record.
void producer_candidates(const Scenario& s, ProducerIndex index, std::vector<Cure>& out) {
    auto i = static_cast<std::size_t>(index.value);
    const ProducerConfig& c = s.config.producers[i].config;
    const Workload& w = s.config.producers[i].workload;
    std::string at = "producers/" + s.producer_names[i] + "/";
    auto set = [&](const std::string& setting, std::string was) { out.push_back({at + setting, std::move(was)}); };
    if (c.acks == Acks::none) set("acks=1", "0");
    if (c.acks != Acks::all) set("acks=all", acks_text(c.acks));
    if (!c.enable_idempotence) set("enable.idempotence=true", "false");
    if (c.max_in_flight_requests_per_connection > 1) set("max.in.flight.requests.per.connection=1", std::to_string(c.max_in_flight_requests_per_connection));
    if (c.retries < 10) set("retries=2147483647", std::to_string(c.retries));
    if (w.end == Workload::End::exit) set("workload/end=flush", "exit");
    if (w.resends > 0) set("workload/resends=0", std::to_string(w.resends));
    set("delivery.timeout.ms=600000", std::to_string(c.delivery_timeout.us / 1000));
}

void topic_candidates(const Scenario& s, ProducerIndex producer, std::vector<Cure>& out) {
    auto t = static_cast<std::size_t>(s.config.producers[static_cast<std::size_t>(producer.value)].topic);
    const Topic& topic = s.config.topics[t];
    std::string at = s.config.topics.size() == 1 ? "topic/" : "topics/" + s.topic_names[t] + "/";
    auto set = [&](const std::string& setting, std::string was) { out.push_back({at + setting, std::move(was)}); };
    if (topic.config.unclean_leader_election_enable) set("unclean.leader.election.enable=false", "true");
    auto replicas = static_cast<std::int32_t>(s.config.partitions[static_cast<std::size_t>(topic.first.value)].replicas.size());
    if (topic.config.min_insync_replicas < 2 && replicas > 2) set("min.insync.replicas=2", std::to_string(topic.config.min_insync_replicas));
    if (topic.config.flush_messages > 1)
        set("flush.messages=1", topic.config.flush_messages > 1000000000 ? "never" : std::to_string(topic.config.flush_messages));
    if (topic.config.compacted) set("cleanup.policy=delete", "compact");
    set("max.message.bytes=10485760", std::to_string(topic.config.max_message_bytes));
}

// The scenario as it would be if the user had written these as well, with all that follows from it: acks=all, for one, lets Kafka
// switch idempotence on. Nothing if Kafka would refuse it: enable.idempotence=true beside acks=1 takes another setting.
std::optional<Scenario> with_settings(const Scenario& scenario, const std::vector<Cure>& cures) {
    std::vector<std::string> settings = scenario.settings;
    for (const Cure& c : cures) settings.push_back(c.setting);
    try {
        return parse_scenario(scenario.text, scenario.file, settings);
    } catch (const ScenarioError&) {
        return std::nullopt;
    }
}

}  // namespace

Cures find_cures(const Scenario& scenario, ProducerIndex producer, const Prevents& prevents) {
    std::vector<Cure> candidates, refused;
    producer_candidates(scenario, producer, candidates);
    topic_candidates(scenario, producer, candidates);
    Cures cures;
    for (const Cure& c : candidates) {
        std::optional<Scenario> changed = with_settings(scenario, {c});
        if (!changed) refused.push_back(c);
        else if (prevents(*changed)) cures.alone.push_back(c);
    }
    for (const Cure& r : refused)
        for (const Cure& c : candidates) {
            if (!cures.empty()) return cures;
            if (std::optional<Scenario> changed = with_settings(scenario, {c, r}); changed && prevents(*changed)) cures.together = {c, r};
        }
    return cures;
}

}  // namespace acksim
