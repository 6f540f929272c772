// What a scenario says, as the simulator gets it.
#include "scenario/bad_input.hpp"

namespace {

using namespace acksim;
using namespace acksim::testing;

Scenario with_fault(const std::string& fault) {
    return parse_scenario(R"({"topics": [{"name": "a", "partitions": 2, "replication.factor": 3}, {"name": "b", "assignment": [[3, 2]]}],
                              "producers": [{"topic": "a", "workload": {"records": 10}}, {"name": "other", "topic": "b", "workload": {"records": 5}}],
                              "faults": [)" +
                              fault + "]}",
                          "t.json");
}

Fault fault_of(const std::string& fault) { return with_fault(fault).faults.at(0); }

Target target_of(const std::string& target) { return fault_of(R"({"do": "pause", "at": "1s", "node": )" + target + "}").target; }

Trigger trigger_of(const std::string& when) { return fault_of(R"({"do": "crash", "broker": "leader", "when": )" + when + "}").when; }

Workload workload_of(const std::string& workload) {
    return parse_scenario(R"({"topic": {"partitions": 4}, "producers": [{"workload": {)" + workload + "}}]}", "t.json").config.producers[0].workload;
}

Expectation expectation_of(const std::string& expect) {
    return *parse_scenario(R"({"topic": {"partitions": 2}, "producers": [{"workload": {"records": 10}}], "expect": {)" + expect + "}}", "t.json").expect;
}

constexpr RecordName p1(std::int32_t index) { return {ProducerIndex{0}, index}; }

}  // namespace

TEST_CASE("a scenario of a few words has names and defaults", "[scenario]") {
    const Scenario scenario = parse_scenario(R"({"producers": [{}, {}]})", "some/where/lesson.json");
    CHECK(scenario.file == "some/where/lesson.json");
    CHECK(scenario.name == "lesson");
    CHECK(scenario.title == "lesson");
    CHECK(scenario.seed == 1);
    CHECK(scenario.config.brokers == 3);
    CHECK(scenario.topic_names == std::vector<std::string>{"orders"});
    CHECK(scenario.producer_names == std::vector<std::string>{"p1", "p2"});
    CHECK(!scenario.expect);
    CHECK(scenario.limit == seconds(3600));
    CHECK(scenario.name_of({ProducerIndex{1}, 7}) == "p2#7");
}

TEST_CASE("the head of a scenario is read", "[scenario]") {
    const Scenario scenario = parse_scenario(R"({"title": "t", "question": "q", "teaches": ["a", "b"], "seed": 18446744073709551615, "limit": "10m",
        "network": {"latency": "1ms", "metadata": "1ms..3ms", "bandwidth": "unlimited"}, "producers": [{}]})",
                                             "t.json");
    CHECK(scenario.title == "t");
    CHECK(scenario.question == "q");
    CHECK(scenario.teaches == std::vector<std::string>{"a", "b"});
    CHECK(scenario.seed == 18446744073709551615u);
    CHECK(scenario.limit == seconds(600));
    CHECK(scenario.network.latency == exactly(milliseconds(1)));
    CHECK(scenario.network.metadata == Wait{milliseconds(1), milliseconds(3)});
    CHECK(scenario.network.bytes_per_second == 0);
}

TEST_CASE("partitions are numbered through all topics, and replicas go round robin from b1", "[scenario]") {
    const Scenario scenario = with_fault("");
    CHECK(scenario.config.topics[0].first == PartitionId{0});
    CHECK(scenario.config.topics[0].partitions == 2);
    CHECK(scenario.config.topics[1].first == PartitionId{2});
    CHECK(scenario.config.partitions[0].replicas == std::vector<BrokerId>{{0}, {1}, {2}});
    CHECK(scenario.config.partitions[1].replicas == std::vector<BrokerId>{{1}, {2}, {0}});
    CHECK(scenario.config.partitions[2].replicas == std::vector<BrokerId>{{2}, {1}});
    CHECK(scenario.config.partitions[2].topic == 1);
    CHECK(scenario.config.producers[1].topic == 1);
}

