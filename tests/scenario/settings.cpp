// --set PATH=VALUE.
#include "scenario/bad_input.hpp"

namespace {

using namespace acksim;
using namespace acksim::testing;

const std::string text = R"({"topic": {"name": "orders", "replication.factor": 3},
  "producers": [{"name": "p1", "workload": {"records": 10}}, {"config": {"acks": "1"}}],
  "faults": [{"do": "slow_follower", "from": "start", "brokers": "followers", "delay": "1ms"}]})";

Scenario with(const std::vector<std::string>& settings) { return parse_scenario(text, "t.json", settings); }

std::string messages_with(const std::vector<std::string>& settings) { return messages_of(text, "t.json", settings); }

}  // namespace

TEST_CASE("a setting of a producer is one of its properties or of its keys", "[scenario]") {
    CHECK(with({"producers/p1/acks=0"}).config.producers[0].config.acks == Acks::none);
    CHECK(with({"producers/p2/acks=all"}).config.producers[1].config.acks == Acks::all);
    CHECK(with({"producers/0/acks=0"}).config.producers[0].config.acks == Acks::none);
    CHECK(with({"producers/p1/config/linger.ms=20ms"}).config.producers[0].config.linger == milliseconds(20));
    CHECK(with({"producers/p1/workload/records=100"}).config.producers[0].workload.records == 100);
    CHECK(with({"producers/p2/workload/every=1ms..2ms"}).config.producers[1].workload.every == Wait{milliseconds(1), milliseconds(2)});
    CHECK(with({"producers/p1/name=q"}).producer_names[0] == "q");
}

TEST_CASE("a setting of cluster or topic is one of its properties or of its keys", "[scenario]") {
    CHECK(with({"cluster/replica.lag.time.max.ms=10000"}).config.broker.replica_lag_time_max == seconds(10));
    CHECK(with({"cluster/brokers=5"}).config.brokers == 5);
    CHECK(with({"cluster/elr=false"}).config.rules.elr == false);
    CHECK(with({"topic/min.insync.replicas=2"}).config.topics[0].config.min_insync_replicas == 2);
    CHECK(with({"topics/orders/min.insync.replicas=2"}).config.topics[0].config.min_insync_replicas == 2);
    CHECK(with({"topic/replication.factor=2"}).config.partitions[0].replicas.size() == 2);
    CHECK(with({"topic/partitions=4"}).config.partitions.size() == 4);
}

TEST_CASE("everything else is set by its path", "[scenario]") {
    CHECK(with({"seed=7"}).seed == 7);
    CHECK(with({"kafka=3.6"}).kafka == KafkaVersion{3, 6, 0});
    CHECK(with({"network/latency=1ms"}).network.latency == exactly(milliseconds(1)));
    CHECK(with({"faults/0/delay=5ms"}).faults[0].by == milliseconds(5));
    CHECK(with({R"(expect={"lost": 0})"}).expect->lost->count == 0);
    CHECK(with({"title=a=b"}).title == "a=b");
    CHECK(with({"explore/faults=2"}).explore->faults == 2);
    CHECK(with({"explore/allow=pause,crash", "explore/at_most/pause=1"}).explore->at_most[4] == 1);
}

TEST_CASE("the last of several settings wins", "[scenario]") { CHECK(with({"seed=7", "seed=8"}).seed == 8); }

TEST_CASE("a setting counts as written explicitly", "[scenario]") {
    CHECK(messages_with({"producers/p2/enable.idempotence=true"}) ==
          "t.json:2: /producers/1/config/acks: ConfigException: Must set acks to all in order to use the idempotent producer. Otherwise we "
          "cannot guarantee idempotence; write \"acks\": \"all\", or \"enable.idempotence\": false");
    CHECK(messages_with({"producers/p1/enable.idempotence=true", "producers/p1/acks=1"}) ==
          "--set:2: /producers/p1/acks: ConfigException: Must set acks to all in order to use the idempotent producer. Otherwise we cannot "
          "guarantee idempotence; write \"acks\": \"all\", or \"enable.idempotence\": false");
}

