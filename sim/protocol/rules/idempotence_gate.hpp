// With idempotence a batch leaves its queue only when the broker can put it in its place: retries one at a time, the lowest sequence first,
// and fresh batches only under the producer's current epoch.
// Source: RecordAccumulator.shouldStopDrainBatchesForPartition. Lesson: scenarios/idempotence-keeps-order.json
#pragma once

#include "base/ids.hpp"

namespace acksim {

struct GateView {
    Sequence head = no_sequence;           // of the batch at the head of the queue
    Sequence first_tracked = no_sequence;  // the lowest sequence that is assigned and not completed
    bool stale_epoch = false;              // the partition still works under an older producer id or epoch
    bool unresolved = false;               // a retried batch expired and nobody knows whether it was appended
};

constexpr bool may_leave(const GateView& view) {
    if (view.head == no_sequence) return !(view.stale_epoch && view.first_tracked != no_sequence) && !view.unresolved;
    return view.first_tracked == no_sequence || view.head == view.first_tracked;
}

}  // namespace acksim