TEST_CASE("a target names a broker, a role, the controller or a client", "[scenario]") {
    using Kind = Target::Kind;
    CHECK(target_of("2").node == NodeId{1});
    CHECK(target_of(R"("b3")").node == NodeId{2});
    CHECK(target_of(R"("3")").node == NodeId{2});
    CHECK(target_of(R"("controller")").node == NodeId{3});
    CHECK(target_of(R"("p1")").node == NodeId{4});
    CHECK(target_of(R"("other")").node == NodeId{5});
    CHECK(target_of(R"("other")").kind == Kind::node);
    CHECK(target_of(R"("leader")").kind == Kind::leader);
    CHECK(target_of(R"("followers")").kind == Kind::followers);
    CHECK(target_of(R"("follower 2")").kind == Kind::follower);
    CHECK(target_of(R"("follower 2")").number == 2);
    CHECK(target_of(R"("not in isr")").kind == Kind::not_in_isr);
    CHECK(target_of(R"("all")").kind == Kind::brokers);
    CHECK(target_of(R"("clients")").kind == Kind::clients);
    CHECK(fault_of(R"({"do": "kill_producer", "producer": "other", "at": "1s"})").target.node == NodeId{5});
}

TEST_CASE("a fault's partition is that of its target and of its state", "[scenario]") {
    const Fault fault = fault_of(R"({"do": "crash", "broker": "leader", "partition": "b/0", "when": {"isr_size": 1}})");
    CHECK(fault.target.partition == PartitionId{2});
    CHECK(fault.when.partition == PartitionId{2});
    CHECK(fault_of(R"({"do": "crash", "broker": "leader", "partition": 1, "when": {"isr_size": 1, "partition": "b/0"}})").when.partition == PartitionId{2});
    CHECK(fault_of(R"({"do": "crash", "broker": "leader", "partition": 1, "when": {"isr_size": 1, "partition": "b/0"}})").target.partition == PartitionId{1});
}

