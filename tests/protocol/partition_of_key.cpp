#include "protocol/rules/partition_of_key.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("A key's partition is the murmur2 hash of its bytes, divided by the number of partitions") {
    struct Row {
        const char* key;
        std::int32_t of_three, of_six;
    };
    // As real brokers had it before and after a topic grew (truth: p20_more_partitions).
    for (Row r : {Row{"key0", 1, 4}, Row{"key1", 2, 2}, Row{"key2", 2, 5}, Row{"key3", 1, 1}, Row{"key4", 0, 3}, Row{"key5", 1, 1}, Row{"key6", 0, 0},
                  Row{"key7", 0, 3}}) {
        INFO(r.key);
        CHECK(partition_of_key(r.key, 3) == r.of_three);
        CHECK(partition_of_key(r.key, 6) == r.of_six);
    }
    // Kafka's own table (UtilsTest.testMurmur2): every length of the rest.
    CHECK(static_cast<std::int32_t>(murmur2("21")) == -973932308);
    CHECK(static_cast<std::int32_t>(murmur2("foobar")) == -790332482);
    CHECK(static_cast<std::int32_t>(murmur2("a-little-bit-long-string")) == -985981536);
    CHECK(static_cast<std::int32_t>(murmur2("a-little-bit-longer-string")) == -1486304829);
    CHECK(static_cast<std::int32_t>(murmur2("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8")) == -58897971);
}

TEST_CASE("the records of a workload with keys lie where Kafka would put key0, key1, …") {
    RunResult result = run(parse_scenario(R"({"topic": {"partitions": 3}, "producers": [{"workload": {"records": 8, "keys": 8}}]})", "t.json"));
    std::vector<std::vector<std::int32_t>> log(3);
    for (const StoredRecord& r : result.outcome.log) log[static_cast<std::size_t>(r.partition.value)].push_back(r.record.index);
    CHECK(log == std::vector<std::vector<std::int32_t>>{{4, 6, 7}, {0, 3, 5}, {1, 2}});
}
