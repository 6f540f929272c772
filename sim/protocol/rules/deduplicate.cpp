#include "protocol/rules/deduplicate.hpp"

#include <limits>

namespace acksim {

namespace {

bool follows(Sequence last, Sequence first) {
    if (last.value == std::numeric_limits<std::int32_t>::max()) return first.value == 0;
    return first.value == last.value + 1;
}

}  // namespace

Deduplication deduplicate(const ProducerEntry* known, const RecordBatch& batch) {
    if (batch.base_sequence == no_sequence) return {};
    // Nothing is known of this producer id: any sequence is accepted (KIP-360). The hole of KAFKA-14359.
    if (!known) return {};
    if (known->epoch == batch.producer_epoch)
        for (const CachedBatch& b : known->batches)
            if (b.first == batch.base_sequence && b.last == batch.last_sequence()) return {ErrorCode::none, true, b.base};
    if (batch.producer_epoch < known->epoch) return {ErrorCode::invalid_producer_epoch};
    bool in_order = batch.producer_epoch > known->epoch ? batch.base_sequence.value == 0
                    : known->batches.empty()            ? batch.base_sequence.value == 0
                                                        : follows(known->batches.back().last, batch.base_sequence);
    return {in_order ? ErrorCode::none : ErrorCode::out_of_order_sequence_number};
}

}  // namespace acksim
