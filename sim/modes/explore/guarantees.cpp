#include "modes/explore/guarantees.hpp"

#include <algorithm>

#include "modes/explore/store.hpp"
#include "verdict/judge.hpp"
#include "world/agreement.hpp"

namespace acksim {

namespace {

bool& of(Broken& broken, Guarantee g) { return broken[static_cast<std::size_t>(g)]; }

struct Sent {
    PartitionId partition;
    ProducerIndex producer;
    std::int32_t record;

    bool lies_in(const RecordRange& r) const { return r.producer == producer && r.has(record); }
};

bool lies_in_a_log(const World& w, const Sent& sent) {
    return std::any_of(
        w.brokers.begin(), w.brokers.end(),
        [&](const BrokerState& broker) {
            const auto& batches = broker.replica(sent.partition).log.batches;
            return std::any_of(
                batches.begin(), batches.end(), [&](const LogBatch& b) { return sent.lies_in(b.batch.records); });
        });
}

bool lies_in(const Message& m, const Sent& sent) {
    if (auto* request = std::get_if<ProduceRequest>(&m))
        return std::any_of(request->batches.begin(), request->batches.end(),
                           [&](const ProduceBatch& b) { return b.partition == sent.partition && sent.lies_in(b.batch.records); });
    auto* fetched = std::get_if<FetchResponse>(&m);
    return fetched && fetched->partition == sent.partition &&
           std::any_of(fetched->batches.begin(), fetched->batches.end(), [&](const LogBatch& b) { return sent.lies_in(b.batch.records); });
}

bool lies_in_a_message(const World& w, const Sent& sent) {
    for (const Connection& c : w.network.connections)
        for (const MessageQueue* queue : {&c.requests, &c.strays, &c.responses})
            for (std::size_t i = 0; i < queue->size(); ++i)
                if (lies_in((*queue)[i], sent)) return true;
    return false;
}

bool lies_in_an_accumulator(const World& w, const Sent& sent) {
    return std::any_of(
        w.producers.begin(), w.producers.end(),
        [&](const ProducerState& s) {
            return s.batches.any_of_live([&](BatchId id) {
                const Batch& b = s.batches[id];
                return !b.done && b.partition == sent.partition && sent.lies_in(b.records);
            });
        });
}

// Whether some record that was told OK is such a one.
template <class F> bool any_told_ok(const World& w, F&& is_one) {
    for (std::int16_t producer = 0; producer < static_cast<std::int16_t>(w.ledger.producers.size()); ++producer) {
        const auto& lanes = w.ledger.producers[static_cast<std::size_t>(producer)].lanes;
        for (std::int16_t p = 0; p < static_cast<std::int16_t>(lanes.size()); ++p) {
            const auto& sends = lanes[static_cast<std::size_t>(p)].sends;
            for (std::int32_t i = 0; i < static_cast<std::int32_t>(sends.size()); ++i)
                if (sends[static_cast<std::size_t>(i)].told == Told::ok && is_one(Sent{{p}, {producer}, i})) return true;
        }
    }
    return false;
}

bool lies_nowhere(const World& w, const Sent& sent) { return !lies_in_a_log(w, sent) && !lies_in_a_message(w, sent) && !lies_in_an_accumulator(w, sent); }

}  // namespace

Broken broken_at_rest(const World& w) {
    Broken broken{};
    std::vector<const Log*> logs = final_logs(w);
    // Records of a partition without a leader are unavailable, not lost.
    if (std::find(logs.begin(), logs.end(), nullptr) != logs.end()) return broken;
    Outcome outcome = judge(w.ledger, logs, false);
    of(broken, Guarantee::no_acked_loss) = outcome.count(Word::lost) > 0;
    of(broken, Guarantee::no_duplicates) = outcome.count(Word::duplicated) > 0;
    of(broken, Guarantee::producer_order) = outcome.reordered_pairs > 0;
    return broken;
}

Broken broken_for_good(const World& w) {
    Broken broken{};
    of(broken, Guarantee::no_acked_loss) = any_told_ok(w, [&](const Sent& sent) { return lies_nowhere(w, sent); });
    for (std::int16_t p = 0; p < static_cast<std::int16_t>(w.controller.partitions.size()); ++p)
        of(broken, Guarantee::log_agreement) |= !in_sync_logs_agree(w, {p});
    return broken;
}

bool told_records_lie_in_logs(const World& w) {
    return !any_told_ok(
        w, [&](const Sent& sent) { return !lies_in_a_log(w, sent); });
}

std::uint64_t ledger_hash(const World& w) {
    ByteWriter out;
    pack(out, w.ledger);
    for (const Log* log : final_logs(w)) {
        pack(out, log != nullptr);
        if (!log) continue;
        for (const LogBatch& b : log->batches) pack(out, b.batch.records);
    }
    return hash_of(out.bytes());
}

}  // namespace acksim