TEST_CASE("a setting that cannot be made is refused by its place among the settings", "[scenario]") {
    struct Row {
        std::string setting, message;
    };
    const Row rows[] = {
        {"acks", "--set:1: /acks: there is no =; write PATH=VALUE, such as producers/p1/acks=all"},
        {"", "--set:1: /: there is no =; write PATH=VALUE, such as producers/p1/acks=all"},
        {"=1", "--set:1: /: nothing stands in front of the =; write PATH=VALUE, such as producers/p1/acks=all"},
        {"producer/p1/acks=1", "--set:1: /producer/p1/acks: \"producer\" is no part of a scenario; did you mean \"producers\"?"},
        {"producers/p3/acks=1", "--set:1: /producers/p3/acks: there is no producer \"p3\"; did you mean \"p1\"?"},
        {"producers/p1=1", "--set:1: /producers/p1: nothing is said about producer \"p1\"; write producers/p1/KEY=VALUE"},
        {"producers/p1/ack=1", "--set:1: /producers/p1/ack: Kafka knows no producer property \"ack\"; did you mean \"acks\"?"},
        {"producers/p1/retries=-1", "--set:1: /producers/p1/retries: ConfigException: Invalid value -1 for configuration retries: Value must be "
                                    "at least 0; write a number that is at least 0"},
        {"producers/p1/workload/records=ten", "--set:1: /producers/p1/workload/records: the text \"ten\" is not a whole number; write a whole "
                                              "number that is at least 0"},
        {"producers/p1/workload/records/x=1", "--set:1: /producers/p1/workload/records/x: the path leads to nothing; write the path of a value, "
                                              "such as producers/p1/acks=all"},
        {"seed=1.5", "--set:1: /seed: the text \"1.5\" is not a whole number; write a whole number that is at least 0"},
        {"faults/1/delay=5ms", "--set:1: /faults/1/delay: the path leads to nothing; write the path of a value, such as producers/p1/acks=all"},
        {"title=\xff", "--set:1: /: it is not UTF-8; write PATH=VALUE, such as producers/p1/acks=all"},
        {"network=fast", "--set:1: /network: the text \"fast\" is not an object; write an object such as {\"latency\": \"0.5ms..2ms\", "
                         "\"bandwidth\": \"1Gbit/s\"}"},
    };
    for (const Row& row : rows) {
        INFO(row.setting);
        CHECK(messages_with({row.setting}) == row.message);
    }
}

TEST_CASE("a setting of the topic is refused where there are several", "[scenario]") {
    const std::string several = R"({"topics": [{"name": "a"}, {"name": "b"}], "producers": [{"topic": "b"}]})";
    CHECK(messages_of(several, "t.json", {"topic/min.insync.replicas=2"}) ==
          "--set:1: /topic/min.insync.replicas: there are 2 topics; write topics/b/min.insync.replicas");
    CHECK(messages_of(several, "t.json", {"topics/b/min.insync.replicas=2"}) == "accepted");
    CHECK(messages_of(R"({"topics": [{"name": "a"}], "producers": [{}]})", "t.json", {"topic/min.insync.replicas=2"}) == "accepted");
}

TEST_CASE("problems of the file come before those of the settings", "[scenario]") {
    CHECK(messages_of("{\"title\": 1,\n\"producers\": [{}]}", "t.json", {"seed=x", "limit=x"}) ==
          "t.json:1: /title: the number 1 is not a text; write a text in double quotes\n"
          "--set:1: /seed: the text \"x\" is not a whole number; write a whole number that is at least 0\n"
          "--set:2: /limit: the text \"x\" is not a duration in whole microseconds; write a number with one of the units us, ms, s, m, h, "
          "such as \"5ms\"");
}
