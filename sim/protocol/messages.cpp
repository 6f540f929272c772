#include "protocol/messages.hpp"

namespace acksim {

namespace {

constexpr std::int64_t header = 60;  // request header, topic and partition

}  // namespace

std::int64_t wire_size(const Message& message) {
    std::int64_t size = header;
    if (auto* produce = std::get_if<ProduceRequest>(&message))
        for (const ProduceBatch& b : produce->batches) size += batch_header + b.batch.bytes;
    if (auto* fetched = std::get_if<FetchResponse>(&message))
        for (const LogBatch& b : fetched->batches) size += batch_header + b.batch.bytes;
    return size;
}

}  // namespace acksim
