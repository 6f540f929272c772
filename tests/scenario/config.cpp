// Properties: how they are written, .properties files, silent changes and warnings.
#include <filesystem>
#include <fstream>

#include "scenario/bad_input.hpp"
#include "scenario/properties.hpp"
#include "scenario/whole_text.hpp"

namespace {

using namespace acksim;
using namespace acksim::testing;

Scenario with_config(const std::string& config, const std::string& kafka = "4.4") {
    return parse_scenario(R"({"kafka": ")" + kafka + R"(", "topic": {"replication.factor": 3}, "producers": [{"config": {)" + config + "}}]}", "t.json");
}

ProducerConfig producer_with(const std::string& config, const std::string& kafka = "4.4") { return with_config(config, kafka).config.producers[0].config; }

std::vector<std::string> warnings_of(const Scenario& scenario) {
    std::vector<std::string> texts;
    for (const Warning& warning : scenario.warnings) texts.push_back(warning.pointer + ": " + warning.text);
    return texts;
}

using Texts = std::vector<std::string>;

// A folder with a scenario's .properties files, gone afterwards.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("acksim-config-test-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a partition that the topic does not have is a warning: send() fails as Kafka's does", "[scenario]") {
    const Scenario scenario =
        parse_scenario(R"({"topic": {"replication.factor": 3}, "producers": [{"workload": {"records": 2, "partitions": [0, 7]}}]})", "t.json");
    CHECK(warnings_of(scenario) == Texts{"/producers/0/workload/partitions/1: the topic has no partition 7: send() waits for max.block.ms and fails"});
}

TEST_CASE("a property may be a number, a truth or a text, as in a .properties file", "[scenario]") {
    for (const char* config : {R"("acks": "1", "linger.ms": "7", "enable.idempotence": "false", "batch.size": " 100 ")",
                               R"("acks": 1, "linger.ms": 7, "enable.idempotence": false, "batch.size": 100)",
                               R"("acks": 1, "linger.ms": "7ms", "enable.idempotence": "FALSE", "batch.size": "100B")"}) {
        INFO(config);
        const ProducerConfig producer = producer_with(config);
        CHECK(producer.acks == Acks::leader);
        CHECK(producer.linger == milliseconds(7));
        CHECK(!producer.enable_idempotence);
        CHECK(producer.batch_size == 100);
    }
    CHECK(producer_with(R"("acks": -1)").acks == Acks::all);
    CHECK(producer_with(R"("acks": "all")").acks == Acks::all);
    CHECK(producer_with(R"("buffer.memory": "1GiB")").buffer_memory == 1073741824);
    CHECK(producer_with(R"("request.timeout.ms": "1m")").request_timeout == seconds(60));
}

TEST_CASE("times beyond a century count as a century", "[scenario]") {
    CHECK(producer_with(R"("max.block.ms": 9223372036854775807)").max_block == Duration{3000000000000000});
    CHECK(producer_with(R"("linger.ms": 9223372036854775807, "request.timeout.ms": 0, "delivery.timeout.ms": 2147483647)").linger == milliseconds(2147483647));
}

TEST_CASE("acks, retries and requests in flight silently switch idempotence off, with a warning", "[scenario]") {
    const std::string end = " silently switches idempotence off; write \"enable.idempotence\": false to say that you mean it";
    CHECK(!producer_with(R"("acks": 1)").enable_idempotence);
    CHECK(warnings_of(with_config(R"("acks": 1)")) == Texts{"/producers/0/config/acks: acks=1" + end});
    CHECK(warnings_of(with_config(R"("acks": 0)")) == Texts{"/producers/0/config/acks: acks=0" + end});
    CHECK(warnings_of(with_config(R"("retries": 0)")) == Texts{"/producers/0/config/retries: retries=0" + end});
    CHECK(!producer_with(R"("max.in.flight.requests.per.connection": 6)", "3.6").enable_idempotence);
    CHECK(warnings_of(with_config(R"("max.in.flight.requests.per.connection": 6)", "3.6")) ==
          Texts{"/producers/0/config/max.in.flight.requests.per.connection: max.in.flight.requests.per.connection=6" + end});
    CHECK(warnings_of(with_config(R"("acks": 1, "enable.idempotence": false)")).empty());
    CHECK(warnings_of(with_config(R"("acks": 1)", "2.8")).empty());
    CHECK(producer_with(R"("max.in.flight.requests.per.connection": 6, "enable.idempotence": false)").max_in_flight_requests_per_connection == 6);
}

