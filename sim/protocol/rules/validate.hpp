// A record that the leader refuses takes its whole batch with it. A compacted topic takes no record without a key (INVALID_RECORD); a
// timestamp may not lie too far ahead (INVALID_TIMESTAMP); where a batch has both, it is refused for the timestamp.
// Source: LogValidator.validateRecord, processRecordErrors; measured on Kafka 4.4: tests/truth/producer/p19_*.json
// Simplified: nothing is compacted away; a compacted topic only refuses records without a key.
#pragma once

#include <algorithm>

#include "protocol/config.hpp"
#include "protocol/errors.hpp"

namespace acksim {

// What one record of the workload is refused for; none: nothing.
inline ErrorCode record_error(const Workload& w, const TopicConfig& topic, std::int32_t record) {
    auto names = [&](const std::vector<std::int32_t>& list) { return std::find(list.begin(), list.end(), record) != list.end(); };
    if (topic.compacted && !w.has_key(record)) return ErrorCode::invalid_record;
    return names(w.bad_timestamps) ? ErrorCode::invalid_timestamp : ErrorCode::none;
}

// What a batch is refused for, record by record: `so_far` is what the records before are refused for, `record` what this one is.
constexpr ErrorCode batch_error(ErrorCode so_far, ErrorCode record) {
    return so_far == ErrorCode::invalid_timestamp || record == ErrorCode::none ? so_far : record;
}

}  // namespace acksim