TEST_CASE("a fault starts at a time or in a state", "[scenario]") {
    CHECK(fault_of(R"({"do": "crash", "broker": 1, "at": "10ms"})").when.at.us == 10000);
    CHECK(fault_of(R"({"do": "crash", "broker": 1, "from": "start"})").when.at.us == 0);
    CHECK(fault_of(R"({"do": "crash", "broker": 1, "from": "1s"})").when.at.us == 1000000);
    CHECK(fault_of(R"({"do": "lose_request", "of": "p1#1"})").when.kind == Trigger::Kind::at);
}

TEST_CASE("every state can start a fault", "[scenario]") {
    using Kind = Trigger::Kind;
    CHECK(trigger_of(R"({"sent": "p1#3"})").kind == Kind::sent);
    CHECK(trigger_of(R"({"sent": "p1#3"})").record == p1(3));
    CHECK(trigger_of(R"({"requested": "other#4", "times": 2})").record == RecordName{ProducerIndex{1}, 4});
    CHECK(trigger_of(R"({"requested": "p1#3", "times": 2})").times == 2);
    CHECK(trigger_of(R"({"appended": "p1#3", "after": "5ms"})").after == milliseconds(5));
    CHECK(trigger_of(R"({"replicated": "p1#3"})").broker == nobody);
    CHECK(trigger_of(R"({"replicated": "p1#3", "on": "b2"})").broker == BrokerId{1});
    CHECK(trigger_of(R"({"acknowledged": "p1#3"})").kind == Kind::acknowledged);
    CHECK(trigger_of(R"({"told_error": "p1#3"})").kind == Kind::told_error);
    CHECK(trigger_of(R"({"follower_behind": {"broker": 3, "records": 4}})").broker == BrokerId{2});
    CHECK(trigger_of(R"({"follower_behind": {"broker": 3, "records": 4}})").number == 4);
    CHECK(trigger_of(R"({"isr": [1, "b3"]})").brokers.bits == 5);
    CHECK(trigger_of(R"({"isr_size": 2})").number == 2);
    CHECK(trigger_of(R"({"leader_changed": 1})").kind == Kind::leader_changed);
}

TEST_CASE("a fault can wait for another one, by place or by name", "[scenario]") {
    const Scenario scenario = with_fault(R"({"name": "x", "do": "crash", "broker": 1, "at": "1s"},
        {"do": "crash", "broker": 2, "when": {"fault_ended": "x"}}, {"do": "crash", "broker": 3, "when": {"fault_started": 1}})");
    CHECK(scenario.faults[1].when.kind == Trigger::Kind::fault_ended);
    CHECK(scenario.faults[1].when.number == 0);
    CHECK(scenario.faults[2].when.kind == Trigger::Kind::fault_started);
    CHECK(scenario.faults[2].when.number == 1);
}

TEST_CASE("every fault is read with its keys", "[scenario]") {
    CHECK(fault_of(R"({"do": "crash", "broker": 1, "at": "1s", "restart_after": "10s"})").restart_after == seconds(10));
    CHECK(fault_of(R"({"do": "stop", "broker": 1, "at": "1s", "restart_after": "never"})").restart_after.us < 0);
    CHECK(fault_of(R"({"do": "power_loss", "broker": 1, "at": "1s", "keep": 3})").keep == 3);
    CHECK(fault_of(R"({"do": "power_loss", "broker": 1, "at": "1s"})").keep == -1);
    CHECK(fault_of(R"({"do": "disk_loss", "brokers": "all", "at": "1s"})").kind == FaultKind::disk_loss);
    CHECK(fault_of(R"({"do": "pause", "producer": "p1", "at": "1s", "for": "3s"})").duration == seconds(3));
    CHECK(fault_of(R"({"do": "pause", "producer": "p1", "at": "1s", "for": "until healed"})").duration.us < 0);
    const Fault cut = fault_of(R"({"do": "partition", "between": ["leader", "clients"], "one_way": true, "at": "1s"})");
    CHECK(cut.target.kind == Target::Kind::leader);
    CHECK(cut.other.kind == Target::Kind::clients);
    CHECK(cut.one_way);
    CHECK(fault_of(R"({"do": "swallow_response", "of": "p1#2", "times": "forever"})").times == -1);
    CHECK(fault_of(R"({"do": "lose_response", "of": {"producer": "other", "request": 3}})").nth == 3);
    CHECK(fault_of(R"({"do": "lose_response", "of": {"producer": "other", "request": 3}})").record.producer == ProducerIndex{1});
    CHECK(fault_of(R"({"do": "delay_request", "of": "p1#2", "by": "20ms"})").by == milliseconds(20));
    CHECK(fault_of(R"({"do": "delay", "between": [1, 2], "by": "20ms", "from": "start"})").by == milliseconds(20));
    CHECK(fault_of(R"({"do": "slow_follower", "broker": "followers", "delay": "20ms", "from": "start"})").by == milliseconds(20));
    const Fault answer = fault_of(R"({"do": "answer_error", "of": "p1#2", "error": "NOT_ENOUGH_REPLICAS", "appended": true, "times": 2})");
    CHECK(answer.error == ErrorCode::not_enough_replicas);
    CHECK(answer.appended);
    CHECK(answer.times == 2);
    CHECK(fault_of(R"({"do": "answer_error", "of": "p1#2", "error": -1})").error == ErrorCode::unknown_server_error);
}

TEST_CASE("a leader moves to a member of choice, or to the preferred replica", "[scenario]") {
    CHECK(fault_of(R"({"do": "move_leader", "at": "1s", "to": "b2"})").target.node == NodeId{1});
    CHECK(fault_of(R"({"do": "move_leader", "at": "1s", "partition": "b/0"})").target.node == NodeId{2});
    CHECK(fault_of(R"({"do": "move_leader", "at": "1s", "partition": 1, "to": "follower 1"})").partition == PartitionId{1});
}

TEST_CASE("a topic's configuration can change during the run", "[scenario]") {
    const Fault fault =
        fault_of(R"({"do": "alter_config", "at": "1s", "topic": "b", "config": {"min.insync.replicas": 2, "unclean.leader.election.enable": true}})");
    CHECK(fault.partition == PartitionId{2});
    CHECK(fault.min_insync_replicas == 2);
    CHECK(fault.max_message_bytes == -1);
    CHECK(fault.unclean == 1);
}

TEST_CASE("a topic has the partitions that it starts with, and later those that faults add", "[scenario]") {
    const Scenario scenario =
        parse_scenario(R"({"topics": [{"name": "a", "partitions": 2}, {"name": "b"}], "producers": [{"topic": "a", "workload": {"records": 1}}],
        "faults": [{"do": "add_partitions", "at": "1s", "topic": "b", "partitions": 3}, {"do": "add_partitions", "at": "2s", "partitions": 5},
                   {"do": "add_partitions", "at": "3s", "topic": "b", "partitions": 4}]})",
                       "t.json");
    const std::vector<Topic>& topics = scenario.config.topics;
    CHECK(topics[0].partitions == 5);
    CHECK(topics[0].added == 3);
    CHECK(topics[1].first == PartitionId{5});
    CHECK(topics[1].partitions == 4);
    CHECK(topics[1].added == 3);
    CHECK(scenario.faults[0].partition == PartitionId{5});
    CHECK(scenario.faults[1].partitions == 5);
}

TEST_CASE("a workload is read", "[scenario]") {
    const Workload workload = workload_of(R"("records": 20, "every": "1ms..2ms", "start": "3s", "size": "1KiB", "keys": 3, "resend_on_error": 2,
        "resend_after": "5ms", "flush_every": 10, "end": "exit", "close_timeout": "0s", "bad_timestamps": [3, "p1#4"], "without_key": [5], "invalid_topic": ["p1#6"])");
    CHECK(workload.records == 20);
    CHECK(workload.every == Wait{milliseconds(1), milliseconds(2)});
    CHECK(workload.start.us == 3000000);
    CHECK(workload.size == 1024);
    CHECK(workload.keys == 3);
    CHECK(workload.resends == 2);
    CHECK(workload.resend_after == exactly(milliseconds(5)));
    CHECK(workload.flush_every == 10);
    CHECK(workload.end == Workload::End::exit);
    CHECK(workload.close_timeout == Duration{0});
    CHECK(workload.bad_timestamps == std::vector<std::int32_t>{3, 4});
    CHECK(workload.without_key == std::vector<std::int32_t>{5});
    CHECK(workload.invalid_topic == std::vector<std::int32_t>{6});
    CHECK(workload.has_key(4));
    CHECK(!workload.has_key(5));
    CHECK(workload_of(R"("sizes": [1, "1MB"], "partitions": [0, 3, 1])").sizes == std::vector<std::int32_t>{1, 1000000});
    CHECK(workload_of(R"("sizes": [1, "1MB"], "partitions": [0, 3, 1])").partitions == std::vector<std::int16_t>{0, 3, 1});
    CHECK(workload_of(R"("partition": 3)").partition == 3);
    CHECK(workload_of("").partition == -1);
}

TEST_CASE("an expectation takes counts, bounds, lists, logs and what was told", "[scenario]") {
    const Expectation expect = expectation_of(R"("lost": 2, "delivered": {"at_least": 3}, "phantom": {"at_most": 1}, "duplicated": ["p1#2", "p1#0"],
        "unavailable": 0, "diverged": {"at_least": 1}, "log": ["0 1 p1#2 2", []], "told": {"p1#9": "TimeoutException", "p1#1": "ok"}, "any_of": [{"reordered": 1}, {"silently_lost": 0}])");
    CHECK(expect.lost->count == 2);
    CHECK(expect.delivered->kind == Expected::Kind::at_least);
    CHECK(expect.phantom->kind == Expected::Kind::at_most);
    CHECK(expect.duplicated->records == std::vector<RecordName>{p1(2), p1(0)});
    CHECK(expect.unavailable->count == 0);
    CHECK(expect.diverged->kind == Expected::Kind::at_least);
    CHECK(!expect.reported_lost);
    CHECK(*expect.log == std::vector<std::vector<std::string>>{{"p1#0", "p1#1", "p1#2", "p1#2"}, {}});
    CHECK(expect.told == std::vector<std::pair<RecordName, std::string>>{{p1(1), "ok"}, {p1(9), "TimeoutException"}});
    CHECK(expect.any_of.size() == 2);
    CHECK(expect.any_of[0].reordered->count == 1);
    CHECK(expectation_of(R"("log": [[0, "p1#1"], "2"])").log->at(0) == std::vector<std::string>{"p1#0", "p1#1"});
}
