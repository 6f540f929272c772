// What one timed run yields: the outcome, why each anomaly came about, what it cost, and the trace if it was asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "protocol/ledger.hpp"
#include "verdict/outcome.hpp"
#include "world/trace.hpp"

namespace acksim {

// One link of a chain of causes: a happening and the step it belongs to.
struct Link {
    StepId step = -1;
    SimTime at{};
    Happening happening;
};

// A change of one setting after which, with everything else equal, the anomaly is gone. Found by running again, never by table alone.
struct Cure {
    std::string setting;  // as --set takes it: "producers/p1/acks=all"
    std::string was;      // the value it had: "1"
};

struct Cures {
    std::vector<Cure> alone;     // each prevents it by itself, the guilty setting first; empty: none of those tried
    std::vector<Cure> together;  // then: two that do if both are changed, of which Kafka refuses one alone; empty: none of those tried

    bool empty() const { return alone.empty() && together.empty(); }
};

// Records that met the same fate for the same reason.
struct Anomaly {
    std::vector<RecordName> records;
    Word word = Word::lost;  // Word::delivered: the anomaly is a reordering (see `reordered`)
    bool reordered = false;
    std::vector<Link> because;  // in order of time, of the first record
    Cures cures;
};

struct Cost {
    Duration elapsed{};             // first send() to last callback
    std::int64_t acknowledged = 0;  // records
    std::int64_t records_per_second = 0;
    Duration latency_p50{}, latency_p95{}, latency_p99{};  // send() to the OK callback
    std::int64_t retries = 0;                              // batches put on the wire again
    Duration without_leader{};                             // longest partition: no leader that runs and that a producer of its topic can reach
    Duration refusing_writes{};  // longest partition: from the first to the last refusal of a series (NOT_ENOUGH_REPLICAS, NOT_LEADER_OR_FOLLOWER)
};

// A record that the application was told has failed: what a dead-letter queue would hold.
struct FailedRecord {
    RecordName record;
    PartitionId partition;
    ErrorCode error = ErrorCode::none;
    SimTime at{};
};

// A fault of the plan that did nothing.
struct IdleFault {
    int fault = 0;    // its place in the scenario
    std::string why;  // "never began: what it waits for did not happen", "hit nothing: b1 was down"
};

struct RunResult {
    std::uint64_t seed = 1;
    std::uint64_t fingerprint = 0;  // of every event of the run and of the outcome
    std::uint64_t events = 0;
    SimTime ended{};
    Outcome outcome;
    std::vector<Anomaly> anomalies;
    std::vector<FailedRecord> failed;
    std::vector<RecordName> callbacks;  // in the order the callbacks ran
    Cost cost;
    Trace trace;

    // [producer][partition][number of the send] is the index of the record that was sent: what turns a RecordRange into names.
    std::vector<std::vector<std::vector<std::int32_t>>> lanes;
    int first_producer_node = 0;  // node number of the first producer: brokers and controller come before
    std::vector<IdleFault> idle_faults;
};

// RunResult::lanes of what the producers have sent.
std::vector<std::vector<std::vector<std::int32_t>>> lanes_of(const Ledger& ledger);

}  // namespace acksim
