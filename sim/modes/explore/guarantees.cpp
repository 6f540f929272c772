#include "modes/explore/guarantees.hpp"

#include <algorithm>

#include "modes/explore/store.hpp"
#include "verdict/judge.hpp"
#include "world/agreement.hpp"

namespace acksim {

namespace {

bool& of(Broken& broken, Guarantee g) { return broken[static_cast<std::size_t>(g)]; }

// Whether the record lies in a log, in a message or in an accumulator.
bool lies_somewhere(const World& w, PartitionId p, ProducerIndex producer, std::int32_t record) {
    auto holds = [&](const RecordRange& r) { return r.producer == producer && r.has(record); };
    auto in_log = [&](const LogBatch& b) { return holds(b.batch.records); };
    for (const BrokerState& b : w.brokers)
        if (const auto& batches = b.replica(p).log.batches; std::any_of(batches.begin(), batches.end(), in_log)) return true;
    auto in_message = [&](const Message& m) {
        if (auto* request = std::get_if<ProduceRequest>(&m))
            return std::any_of(request->batches.begin(), request->batches.end(),
                               [&](const ProduceBatch& b) { return b.partition == p && holds(b.batch.records); });
        auto* fetched = std::get_if<FetchResponse>(&m);
        return fetched && fetched->partition == p && std::any_of(fetched->batches.begin(), fetched->batches.end(), in_log);
    };
    for (const Connection& c : w.network.connections)
        for (const MessageQueue* queue : {&c.requests, &c.strays, &c.responses})
            for (std::size_t i = 0; i < queue->size(); ++i)
                if (in_message((*queue)[i])) return true;
    return std::any_of(w.producers.begin(), w.producers.end(), [&](const ProducerState& s) {
        return std::any_of(s.batches.begin(), s.batches.end(),
                           [&](const Batch& b) { return b.live && !b.done && b.partition == p && holds(b.records); });
    });
}

// A record that was told OK and lies nowhere any more.
bool lost_for_good(const World& w) {
    for (std::int16_t producer = 0; producer < static_cast<std::int16_t>(w.ledger.producers.size()); ++producer) {
        const auto& lanes = w.ledger.producers[static_cast<std::size_t>(producer)].lanes;
        for (std::int16_t p = 0; p < static_cast<std::int16_t>(lanes.size()); ++p) {
            const auto& sends = lanes[static_cast<std::size_t>(p)].sends;
            for (std::int32_t i = 0; i < static_cast<std::int32_t>(sends.size()); ++i)
                if (sends[static_cast<std::size_t>(i)].told == Told::ok && !lies_somewhere(w, {p}, {producer}, i)) return true;
        }
    }
    return false;
}

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
    of(broken, Guarantee::no_acked_loss) = lost_for_good(w);
    for (std::int16_t p = 0; p < static_cast<std::int16_t>(w.controller.partitions.size()); ++p)
        of(broken, Guarantee::log_agreement) |= !in_sync_logs_agree(w, {p});
    return broken;
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
