#include "modes/cures.hpp"

#include <algorithm>
#include <optional>

#include "scenario/load.hpp"
#include "scenario/not_default.hpp"

namespace acksim {

namespace {

std::string acks_text(Acks acks) { return acks == Acks::all ? "all" : acks == Acks::leader ? "1" : "0"; }

class Candidates {
public:
    Candidates(const Scenario& scenario, ProducerIndex producer) : s_(scenario), p_(static_cast<std::size_t>(producer.value)) {}

    // The most specific first.
    std::vector<Cure> all(bool back_to_defaults) {
        if (min_insync_replicas() == replicas() && replicas() > 2)
            set(at_topic(), "min.insync.replicas", std::to_string(replicas() - 1), std::to_string(replicas()));
        of_guarantees();
        if (back_to_defaults) of_defaults();
        of_producer();
        of_topic();
        return std::move(all_);
    }

private:
    const ProducerSetup& producer() const { return s_.config.producers[p_]; }
    const Topic& topic() const { return s_.config.topics[static_cast<std::size_t>(producer().topic)]; }
    std::int32_t min_insync_replicas() const { return topic().config.min_insync_replicas; }
    std::int32_t replicas() const { return static_cast<std::int32_t>(s_.config.partition(topic().first).replicas.size()); }
    std::string at_producer() const { return "producers/" + s_.producer_names[p_] + "/"; }
    std::string at_topic() const {
        return s_.config.topics.size() == 1 ? "topic/" : "topics/" + s_.topic_names[static_cast<std::size_t>(producer().topic)] + "/";
    }
    void set(const std::string& at, const std::string& name, const std::string& value, std::string was) {
        all_.push_back({at + name + "=" + value, std::move(was)});
    }

    void of_guarantees() {
        const ProducerConfig& c = producer().config;
        if (c.acks == Acks::none) set(at_producer(), "acks", "1", "0");
        if (c.acks != Acks::all) set(at_producer(), "acks", "all", acks_text(c.acks));
        if (!c.enable_idempotence) set(at_producer(), "enable.idempotence", "true", "false");
    }
    void of_defaults() {
        for (const NotDefault& n : not_default(producer().config, s_.kafka))
            if (n.name != "retries" && n.name != "delivery.timeout.ms") set(at_producer(), n.name, n.usual, n.value);
        for (const NotDefault& n : not_default(s_.config.broker, s_.kafka)) set("cluster/", n.name, n.usual, n.value);
    }
    void of_producer() {
        const ProducerConfig& c = producer().config;
        const Workload& w = producer().workload;
        if (c.max_in_flight_requests_per_connection > 1)
            set(at_producer(), "max.in.flight.requests.per.connection", "1", std::to_string(c.max_in_flight_requests_per_connection));
        if (c.retries < 10) set(at_producer(), "retries", "2147483647", std::to_string(c.retries));
        if (w.end == Workload::End::exit) set(at_producer(), "workload/end", "flush", "exit");
        if (w.resends > 0) set(at_producer(), "workload/resends", "0", std::to_string(w.resends));
        set(at_producer(), "delivery.timeout.ms", "600000", std::to_string(c.delivery_timeout.us / 1000));
    }
    void of_topic() {
        const TopicConfig& c = topic().config;
        if (c.unclean_leader_election_enable) set(at_topic(), "unclean.leader.election.enable", "false", "true");
        if (c.min_insync_replicas < 2 && replicas() > 2) set(at_topic(), "min.insync.replicas", "2", std::to_string(c.min_insync_replicas));
        if (c.flush_messages > 1) set(at_topic(), "flush.messages", "1", c.flush_messages > 1000000000 ? "never" : std::to_string(c.flush_messages));
        if (c.compacted) set(at_topic(), "cleanup.policy", "delete", "compact");
        set(at_topic(), "max.message.bytes", "10485760", std::to_string(c.max_message_bytes));
    }

    const Scenario& s_;
    std::size_t p_;
    std::vector<Cure> all_;
};

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

// Where idempotence is switched on, Kafka waits for all replicas as well, and that may be what helps.
Cure with_what_it_implies(Cure cure, const Scenario& scenario, const Scenario& changed, ProducerIndex producer) {
    Acks was = scenario.config.producer(producer).config.acks;
    bool implied = changed.config.producer(producer).config.acks != was && cure.setting.find("/acks=") == std::string::npos;
    if (implied) cure.was += "; with it acks=" + acks_text(changed.config.producer(producer).config.acks) + ", was " + acks_text(was);
    return cure;
}

}  // namespace

Cures find_cures(const Scenario& scenario, ProducerIndex producer, bool back_to_defaults, const Prevents& prevents) {
    std::vector<Cure> candidates = Candidates(scenario, producer).all(back_to_defaults), refused;
    Cures cures;
    for (const Cure& c : candidates) {
        std::optional<Scenario> changed = with_settings(scenario, {c});
        if (!changed) refused.push_back(c);
        else if (prevents(*changed)) cures.alone.push_back(with_what_it_implies(c, scenario, *changed, producer));
    }
    for (const Cure& r : refused)
        for (const Cure& c : candidates) {
            if (!cures.empty()) return cures;
            if (std::optional<Scenario> changed = with_settings(scenario, {c, r}); changed && prevents(*changed)) cures.together = {c, r};
        }
    return cures;
}

}  // namespace acksim