TEST_CASE("delivery.timeout.ms that is not set is raised to linger.ms + request.timeout.ms, with a warning", "[scenario]") {
    const Scenario scenario = with_config(R"("request.timeout.ms": 200000, "linger.ms": 10)");
    CHECK(scenario.config.producers[0].config.delivery_timeout == milliseconds(200010));
    CHECK(warnings_of(scenario) == Texts{"/producers/0/config/request.timeout.ms: delivery.timeout.ms is raised to 200010: it must be at "
                                         "least linger.ms + request.timeout.ms"});
    CHECK(producer_with(R"("delivery.timeout.ms": 30005)").delivery_timeout == milliseconds(30005));
}

TEST_CASE("reconnect.backoff.ms alone makes the pause constant, with a warning", "[scenario]") {
    const Scenario scenario = with_config(R"("reconnect.backoff.ms": 2000)");
    CHECK(scenario.config.producers[0].config.reconnect_backoff_max == seconds(2));
    CHECK(warnings_of(scenario) == Texts{"/producers/0/config/reconnect.backoff.ms: reconnect.backoff.max.ms is not set, so the pause "
                                         "before a new connection stays the same"});
}

TEST_CASE("a batch.size of 0 counts as 1", "[scenario]") { CHECK(producer_with(R"("batch.size": 0)").batch_size == 1); }

TEST_CASE("properties without effect in acksim are accepted with one warning, and a dangerous one with its own", "[scenario]") {
    CHECK(warnings_of(with_config(R"("bootstrap.servers": "a:1", "compression.type": "zstd")")) ==
          Texts{"/producers/0/config/bootstrap.servers: accepted, but without effect in acksim: bootstrap.servers, compression.type"});
    CHECK(warnings_of(with_config(R"("transactional.id": "t", "client.id": "c")")) ==
          Texts{"/producers/0/config/transactional.id: transactional.id is accepted. Checked against enable.idempotence; transactions themselves are not run.",
                "/producers/0/config/client.id: accepted, but without effect in acksim: client.id"});
}

TEST_CASE("a property that the version does not have is ignored with a warning", "[scenario]") {
    const Scenario scenario = with_config(R"("retry.backoff.max.ms": 5000)", "3.6");
    CHECK(scenario.config.producers[0].config.retry_backoff_max == seconds(1));
    CHECK(warnings_of(scenario) == Texts{"/producers/0/config/retry.backoff.max.ms: retry.backoff.max.ms exists since Kafka 3.7 only: ignored"});
}

TEST_CASE("a broker's value of a topic property is the default of every topic", "[scenario]") {
    const Scenario scenario = parse_scenario(
        R"({"cluster": {"config": {"min.insync.replicas": 2, "message.max.bytes": 1000, "log.flush.interval.messages": 1, "default.replication.factor": 3, "num.partitions": 2}},
            "topics": [{}, {"name": "b", "config": {"min.insync.replicas": 1}}], "producers": [{"topic": "b"}]})",
        "t.json");
    CHECK(scenario.config.topics[0].config.min_insync_replicas == 2);
    CHECK(scenario.config.topics[0].config.max_message_bytes == 1000);
    CHECK(scenario.config.topics[0].config.flush_messages == 1);
    CHECK(scenario.config.topics[1].config.min_insync_replicas == 1);
    CHECK(scenario.config.partitions.size() == 4);
    CHECK(scenario.config.partitions[0].replicas.size() == 3);
    CHECK(scenario.warnings.empty());
}

