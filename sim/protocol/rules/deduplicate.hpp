// A leader recognises a batch that it already has among the last five of its producer id, and refuses one that leaves a gap.
// Source: UnifiedLog.analyzeAndValidateProducerState, ProducerAppendInfo.checkSequence.
// Lesson: scenarios/response-lost-idempotent.json
#pragma once

#include "protocol/errors.hpp"
#include "protocol/log.hpp"

namespace acksim {

struct Deduplication {
    ErrorCode error = ErrorCode::none;  // refuse with this
    bool duplicate = false;             // do not append; answer with `base`, the offset of the copy that is there
    Offset base = unknown_offset;
};

// `known` is what the partition remembers of the batch's producer id, or null. A batch without a sequence is always new.
Deduplication deduplicate(const ProducerEntry* known, const RecordBatch& batch);

}  // namespace acksim
