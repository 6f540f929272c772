// The accumulator: records wait in batches, a queue of batches for each partition (RecordAccumulator).
#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "protocol/producer/producer.hpp"

namespace acksim {

namespace {

// The client's poll() wakes for a deadline a little late. So a request.timeout.ms that ends together with delivery.timeout.ms may be
// noticed first, or not (measured on Kafka 4.4: tests/truth/producer/p10_tight_lost).
constexpr Duration late_wakeup = milliseconds(3);

// A full batch leaves without waiting for linger.ms (MemoryRecordsBuilder.isFull).
bool is_full(const Batch& batch) { return batch_header + batch.bytes >= batch.memory; }

bool goes_before(const Batch& queued, const Batch& other) { return queued.has_sequence() && is_before(queued.base_sequence, other.base_sequence); }

}  // namespace

// What a batch holds that begins with the record. send() has refused what is larger than an int.
std::int32_t Producer::memory_for(std::int32_t record) const { return std::max(config_.batch_size, static_cast<std::int32_t>(upper_bound(record))); }

// Returns false if buffer.memory has no room; the last batch is closed all the same (RecordAccumulator.tryAppend).
bool Producer::append(std::int32_t record, PartitionId partition) {
    PartitionQueue& p = state_.partition(partition);
    auto& sends = ledger_.sends(self_, partition);
    auto ordinal = static_cast<std::int32_t>(sends.size());
    Batch* tail = p.queue.empty() ? nullptr : &state_.batch(p.queue.back());
    if (std::int32_t size = bytes_in_batch(record, tail ? tail->records.count : 0); tail && fits_another(*tail, size)) {
        ++tail->records.count;
        tail->bytes += size;
        if (sticks(record)) state_.sticky_bytes += size;
        tail->closed = is_full(*tail);
    } else {
        if (tail) tail->closed = true;
        if (!has_memory_for(record)) return false;
        // Its last batch being full, the sticky partition may change now, and the next may have room (RecordAccumulator.partitionChanged).
        if (tail && sticks(record))
            if (PartitionId next = sticky_partition(); next != partition) return append(record, next);
        BatchId id = new_batch(partition, {self_, ordinal, 1}, bytes_in_batch(record, 0), memory_for(record));
        state_.partition(partition).queue.push(id);
        if (sticks(record)) state_.sticky_bytes += batch_header + state_.batch(id).bytes;
        state_.batch(id).closed = is_full(state_.batch(id));
        if (config_.linger.us > 0) turn_.arm(timer(TimerKind::linger, partition.value), config_.linger);
    }
    sends.push_back({record, Told::nothing, ErrorCode::none});
    Happening h{What::sent, node()};
    h.partition = partition;
    h.records = {self_, ordinal, 1};
    h.offset = record;
    turn_.say(h);
    return true;
}

// A batch may fill the memory that it holds: batch.size, or what its first record takes at most, which may leave room for another
// (MemoryRecordsBuilder.hasRoomFor). Measured on Kafka 4.4: with batch.size=1 two tiny records share a batch.
bool Producer::fits_another(const Batch& batch, std::int32_t size) const {
    return !batch.closed && !batch.has_sequence() && batch_header + batch.bytes + size <= batch.memory;
}

BatchId Producer::new_batch(PartitionId partition, RecordRange records, std::int32_t bytes, std::int32_t memory) {
    BatchId id = state_.batches.take();
    Batch& b = state_.batch(id);
    b.partition = partition;
    b.records = records;
    b.bytes = bytes;
    b.memory = memory;
    b.lingered = config_.linger.us == 0;
    b.leader_epoch = state_.leader_of(partition).epoch;
    state_.memory += memory;
    turn_.arm(timer(TimerKind::delivery_timeout, id.value), {config_.delivery_timeout, config_.delivery_timeout + late_wakeup});
    return id;
}

void Producer::free_batch(BatchId id) {
    turn_.cancel(timer(TimerKind::delivery_timeout, id.value));
    turn_.cancel(timer(TimerKind::retry_backoff, id.value));
    state_.memory -= state_.batch(id).memory;
    state_.batches.give_back(id);
}

bool Producer::sendable(const PartitionQueue& partition, const Batch& head) const {
    using Phase = Application::Phase;
    Phase phase = state_.application.phase;
    return partition.queue.size() > 1 || head.closed || head.lingered || head.overdue || head.flushing || phase == Phase::closing || phase == Phase::flushing ||
           phase == Phase::blocked_on_memory;
}

// A retry waits for its backoff, unless its partition has got a new leader since the attempt failed (KIP-951, KAFKA-15415).
bool Producer::still_backing_off(Batch& head) {
    LeaderEpoch epoch = state_.leader_of(head.partition).epoch;
    if (epoch > head.leader_epoch) {
        head.leader_epoch = epoch;
        head.attempts_at_leader_change = head.attempts;
    }
    if (!head.backing_off) return false;
    return !(turn_.config.rules.retry_to_new_leader_at_once && head.attempts >= 1 && head.attempts == head.attempts_at_leader_change);
}

// Without idempotence a failed batch goes to the front: several that fail together, oldest first, end up reversed. With it, a batch goes
// to its place among those that have a sequence (RecordAccumulator.reenqueue, insertInSequenceOrder).
void Producer::re_enqueue(BatchId id) {
    Batch& b = state_.batch(id);
    ++b.attempts;
    b.in_retry = true;
    b.backing_off = true;
    turn_.arm(timer(TimerKind::retry_backoff, id.value), retry_backoff(b.attempts - 1));
    put_back({id}, b);
}

void Producer::put_back(const List<BatchId, 4>& batches, const Batch& in_place_of) {
    auto& queue = state_.partition(in_place_of.partition).queue;
    queue.compact();
    auto place = queue.items.begin();
    if (in_place_of.has_sequence())
        while (place != queue.items.end() && goes_before(state_.batch(*place), in_place_of)) ++place;
    queue.items.insert(place, batches.begin(), batches.end());
}

std::int32_t Producer::record_of(const Batch& batch, std::int32_t send) const {
    return ledger_.sends(self_, batch.partition)[static_cast<std::size_t>(send)].record;
}

// The parts of a split batch are filled up to batch.size; of a batch that is a part itself, up to half of it or its largest record.
std::int32_t Producer::size_of_parts(const Batch& big) const {
    if (!turn_.config.rules.split_halves || !big.is_split) return config_.batch_size;
    std::int32_t largest = 0;
    for (std::int32_t i = big.records.first; i < big.records.end(); ++i) largest = std::max(largest, static_cast<std::int32_t>(upper_bound(record_of(big, i))));
    return std::max(largest, (big.bytes + batch_header) / 2);
}

// The broker said MESSAGE_TOO_LARGE: smaller batches take the place of the big one, at once and without counting as a retry. They hold
// nothing of buffer.memory; what the big one held is free at once (RecordAccumulator.deallocate).
// Since 4.2 a batch that is itself the product of a split is halved (KAFKA-8350).
// Before, one that is within batch.size yields itself again and again, until its delivery.timeout.ms is over.
// Simplified: in Kafka an endless split ends sooner, some ten thousand rounds on, in a StackOverflowError of the sender thread.
void Producer::split(BatchId id) {
    Batch big = state_.batch(id);
    say(What::split, big);
    untrack(id);
    state_.memory -= std::exchange(state_.batch(id).memory, 0);
    std::int32_t target = size_of_parts(big);
    List<BatchId, 4> parts;
    for (std::int32_t first = big.records.first, next = first; first < big.records.end(); first = next) {
        const std::int32_t limit = std::max(target, static_cast<std::int32_t>(upper_bound(record_of(big, first))));
        auto more = [&] { return bytes_in_batch(record_of(big, next), next - first); };
        std::int32_t bytes = 0;
        do {
            bytes += more();
            ++next;
        } while (next < big.records.end() && batch_header + bytes + more() <= limit);
        BatchId part = new_batch(big.partition, {self_, first, next - first}, bytes, 0);
        Batch& p = state_.batch(part);
        p.closed = p.is_split = true;
        p.overdue = big.overdue;
        if (big.overdue) turn_.cancel(timer(TimerKind::delivery_timeout, part.value));
        else turn_.arm_like(timer(TimerKind::delivery_timeout, part.value), timer(TimerKind::delivery_timeout, id.value));
        p.flushing = big.flushing;
        p.producer_id = big.producer_id;
        p.producer_epoch = big.producer_epoch;
        if (big.has_sequence()) p.base_sequence = sequence_after(big.base_sequence, first - big.records.first);
        parts.push_back(part);
    }
    put_back(parts, big);
    if (big.has_sequence())
        for (BatchId part : parts) track(part);
    unlink(id);
    state_.batch(id).done = true;
}

}  // namespace acksim