TEST_CASE("min.insync.replicas above the replicas is warned of: since 3.7 it is capped", "[scenario]") {
    auto warnings = [](const std::string& kafka) {
        return warnings_of(parse_scenario(
            R"({"kafka": ")" + kafka + R"(", "topic": {"replication.factor": 2, "config": {"min.insync.replicas": 3}}, "producers": [{}]})", "t.json"));
    };
    CHECK(warnings("4.4") == Texts{"/topic/config/min.insync.replicas: min.insync.replicas=3 counts as 2, the number of replicas"});
    CHECK(warnings("3.6") == Texts{"/topic/config/min.insync.replicas: min.insync.replicas=3 is more than the 2 replicas: acks=all is always refused"});
}

TEST_CASE("a topic that does not say its replicas has one, with a warning", "[scenario]") {
    const Scenario scenario = parse_scenario(R"({"producers": [{}]})", "t.json");
    CHECK(scenario.config.partitions[0].replicas == std::vector<BrokerId>{{0}});
    CHECK(warnings_of(scenario) == Texts{": the topic has one replica only, which is Kafka's default.replication.factor; write \"replication.factor\""});
}

TEST_CASE("a workload that is longer than the limit is warned of", "[scenario]") {
    auto warnings = [](const std::string& head, const std::string& every) {
        return warnings_of(parse_scenario(
            "{" + head + R"("topic": {"replication.factor": 1}, "producers": [{"workload": {"records": 288, "every": ")" + every + R"("}}]})", "t.json"));
    };
    CHECK(warnings("", "15s") == Texts{"/producers/0/workload: the last send() is 4305 s after the start, and the limit is 3600 s: what is sent after that may "
                                       "not be sent at all; write \"limit\": \"2h\""});
    CHECK(warnings(R"("limit": "10s", )", "50ms") ==
          Texts{"/producers/0/workload: the last send() is 14 s after the start, and the limit is 10 s: what is sent "
                "after that may not be sent at all; write \"limit\": \"15s\""});
    CHECK(warnings(R"("limit": "2h", )", "15s").empty());
}

TEST_CASE("a .properties file is as good as an object, and what the scenario says itself wins", "[scenario]") {
    const Folder folder;
    folder.write("team.properties", "# ours\nacks=1\n! more\nlinger.ms : 20\nenable.idempotence false\nclient.id=x\\\n   y\n");
    const std::string whole = folder.write("a.json", R"({"topic": {"replication.factor": 1}, "producers": [{"config": "team.properties"}]})");
    const std::string part = folder.write("b.json", R"({"producers": [{"config": {"file": "team.properties", "linger.ms": 1}}]})");
    CHECK(load_scenario(whole).config.producers[0].config.acks == Acks::leader);
    CHECK(load_scenario(whole).config.producers[0].config.linger == milliseconds(20));
    CHECK(!load_scenario(whole).config.producers[0].config.enable_idempotence);
    CHECK(load_scenario(part).config.producers[0].config.linger == milliseconds(1));
    CHECK(warnings_of(load_scenario(whole)) == Texts{"/producers/0/config/client.id: accepted, but without effect in acksim: client.id"});
}

TEST_CASE("a problem in a .properties file names that file and its line", "[scenario]") {
    const Folder folder;
    const std::string properties = folder.write("team.properties", "acks=all\n\nretries=\\\n  -1\n");
    const std::string scenario = folder.write("a.json", "{\"title\": 5,\n\"producers\": [{\"config\": \"team.properties\"}]}");
    std::string messages;
    try {
        load_scenario(scenario);
    } catch (const ScenarioError& error) {
        messages = error.what();
    }
    CHECK(messages == scenario + ":1: /title: the number 5 is not a text; write a text in double quotes\n" + properties +
                          ":3: /producers/0/config/retries: ConfigException: Invalid value -1 for configuration retries: Value must be at "
                          "least 0; write a number that is at least 0");
}

