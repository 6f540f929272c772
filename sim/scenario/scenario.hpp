// A scenario as it stands in its file, validated: what happens, what is asked, what is expected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "faults/plan.hpp"
#include "protocol/config.hpp"
#include "scenario/exploration.hpp"

namespace acksim {

struct KafkaVersion {
    int major = 4;
    int minor = 4;
    int patch = 0;  // "4.0" is 4.0.0, the first release; "3.9.1" is written out

    constexpr auto operator<=>(const KafkaVersion&) const = default;
};

// Latencies are one way. The driver draws each message's latency evenly from its Wait; min is the benign answer.
struct NetworkSetup {
    Wait latency{microseconds(500), microseconds(2000)};
    Wait metadata{milliseconds(5), milliseconds(25)};  // from a decision of the controller to a broker that has applied it
    std::int64_t bytes_per_second = 125000000;         // of each direction of a connection; 0: unlimited
};

// A number of records, or which ones. Absent: not asked.
struct Expected {
    enum class Kind : std::int8_t { exactly, at_least, at_most, these };
    Kind kind = Kind::exactly;
    std::int64_t count = 0;
    std::vector<RecordName> records;
};

// What "expect" holds; every part that is present must be true. Words as in verdict/outcome.hpp.
struct Expectation {
    std::optional<Expected> delivered, lost, silently_lost, reported_lost, phantom, duplicated;
    std::optional<Expected> reordered;                         // counted in pairs
    std::optional<Expected> unavailable;                       // partitions without a leader after healing
    std::optional<Expected> diverged;                          // partitions of which in-sync replicas disagree
    std::optional<std::vector<std::vector<std::string>>> log;  // by partition: record names in log order, e.g. "p1#0"
    std::vector<std::pair<RecordName, std::string>> told;      // exception name, "ok" or "nothing"
    std::vector<Expectation> any_of;                           // if not empty: one of these must be true as well
};

struct Warning {
    std::string pointer;  // of the place; empty: the whole scenario
    std::string text;
    std::string file{};
    int line = 0;

    std::string message() const;  // FILE:LINE: /json/pointer: warning: text
};

struct Scenario {
    std::string file;  // as given on the command line
    std::string name;  // the file's name without folder and .json
    std::string title, question;
    std::vector<std::string> teaches;
    KafkaVersion kafka;
    std::uint64_t seed = 1;
    Config config;
    std::vector<std::string> topic_names;
    std::vector<std::string> producer_names;
    NetworkSetup network;
    std::vector<Fault> faults;
    std::optional<Expectation> expect;
    std::optional<Exploration> explore;
    Duration limit = seconds(3600);  // simulated time after which everything heals, and once more until a run is given up as undecided
    std::vector<Warning> warnings;
    std::string text;                   // what it was read from, and …
    std::vector<std::string> settings;  // … what --set changed in it: so that it can be read again with another setting

    std::string name_of(RecordName r) const { return producer_names[static_cast<std::size_t>(r.producer.value)] + "#" + std::to_string(r.index); }
};

}  // namespace acksim
