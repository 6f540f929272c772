// What became of every record: one word each, from the ledger and the final log alone.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "protocol/errors.hpp"
#include "protocol/record.hpp"

namespace acksim {

enum class Word : std::int8_t {
    delivered,       // told OK, stored once
    lost,            // told OK, not stored after healing
    silently_lost,   // told nothing, not stored
    reported_lost,   // told an error, not stored
    phantom,         // told an error, yet stored
    duplicated,      // stored more than once
    unacknowledged,  // told nothing, yet stored once (the process died before its callback)
    undecided,       // a bound was hit before the record's fate was sealed
};

// Where a record lies in the final log.
struct Copy {
    PartitionId partition;
    Offset offset;
    LeaderEpoch epoch;
};

struct RecordFate {
    RecordName name;
    Word word = Word::delivered;
    bool told_ok = false;  // at least one send of it
    bool told_error = false;
    ErrorCode error = ErrorCode::none;  // the last error told
    std::int32_t sends = 0;             // 1, or more if the application sent it again
    std::vector<Copy> copies;
};

// Two records of one producer and partition whose first copies lie in the opposite order of their sends.
struct ReorderedPair {
    RecordName earlier, later;  // in order of sends
    std::int64_t distance = 0;  // offsets between the first copies
};

struct StoredRecord {
    PartitionId partition;
    Offset offset;
    LeaderEpoch epoch;
    RecordName record;
};

struct Outcome {
    std::vector<RecordFate> records;   // producers in order, then index; only records whose send() was called
    std::int64_t reordered_pairs = 0;  // all of them; `reordered` lists at most 1,000
    std::vector<ReorderedPair> reordered;
    std::vector<RecordName> reordered_records;  // those that lie behind a record sent after them, in order, once each
    std::int64_t interleaved = 0;               // information: neighbours in a log that come from different producers
    std::vector<StoredRecord> log;              // the final log of every partition, partitions in order
    std::vector<PartitionId> unavailable;       // partitions that have no leader after healing
    std::vector<PartitionId> diverged;          // partitions of which two in-sync replicas disagree below their high watermarks
    bool undecided = false;                     // the run hit its bound

    std::int64_t count(Word word) const {
        std::int64_t n = 0;
        for (const RecordFate& r : records) n += r.word == word;
        return n;
    }
};

}  // namespace acksim
