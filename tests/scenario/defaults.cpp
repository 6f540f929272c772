// Defaults and rules by Kafka's version.
#include "base/pack.hpp"
#include "scenario/config_keys.hpp"
#include "scenario/load.hpp"
#include "scenario/version.hpp"
#include "support/catch.hpp"

namespace {

using namespace acksim;

Scenario with_version(const std::string& version, const std::string& config = "") {
    return parse_scenario(R"({"kafka": ")" + version + R"(", "producers": [{"config": {)" + config + R"(}, "workload": {"records": 1}}]})", "t.json");
}

template <class T> std::vector<std::uint8_t> bytes_of(const T& x) {
    ByteWriter out;
    pack(out, x);
    return {out.bytes().begin(), out.bytes().end()};
}

struct ProducerDefaults {
    std::string version;
    Acks acks;
    bool idempotence;
    std::int64_t linger_ms;
};

}  // namespace

TEST_CASE("a producer's defaults are those of the stated version", "[scenario]") {
    // 3.0.0 and 3.1.0 declare idempotence, but a bug leaves it off unless it is set.
    const ProducerDefaults rows[] = {
        {"2.8", Acks::leader, false, 0}, {"3.0", Acks::all, false, 0}, {"3.0.1", Acks::all, true, 0}, {"3.1", Acks::all, false, 0},
        {"3.1.1", Acks::all, true, 0},   {"3.2", Acks::all, true, 0},  {"3.6", Acks::all, true, 0},   {"3.9", Acks::all, true, 0},
        {"4.0", Acks::all, true, 5},     {"4.4", Acks::all, true, 5},
    };
    for (const ProducerDefaults& row : rows) {
        INFO(row.version);
        const ProducerConfig config = with_version(row.version).config.producers[0].config;
        CHECK(config.acks == row.acks);
        CHECK(config.enable_idempotence == row.idempotence);
        CHECK(config.linger == milliseconds(row.linger_ms));
        CHECK(config.retries == 2147483647);
        CHECK(config.delivery_timeout == milliseconds(120000));
    }
}

TEST_CASE("the table's defaults for 4.4 are those that the protocol's structs have", "[scenario]") {
    const Scenario scenario = with_version("4.4");
    CHECK(bytes_of(scenario.config.producers[0].config) == bytes_of(ProducerConfig{}));
    CHECK(bytes_of(scenario.config.broker) == bytes_of(BrokerConfig{}));
    CHECK(bytes_of(scenario.config.topics[0].config) == bytes_of(TopicConfig{}));
    CHECK(bytes_of(scenario.config.rules) == bytes_of(Rules{}));
    CHECK(bytes_of(parse_scenario(R"({"producers": [{}]})", "t.json").config.rules) == bytes_of(Rules{}));
}

TEST_CASE("every modelled property has a default in every version", "[scenario]") {
    for (std::string_view version : known_kafka_versions()) {
        for (ConfigPlace place : all_config_places) {
            for (const ConfigKey& key : config_keys(place)) {
                INFO(key.name << " in " << version);
                CHECK((!key.modelled() || !default_of(key, *read_version(version)).empty()));
            }
        }
    }
}

TEST_CASE("no property is in the table twice, or both in the table and among the other names", "[scenario]") {
    for (ConfigPlace place : all_config_places) {
        std::vector<std::string_view> names = all_names(place);
        std::sort(names.begin(), names.end());
        INFO(place_name(place));
        auto twice = std::adjacent_find(names.begin(), names.end());
        CHECK((twice == names.end() ? "" : std::string(*twice)) == "");
    }
}

TEST_CASE("the rules that differ between versions follow the version", "[scenario]") {
    struct Row {
        std::string version;
        std::string rules;  // strict_min_isr elr new_incarnation fencing_sampled bad drain timed_out late exponential at_once hint halves stale memory
    };
    const Row rows[] = {
        {"2.8", "00000000000000"},   {"3.0", "00001000000000"},   {"3.2", "00001000000000"},   {"3.3", "00001100000000"},   {"3.4", "00001100000000"},
        {"3.5", "00001110000000"},   {"3.6", "00001111000000"},   {"3.6.1", "00001111010000"}, {"3.7", "10001111111000"},   {"3.9", "10001111111000"},
        {"3.9.1", "10001111111010"}, {"3.9.2", "10001111111011"}, {"4.0", "10111111111000"},   {"4.0.1", "10111111111010"}, {"4.0.2", "10111111111011"},
        {"4.1", "11111111111010"},   {"4.1.2", "11111111111011"}, {"4.2", "11111111111111"},   {"4.4", "11111111111111"},
    };
    for (const Row& row : rows) {
        std::string rules;
        const Rules read = with_version(row.version).config.rules;
        for_each_member(read, [&](const auto& rule) {
            if constexpr (std::is_same_v<decltype(rule), const bool&>) rules += rule ? '1' : '0';
        });
        CHECK(read.truncation == Truncation::kip_320);
        INFO(row.version);
        CHECK(rules == row.rules);
    }
}

TEST_CASE("eligible leader replicas can be switched off, and on since 4.0", "[scenario]") {
    auto elr = [](const std::string& version, const std::string& on) {
        return parse_scenario(R"({"kafka": ")" + version + R"(", "cluster": {"elr": )" + on + R"(}, "producers": [{}]})", "t.json").config.rules.elr;
    };
    CHECK(!elr("4.4", "false"));
    CHECK(elr("4.0", "true"));
    CHECK(!elr("3.6", "false"));
}

TEST_CASE("idempotence that is asked for brings acks=all along until 3.0.0", "[scenario]") {
    const ProducerConfig config = with_version("2.8", R"("enable.idempotence": true)").config.producers[0].config;
    CHECK(config.acks == Acks::all);
    CHECK(config.enable_idempotence);
}

TEST_CASE("producer state expired after seven days until 3.4", "[scenario]") {
    CHECK(with_version("3.3").config.broker.producer_id_expiration == milliseconds(604800000));
    CHECK(with_version("3.4").config.broker.producer_id_expiration == milliseconds(86400000));
}

TEST_CASE("versions are ordered, and only known ones are read", "[scenario]") {
    CHECK(read_version("3.9.1") == KafkaVersion{3, 9, 1});
    CHECK(*read_version("3.9.1") < *read_version("4.0"));
    CHECK(version_text({4, 0, 1}) == "4.0.1");
    CHECK(version_text({4, 0, 0}) == "4.0");
    for (const char* text : {"", "4", "4.", "4.5", "2.7", "3.10", "4.0.", "4.0.x", "4.0.-1", "4.0.1.2", "v4.0", "4.0 "}) {
        INFO(text);
        CHECK(!read_version(text));
    }
}
