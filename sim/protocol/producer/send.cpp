// What send() does in the application's thread, until the record is in the accumulator (KafkaProducer.doSend).
#include <algorithm>
#include <bit>
#include <string>

#include "protocol/producer/producer.hpp"
#include "protocol/rules/partition_of_key.hpp"

namespace acksim {

namespace {

// Upper bound of what a record adds to its batch beside key and value (DefaultRecord.MAX_RECORD_OVERHEAD).
constexpr std::int32_t record_overhead = 21;

// ByteUtils.sizeOfVarint, of a number that is not negative.
std::int32_t size_of_varint(std::int32_t n) { return (static_cast<std::int32_t>(std::bit_width(2u * static_cast<std::uint32_t>(n) | 1u)) + 6) / 7; }

std::string key_of(const Workload& w, std::int32_t record) { return "key" + std::to_string(record % w.keys); }

// What a send() is told that has waited for max.block.ms.
ErrorCode error_after_waiting(Application::Phase phase) {
    return phase == Application::Phase::blocked_on_memory ? ErrorCode::buffer_exhausted : ErrorCode::not_in_metadata;
}

template <class T> T cycled(const std::vector<T>& list, std::int32_t i) { return list[static_cast<std::size_t>(i) % list.size()]; }

}  // namespace

std::int32_t Producer::size_of(std::int32_t record) const {
    return setup_.workload.sizes.empty() ? setup_.workload.size : cycled(setup_.workload.sizes, record);
}

// What a batch that begins with the record takes at most: what is asked of buffer.memory, and the least that the batch may grow to
// (AbstractRecords.estimateSizeInBytesUpperBound).
std::int64_t Producer::upper_bound(std::int32_t record) const { return std::int64_t{batch_header} + record_overhead + size_of(record); }

// What the record takes, `place` records after the first of its batch (DefaultRecord.sizeInBytes): attributes, timestamp and number of
// headers are a byte each.
// Simplified: the timestamp of a record takes one byte, as if its batch were filled within 63 ms.
std::int32_t Producer::bytes_in_batch(std::int32_t record, std::int32_t place) const {
    const Workload& w = setup_.workload;
    std::int32_t size = size_of(record);
    std::int32_t key = w.has_key(record) ? static_cast<std::int32_t>(key_of(w, record).size()) : 0;
    std::int32_t body = 3 + size_of_varint(place) + size_of_varint(key) + size_of_varint(std::max(size - key, 0)) + size;
    return size_of_varint(body) + body;
}

// KafkaProducer.doSend: metadata, size, partition (the sticky one is chosen in RecordAccumulator.append, after the size), memory.
void Producer::send(std::int32_t record) {
    Application& app = state_.application;
    const std::vector<std::int32_t>& invalid = setup_.workload.invalid_topic;
    if (app.phase == Application::Phase::closed || app.phase == Application::Phase::closing) return refuse(record, ErrorCode::closed);
    if (std::find(invalid.begin(), invalid.end(), record) != invalid.end()) return refuse(record, ErrorCode::invalid_topic_exception);
    if (named_partition(record) >= known_partitions()) {
        need_metadata();
        return block(Application::Phase::blocked_on_metadata, record);
    }
    std::int64_t size = upper_bound(record);
    if (size > config_.max_request_size || size > config_.buffer_memory) return refuse(record, ErrorCode::record_too_large);
    PartitionId partition = choose_partition(record);
    if (append(record, partition)) return;
    app.blocked_partition = partition;
    block(Application::Phase::blocked_on_memory, record);
}

bool Producer::is_blocked() const {
    Application::Phase phase = state_.application.phase;
    return phase == Application::Phase::blocked_on_memory || phase == Application::Phase::blocked_on_metadata;
}

// waitOnMetadata and BufferPool.allocate block the application for at most max.block.ms.
// A send() that may not wait at all is refused, without anybody having seen it wait.
// Simplified: a send() that waits for metadata and then for memory waits for max.block.ms each time, not in all.
void Producer::block(Application::Phase phase, std::int32_t record) {
    found_no_memory_ = phase == Application::Phase::blocked_on_memory;
    if (config_.max_block.us == 0) return refuse(record, error_after_waiting(phase));
    state_.application.phase = phase;
    state_.application.blocked_record = record;
    turn_.arm(timer(TimerKind::max_block), config_.max_block);
}

// A send() that was blocked has returned: one of the workload, or one of a record that failed before.
void Producer::unblock() {
    Application& app = state_.application;
    bool again = app.blocked_record < app.next_record;
    app.phase = Application::Phase::sending;
    app.blocked_record = -1;
    turn_.cancel(timer(TimerKind::max_block));
    arm_resend();
    if (again) go_on();
    else after_send();
}

void Producer::on_max_block() {
    Application& app = state_.application;
    found_no_memory_ = app.phase == Application::Phase::blocked_on_memory;
    refuse(app.blocked_record, error_after_waiting(app.phase));
    unblock();
}

// After each answer to a metadata request; without the partition in it, the next one is asked for.
void Producer::check_blocked_on_metadata() {
    Application& app = state_.application;
    if (app.phase != Application::Phase::blocked_on_metadata) return;
    std::int32_t record = app.blocked_record;
    if (named_partition(record) >= known_partitions()) return need_metadata();
    app.phase = Application::Phase::sending;
    send(record);
    if (!is_blocked()) unblock();
}

void Producer::refuse(std::int32_t record, ErrorCode error) {
    ledger_.producers[static_cast<std::size_t>(self_.value)].refused.push_back({record, error});
    Happening h{What::send_refused, node()};
    h.offset = record;
    h.error = error;
    turn_.say(h);
    ask_resend(record);
}

// The partition of its topic that the application asks for; -1 if it leaves that to the partitioner.
std::int16_t Producer::named_partition(std::int32_t record) const {
    const Workload& w = setup_.workload;
    return w.partitions.empty() ? w.partition : cycled(w.partitions, record);
}

// How many partitions the topic has, as far as the metadata says.
std::int16_t Producer::known_partitions() const {
    const Topic& topic = turn_.config.topics[static_cast<std::size_t>(setup_.topic)];
    std::int16_t n = topic.partitions;
    while (n > 0 && state_.leader_of(topic.first + static_cast<std::int16_t>(n - 1)).epoch.value < 0) --n;
    return n;
}

// Whether the built-in partitioner chooses for the record.
bool Producer::sticks(std::int32_t record) const { return named_partition(record) < 0 && !setup_.workload.has_key(record); }

PartitionId Producer::choose_partition(std::int32_t record) {
    const Workload& w = setup_.workload;
    if (std::int16_t named = named_partition(record); named >= 0) return in_topic(named);
    // Partitions that were added move keys (KafkaProducer.partition): it is the number known now that counts.
    if (w.has_key(record)) return in_topic(partition_of_key(key_of(w, record), known_partitions()));
    return sticky_partition();
}

// The built-in partitioner stays on one partition until batch.size bytes were produced to it and its last batch is full, at most until
// it is twice as much (KIP-794, BuiltInPartitioner.updatePartitionInfo; append() counts the bytes).
PartitionId Producer::sticky_partition() {
    auto all_full = [&] {
        PartitionQueue& p = state_.partition(in_topic(state_.sticky_partition));
        return p.queue.empty() || state_.batch(p.queue.back()).closed;
    };
    const std::int64_t enough = config_.batch_size;
    // Simplified: the partitioner is KIP-794's in every version; before 3.3 the sticky partition changed with each new batch.
    // Simplified: the next sticky partition is drawn evenly, without regard to the length of the queues.
    if (state_.sticky_partition < 0 || (state_.sticky_bytes >= enough && all_full()) || state_.sticky_bytes >= 2 * enough) {
        // Of those that have a leader, as far as the producer knows, if any has (BuiltInPartitioner.nextPartition); the one after the current comes first.
        const std::int16_t partitions = known_partitions();
        List<std::int16_t, 8> all, led;
        for (int i = 1; i <= partitions; ++i) {
            auto next = static_cast<std::int16_t>((state_.sticky_partition + i) % partitions);
            all.push_back(next);
            if (state_.leader_of(in_topic(next)).leader != nobody) led.push_back(next);
        }
        const auto& candidates = led.empty() ? all : led;
        state_.sticky_partition = candidates[static_cast<std::size_t>(turn_.choose(static_cast<std::int64_t>(candidates.size())))];
        state_.sticky_bytes = 0;
    }
    return in_topic(state_.sticky_partition);
}

}  // namespace acksim