TEST_CASE("an unknown key of a .properties file is a warning, as it is to Kafka, and its value is told nobody", "[scenario]") {
    const Folder folder;
    folder.write("team.properties", "ack=all\nour.secret=hunter2\nmin.insync.replicas=2\n");
    const Scenario scenario = load_scenario(folder.write("a.json", R"({"topic": {"replication.factor": 3}, "producers": [{"config": "team.properties"}]})"));
    const std::string at = "/producers/0/config/", ignored = ": ignored, as Kafka ignores it; ";
    CHECK(warnings_of(scenario) ==
          Texts{at + "ack: Kafka knows no producer property \"ack\"" + ignored + "did you mean \"acks\"?",
                at + "our.secret: Kafka knows no producer property \"our.secret\"" + ignored + "see \"acksim describe producer.config\"",
                at + "min.insync.replicas: \"min.insync.replicas\" is a property of a cluster, not of a producer" + ignored +
                    "move it to the \"config\" of the cluster"});
    CHECK_NOTHROW(parse_scenario(whole_text(scenario), "b.json"));
}

TEST_CASE("a warning stands at the line that it is about, as a problem does", "[scenario]") {
    const Folder folder;
    const std::string properties = folder.write("team.properties", "acks=1\n\nack=all\n");
    const std::string file = folder.write(
        "a.json", "{\"topic\": {\"replication.factor\": 1},\n\"producers\": [{\"config\": \"team.properties\"},\n{\"config\": {\"acks\": \"1\"}}]}");
    std::vector<std::string> places;
    for (const Warning& warning : load_scenario(file).warnings) places.push_back(warning.message().substr(0, warning.message().find(": warning")));
    CHECK(places == Texts{properties + ":3: /producers/0/config/ack", properties + ":1: /producers/0/config/acks", file + ":3: /producers/1/config/acks"});
}

TEST_CASE("a value with a unit is refused in a .properties file, as Kafka refuses it", "[scenario]") {
    const Folder folder;
    const std::string properties = folder.write("team.properties", "linger.ms=5ms\n");
    const std::string scenario = folder.write("a.json", R"({"producers": [{"config": "team.properties"}]})");
    CHECK_THROWS_WITH(load_scenario(scenario), properties + ":1: /producers/0/config/linger.ms: ConfigException: Invalid value 5ms for "
                                                            "configuration linger.ms: Not a number of type LONG; write a whole number of "
                                                            "milliseconds");
    CHECK(load_scenario(scenario, {"producers/p1/linger.ms=5ms"}).config.producers[0].config.linger == milliseconds(5));
}

TEST_CASE("a .properties file is read as Java reads it", "[scenario]") {
    const std::vector<Property> properties =
        parse_properties("\xEF\xBB\xBF  a = 1 \r\nb:2\rc 3\n\n#no\n!no\n  # no\nd\\=e=f\\u0041\\t\ng=h\\\n    i\\\n   j\nk\nl=\\\\\n=m\na=2\nn=o\\");
    std::vector<std::string> read;
    for (const Property& p : properties) read.push_back(std::to_string(p.line) + " " + p.key + "=" + p.value);
    CHECK(read == Texts{"1 a=1 ", "2 b=2", "3 c=3", "8 d=e=fA\t", "9 g=hij", "12 k=", "13 l=\\", "14 =m", "15 a=2", "16 n=o"});
}

TEST_CASE("a key that a .properties file has twice counts as its last value, with a warning", "[scenario]") {
    const Folder folder;
    const std::string properties = folder.write("t.properties", "linger.ms=1\nlinger.ms=2\n");
    const Scenario scenario = load_scenario(folder.write("a.json", R"({"topic": {"replication.factor": 1}, "producers": [{"config": "t.properties"}]})"));
    CHECK(scenario.config.producers[0].config.linger == milliseconds(2));
    CHECK(warnings_of(scenario) == Texts{"/producers/0/config/linger.ms: linger.ms is written twice in \"" + properties + "\"; the last one counts"});
}

TEST_CASE("a property to which Kafka gives no range may be negative", "[scenario]") {
    CHECK(producer_with(R"("socket.connection.setup.timeout.ms": -1)").socket_connection_setup_timeout == Duration{});
}
