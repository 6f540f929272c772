#include "protocol/rules/sequence_error.hpp"

#include "protocol/record.hpp"

namespace acksim {

SequenceDecision decide_on_sequence_error(const SequenceView& view, ErrorCode error) {
    // An old broker forgot the producer id; without a log start offset in the answer the client just tries again.
    if (error == ErrorCode::unknown_producer_id) return SequenceDecision::retry;
    if (error != ErrorCode::out_of_order_sequence_number) return SequenceDecision::retry_if_retriable;
    bool unresolved = view.unresolved != no_sequence;
    bool next_in_line = view.base == sequence_after(view.last_acked, 1);
    // An earlier batch is still on its way: it may close the gap.
    if (!unresolved && (view.reset || !next_in_line)) return SequenceDecision::retry;
    // Nothing can close the gap any more: the broker lacks what this batch follows.
    if (!unresolved || view.base == view.unresolved) return SequenceDecision::bump_and_retry;
    return SequenceDecision::retry;
}

}  // namespace acksim
