// An idempotent producer that is told OUT_OF_ORDER_SEQUENCE_NUMBER retries; if the batch is the very next one, it first begins a new epoch.
// Source: TransactionManager.canRetry, KIP-360. Lesson: scenarios/idempotence-keeps-order.json
#pragma once

#include "base/ids.hpp"
#include "protocol/errors.hpp"

namespace acksim {

struct SequenceView {
    Sequence base;        // of the batch that got the error
    bool reset = false;   // re-stamped by an epoch bump since it was last drained
    Sequence last_acked;  // of its partition
    Sequence unresolved;  // of its partition, or no_sequence
};

enum class SequenceDecision { retry, bump_and_retry, retry_if_retriable };

SequenceDecision decide_on_sequence_error(const SequenceView& view, ErrorCode error);

}  // namespace acksim
