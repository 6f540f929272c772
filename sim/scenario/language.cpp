#include "scenario/language.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "scenario/problems.hpp"

namespace acksim {

namespace {

using enum Form;

constexpr LanguageKey scenario_keys[] = {
    {"title", text, "the file's name", "What happens, in one line."},
    {"question", text, "", "What a reader should ask before looking at the answer."},
    {"teaches", texts, "", "Two or three sentences for after the answer."},
    {"kafka", version, "4.4",
     "Kafka's version: it decides the defaults and a few rules. \"4.0\" is its first release; bug-fix releases are written out: "
     "\"3.9.1\"."},
    {"seed", number, "1", "Seed of everything that is drawn: latencies, pauses, jitter."},
    {"cluster", Form::cluster, "3 brokers", "The brokers."},
    {"topic", Form::topic, "one partition named orders/0", "The topic, if there is one."},
    {"topics", Form::topics, "", "The topics, if there are several."},
    {"producers", Form::producers, "required", "Who sends."},
    {"network", Form::network, "", "How long messages take."},
    {"faults", Form::faults, "none", "What goes wrong, and when."},
    {"expect", Form::expect, "no promise is broken", "What the verdict must be for `acksim check`."},
    {"explore", Form::explore, "", "What must hold in every run with a few faults, and which answer `acksim check` expects."},
    {"limit", duration, "1h", "Simulated time after which everything heals, and after which, counted again, a run is given up as undecided."},
    {"$schema", text, "", "For editors; acksim does not read it."},
};

constexpr LanguageKey cluster_keys[] = {
    {"brokers", brokers_count, "3", "How many there are, 1 to 64: b1, b2, …"},
    {"config", cluster_config, "", "Properties of all brokers and the controller: an object, or the path of a .properties file."},
    {"elr", truth, "true since 4.1", "Whether the feature eligible.leader.replicas is on (KIP-966); it can be since 4.0."},
    {"truncation", truncation_rule, "KIP-320",
     "How a new follower finds where its log and its leader's part. The older rules are for study; each lost or mixed up records that were "
     "committed: \"high-watermark\" (before 0.11), \"KIP-101\" (0.11), \"KIP-279\" (2.0); \"KIP-320\" is Kafka's since 2.1. "
     "Source: these KIPs, and the models KafkaTruncateToHighWatermark, Kip101, Kip279 and Kip320 of hachikuji/kafka-specification."},
};

constexpr LanguageKey topic_keys_[] = {
    {"name", text, "orders", "The topic's name."},
    {"partitions", number, "num.partitions", "How many there are."},
    {"replication.factor", number, "default.replication.factor", "Replicas of each partition."},
    {"assignment", assignment, "round robin from b1", "The replicas of each partition; the first of a list is the preferred leader."},
    {"config", topic_config, "", "Properties of the topic: an object, or the path of a .properties file."},
};

constexpr LanguageKey producer_keys_[] = {
    {"name", text, "p1, p2, …", "The producer's name; its records are p1#0, p1#1, …"},
    {"topic", text, "the only topic", "The topic that it sends to."},
    {"config", producer_config, "", "Properties of the producer: an object, or the path of a .properties file."},
    {"workload", Form::workload, "", "What its application does."},
};

constexpr LanguageKey workload_keys[] = {
    {"records", number, "0", "How many records the application sends."},
    {"every", wait, "0s", "Pause between two calls of send()."},
    {"pauses", waits, "", "Pauses in turn, instead of one: [\"1s\", \"0s\"] is a pause of a second after the first record, none after the second."},
    {"start", duration, "0s", "When send() is called for the first time."},
    {"size", size, "100", "Bytes of key and value of a record."},
    {"sizes", sizes, "", "Sizes in turn, instead of one size."},
    {"partition", number, "the partitioner decides", "The partition of every record."},
    {"partitions", numbers, "", "Partitions in turn."},
    {"keys", number, "0", "So many different keys in turn: key0, key1, …; a key always goes to one partition, by murmur2. 0: no keys."},
    {"resends", number, "0", "How often the application sends a record again after an error."},
    {"resend_on_error", number, "0", "Another name of resends."},
    {"resend_after", wait, "0s", "Pause before that."},
    {"flush_every", number, "0", "flush() after so many records; 0: never."},
    {"end", end_word, "close", "After the last send(): close() the producer, flush() and leave, exit without either, or do nothing."},
    {"close_after", number, "", "close() after so many records: every send() after it throws IllegalStateException."},
    {"close_timeout", duration, "unlimited", "Timeout of close()."},
    {"bad_timestamps", records, "", "Records whose timestamp the broker refuses: indices or names."},
    {"without_key", records, "", "Records without a key, where the others have one: indices or names."},
    {"invalid_topic", records, "", "Records sent to a topic whose name Kafka refuses: indices or names."},
};

constexpr LanguageKey network_keys[] = {
    {"latency", wait, "0.5ms..2ms", "One way, of every message."},
    {"metadata", wait, "5ms..25ms", "From a decision of the controller to a broker that has applied it."},
    {"bandwidth", rate, "1Gbit/s", "Of each direction of a connection; \"unlimited\" is allowed."},
};

constexpr LanguageKey expect_keys[] = {
    {"delivered", expected, "", "Told OK, stored once."},
    {"lost", expected, "", "Told OK, not stored after healing: the broken promise."},
    {"silently_lost", expected, "", "Told nothing, not stored."},
    {"reported_lost", expected, "", "Told an error, not stored: the application can act on it."},
    {"phantom", expected, "", "Told an error, yet stored: a resend will duplicate it."},
    {"duplicated", expected, "", "Stored more than once."},
    {"reordered", expected, "", "Pairs of records stored in the opposite order of their sends, or the records that lie behind a later one."},
    {"unavailable", expected_number, "", "Partitions without a leader after healing."},
    {"diverged", expected_number, "",
     "Partitions of which two in-sync replicas disagree below their high watermarks after healing: only old truncation rules lead there."},
    {"log", log, "", "The final log of each partition: [\"p1#0 p1#1\"], or [\"0 1\"] with a single producer."},
    {"told", told, "", "What the application was told last: {\"p1#2\": \"NetworkException\"}, \"ok\" or \"nothing\"."},
    {"any_of", expects, "", "One of these must be true as well."},
};

constexpr LanguageKey explore_keys[] = {
    {"faults", number, "1", "How many faults may strike in one run, 0 to 8."},
    {"allow", fault_kinds, "crash, power-loss, lost-request, lost-response",
     "Which kinds of faults: a list of crash, power-loss and pause (of a broker), lost-request and lost-response (of a producer's connection), "
     "partition (a broker and any other node do not hear each other) and early-timer, or \"all\"."},
    {"at_most", fault_budgets, "", "How many of one kind: {\"crash\": 1, \"power-loss\": 1}; all together still at most \"faults\"."},
    {"down", Form::brokers, "none",
     "Brokers that have crashed and lost their sessions before the run begins: [\"b3\"] asks what else may break while b3 is away. They "
     "come back at any moment, and cost none of \"faults\"."},
    {"guarantees", guarantee_list, "all", "What is asked: a list of no-acked-loss, no-duplicates, producer-order and log-agreement, or \"all\"."},
    {"records", number, "the workload's, at most 3", "How many records each producer sends, instead of its workload's number."},
    {"sometimes", condition_list, "",
     "What some run must meet, or the question asks less than it seems: a list of leader-change, truncation, suppressed-duplicate, …"},
    {"expect", answers, "",
     "Answers by guarantee, \"possible\" to break or \"impossible\"; and with \"faults\" the fewest that break one: "
     "{\"no-acked-loss\": \"possible\", \"faults\": 1}."},
};

constexpr Part parts[] = {
    {"scenario", "A scenario: what happens, and what is expected.", scenario_keys, R"({"producers": [{"workload": {"records": 10}}]})"},
    {"cluster", "The brokers.", cluster_keys, R"({"brokers": 3, "config": {"replica.lag.time.max.ms": 30000}})"},
    {"topic", "A topic.", topic_keys_, R"({"name": "orders", "partitions": 1, "replication.factor": 3})"},
    {"producer", "A producer and its application.", producer_keys_, R"({"name": "p1", "config": {"acks": "1"}, "workload": {"records": 20}})"},
    {"workload", "How the application uses its producer.", workload_keys, R"({"records": 20, "every": "5ms", "size": 200})"},
    {"network", "How long messages take.", network_keys, R"({"latency": "0.5ms..2ms", "bandwidth": "1Gbit/s"})"},
    {"expect",
     "What must come out; without it, that no promise is broken: nothing is lost, silently lost, phantom, duplicated, reordered or diverged. "
     "What is reported lost breaks none. A fault that never begins breaks every expectation.",
     expect_keys, R"({"lost": ["p1#7"], "duplicated": 0, "delivered": {"at_least": 10}})"},
    {"explore", "What `acksim explore` asks: which guarantees hold in every run, whatever the order of events and these faults.", explore_keys,
     R"({"faults": 2, "allow": ["crash", "lost-response"], "records": 2, "expect": {"no-acked-loss": "impossible"}})"},
};

}  // namespace

std::span<const Part> all_parts() { return parts; }

const Part& part_named(std::string_view name) {
    auto found = std::find_if(std::begin(parts), std::end(parts), [&](const Part& part) { return part.name == name; });
    ACKSIM_CHECK(found != std::end(parts));
    return *found;
}

std::vector<std::string_view> names_of(std::span<const LanguageKey> keys) {
    std::vector<std::string_view> names;
    for (const LanguageKey& key : keys) names.push_back(key.name);
    return names;
}

bool check_keys(const Node& node, std::span<const LanguageKey> keys, std::string_view example) {
    if (!is_object(node, fmt::format("write an object such as {}", example))) return false;
    std::vector<std::string_view> known = names_of(keys);
    for (const auto& [key, value] : node.members())
        if (!node.reading().full() && std::find(known.begin(), known.end(), key) == known.end())
            value.problem("unknown key " + in_quotes(key), instead_of(key, known));
    return true;
}

bool check_part(const Node& node, std::string_view part) { return check_keys(node, part_named(part).keys, part_named(part).example); }

}  // namespace acksim
