// Durations, sizes and rates.
#include "scenario/quantities.hpp"
#include "support/catch.hpp"

using namespace acksim;

namespace {

template <class T> struct Row {
    const char* text;
    T value;
};

const char* const no_durations[] = {
    "",    "5",    "ms",   "5 ",    "5  ms",       "-5ms",      "+5ms", ".5ms", "5.ms",   "5.0.0ms", "0.5us", "1e3ms",
    "5MS", "5min", "5sec", "0x5ms", "1.00000001s", "27000000h", "5ms ", " 5ms", "5ms..6", "NaN ms",  "infs",  "999999999999999999999ms"};

}  // namespace

TEST_CASE("a duration is read exactly", "[scenario]") {
    const Row<std::int64_t> rows[] = {{"0ms", 0},         {"5ms", 5000},
                                      {"0.5ms", 500},     {"0.001ms", 1},
                                      {"250us", 250},     {"250µs", 250},
                                      {"10s", 10000000},  {"1.5s", 1500000},
                                      {"1m", 60000000},   {"0.25m", 15000000},
                                      {"2h", 7200000000}, {"5 ms", 5000},
                                      {"05ms", 5000},     {"0.100000000s", 100000},
                                      {"1.000000us", 1},  {"123456789us", 123456789},
                                      {"0.000001s", 1},   {"833333h", 2999998800000000}};
    for (const Row<std::int64_t>& row : rows) {
        INFO(row.text);
        CHECK(read_duration(row.text) == Duration{row.value});
    }
}

TEST_CASE("what is no whole number of microseconds is no duration", "[scenario]") {
    for (const char* text : no_durations) {
        INFO(text);
        CHECK(!read_duration(text));
    }
}

TEST_CASE("a wait is a duration or a range of two", "[scenario]") {
    CHECK(read_wait("5ms") == Wait{milliseconds(5), milliseconds(5)});
    CHECK(read_wait("0.5ms..2ms") == Wait{microseconds(500), milliseconds(2)});
    CHECK(read_wait("1ms..1ms") == exactly(milliseconds(1)));
    for (const char* text : {"2ms..1ms", "1..2ms", "1ms..", "..2ms", "..", "1ms...2ms", "1ms..2ms..3ms"}) {
        INFO(text);
        CHECK(!read_wait(text));
    }
}

TEST_CASE("a size is read exactly", "[scenario]") {
    const Row<std::int64_t> rows[] = {{"200", 200},     {"200B", 200},    {"1kB", 1000},      {"1KB", 1000},       {"1KiB", 1024},
                                      {"1.5KiB", 1536}, {"1MB", 1000000}, {"2 MiB", 2097152}, {"3GB", 3000000000}, {"1GiB", 1073741824}};
    for (const Row<std::int64_t>& row : rows) {
        INFO(row.text);
        CHECK(read_size(row.text) == row.value);
    }
    for (const char* text : {"", "B", "1.5B", "1.0001kB", "1TB", "-1B", "1kb", "99999999999GB"}) {
        INFO(text);
        CHECK(!read_size(text));
    }
}

TEST_CASE("a rate is read exactly into bytes a second", "[scenario]") {
    const Row<std::int64_t> rows[] = {{"1Gbit/s", 125000000}, {"8bit/s", 1},    {"100Mbit/s", 12500000}, {"2.5Gbit/s", 312500000},
                                      {"100MB/s", 100000000}, {"1KiB/s", 1024}, {"unlimited", 0},        {"1GB/s", 1000000000}};
    for (const Row<std::int64_t>& row : rows) {
        INFO(row.text);
        CHECK(read_rate(row.text) == row.value);
    }
    for (const char* text : {"", "1", "0.1kbit/s", "1Gb/s", "1Gbit", "0bit/s", "0MB/s", "7bit/s", "-1MB/s", "99999999999Gbit/s"}) {
        INFO(text);
        CHECK(!read_rate(text));
    }
}

TEST_CASE("a whole number is digits and nothing else", "[scenario]") {
    CHECK(read_whole_number("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    CHECK(read_whole_number("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
    for (const char* text : {"", "-", "+1", "1 ", " 1", "1.0", "0x1", "9223372036854775808"}) {
        INFO(text);
        CHECK(!read_whole_number(text));
    }
}
