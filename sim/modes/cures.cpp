#include "modes/cures.hpp"

#include <algorithm>
#include <functional>

#include "modes/run.hpp"

namespace acksim {

namespace {

struct Candidate {
    std::string setting, was;
    std::function<void(Scenario&)> apply;
};

std::string acks_text(Acks acks) { return acks == Acks::all ? "all" : acks == Acks::leader ? "1" : "0"; }

// Settings of the producer that sent the record.
void producer_candidates(const Scenario& s, ProducerIndex index, std::vector<Candidate>& out) {
    auto i = static_cast<std::size_t>(index.value);
    const ProducerConfig& c = s.config.producers[i].config;
    const Workload& w = s.config.producers[i].workload;
    std::string at = "producers/" + s.producer_names[i] + "/";
    auto set = [&out, i](std::string setting, std::string was, auto change) {
        out.push_back({std::move(setting), std::move(was), [i, change](Scenario& x) { change(x.config.producers[i]); }});
    };
    if (c.acks == Acks::none) set(at + "acks=1", "0", [](ProducerSetup& p) { p.config.acks = Acks::leader; });
    if (c.acks != Acks::all) set(at + "acks=all", acks_text(c.acks), [](ProducerSetup& p) { p.config.acks = Acks::all; });
    // With acks=0 or acks=1 Kafka refuses idempotence: that would be two settings.
    if (!c.enable_idempotence && c.acks == Acks::all && c.retries > 0 && c.max_in_flight_requests_per_connection <= 5)
        set(at + "enable.idempotence=true", "false", [](ProducerSetup& p) { p.config.enable_idempotence = true; });
    if (c.max_in_flight_requests_per_connection > 1)
        set(at + "max.in.flight.requests.per.connection=1", std::to_string(c.max_in_flight_requests_per_connection),
            [](ProducerSetup& p) { p.config.max_in_flight_requests_per_connection = 1; });
    if (c.retries < 10)
        set(at + "retries=2147483647", std::to_string(c.retries), [](ProducerSetup& p) { p.config.retries = 2147483647; });
    if (w.end == Workload::End::exit) set(at + "workload/end=flush", "exit", [](ProducerSetup& p) { p.workload.end = Workload::End::flush; });
    if (w.resends > 0) set(at + "workload/resends=0", std::to_string(w.resends), [](ProducerSetup& p) { p.workload.resends = 0; });
    set(at + "delivery.timeout.ms=600000", std::to_string(c.delivery_timeout.us / 1000),
        [](ProducerSetup& p) { p.config.delivery_timeout = seconds(600); });
}

void topic_candidates(const Scenario& s, ProducerIndex producer, std::vector<Candidate>& out) {
    auto t = static_cast<std::size_t>(s.config.producers[static_cast<std::size_t>(producer.value)].topic);
    const Topic& topic = s.config.topics[t];
    std::string at = s.config.topics.size() == 1 ? "topic/" : "topics/" + s.topic_names[t] + "/";
    auto set = [&out, t](std::string setting, std::string was, auto change) {
        out.push_back({std::move(setting), std::move(was), [t, change](Scenario& x) { change(x.config.topics[t].config); }});
    };
    if (topic.config.unclean_leader_election_enable)
        set(at + "unclean.leader.election.enable=false", "true", [](TopicConfig& c) { c.unclean_leader_election_enable = false; });
    auto replicas = static_cast<std::int32_t>(s.config.partitions[static_cast<std::size_t>(topic.first.value)].replicas.size());
    if (topic.config.min_insync_replicas < 2 && replicas > 2)
        set(at + "min.insync.replicas=2", std::to_string(topic.config.min_insync_replicas), [](TopicConfig& c) { c.min_insync_replicas = 2; });
    if (topic.config.flush_messages > 1)
        set(at + "flush.messages=1", topic.config.flush_messages > 1000000000 ? "never" : std::to_string(topic.config.flush_messages),
            [](TopicConfig& c) { c.flush_messages = 1; });
    set(at + "max.message.bytes=10485760", std::to_string(topic.config.max_message_bytes), [](TopicConfig& c) { c.max_message_bytes = 10485760; });
}

bool is_bad(Word word) { return word == Word::lost || word == Word::silently_lost || word == Word::phantom || word == Word::duplicated; }

// Gone, and not bought with another broken promise to the same records.
bool prevented(const RunResult& with, const Anomaly& anomaly) {
    if (with.outcome.undecided || !with.outcome.unavailable.empty()) return false;
    for (RecordName r : anomaly.records) {
        const auto& reordered = with.outcome.reordered_records;
        if (std::binary_search(reordered.begin(), reordered.end(), r)) return false;
        auto fate = std::find_if(with.outcome.records.begin(), with.outcome.records.end(), [&](const RecordFate& f) { return f.name == r; });
        if (fate == with.outcome.records.end() || is_bad(fate->word)) return false;
        if (anomaly.word == Word::reported_lost && fate->word == Word::reported_lost) return false;
    }
    return true;
}

}  // namespace

std::vector<Cure> find_cures(const Scenario& scenario, const RunResult& result, const Anomaly& anomaly) {
    std::vector<Candidate> candidates;
    producer_candidates(scenario, anomaly.records.front().producer, candidates);
    topic_candidates(scenario, anomaly.records.front().producer, candidates);
    std::vector<Cure> out;
    for (const Candidate& c : candidates) {
        Scenario changed = scenario;
        c.apply(changed);
        RunOptions options;
        options.seed = result.seed;
        if (prevented(run(changed, options), anomaly)) out.push_back({c.setting, c.was});
    }
    return out;
}

}  // namespace acksim
