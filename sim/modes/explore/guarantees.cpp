#include "modes/explore/guarantees.hpp"

#include <algorithm>

#include "modes/explore/store.hpp"
#include "verdict/judge.hpp"

namespace acksim {

namespace {

bool& of(Broken& broken, Guarantee g) { return broken[static_cast<std::size_t>(g)]; }

template <class F> void for_each_batch(const World& w, PartitionId p, F&& f) {
    for (const BrokerState& b : w.brokers)
        for (const LogBatch& batch : b.replica(p).log.batches) f(batch.batch.records);
    for (const Connection& c : w.network.connections) {
        for (const auto* queue : {&c.requests, &c.responses})
            for (std::size_t i = 0; i < queue->size(); ++i)
                if (auto* fetched = std::get_if<FetchResponse>(&(*queue)[i]); fetched && fetched->partition == p)
                    for (const LogBatch& batch : fetched->batches) f(batch.batch.records);
        auto produce = [&](const Message& m) {
            if (auto* request = std::get_if<ProduceRequest>(&m))
                for (const ProduceBatch& batch : request->batches)
                    if (batch.partition == p) f(batch.batch.records);
        };
        for (std::size_t i = 0; i < c.requests.size(); ++i) produce(c.requests[i]);
        for (std::size_t i = 0; i < c.strays.size(); ++i) produce(c.strays[i]);
    }
    for (const ProducerState& producer : w.producers)
        for (const Batch& batch : producer.batches)
            if (batch.live && !batch.done && batch.partition == p) f(batch.records);
}

// A record that was told OK and lies nowhere any more.
bool lost_for_good(const World& w) {
    for (std::size_t producer = 0; producer < w.ledger.producers.size(); ++producer)
        for (std::size_t p = 0; p < w.ledger.producers[producer].lanes.size(); ++p) {
            const auto& sends = w.ledger.producers[producer].lanes[p].sends;
            for (std::size_t i = 0; i < sends.size(); ++i) {
                if (sends[i].told != Told::ok) continue;
                bool somewhere = false;
                for_each_batch(w, {static_cast<std::int16_t>(p)}, [&](const RecordRange& r) {
                    somewhere |= static_cast<std::size_t>(r.producer.value) == producer && r.has(static_cast<std::int32_t>(i));
                });
                if (!somewhere) return true;
            }
        }
    return false;
}

// Two logs below the smaller of the two high watermarks.
bool agree(const Replica& a, const Replica& b) {
    Offset committed = std::min(a.high_watermark, b.high_watermark);
    std::size_t common = std::min(a.log.batches.size(), b.log.batches.size());
    for (std::size_t i = 0; i < common && a.log.batches[i].base < committed; ++i)
        if (!(a.log.batches[i] == b.log.batches[i])) return false;
    return true;
}

bool logs_agree(const World& w, const Config& config) {
    for (std::int16_t p = 0; p < static_cast<std::int16_t>(config.partitions.size()); ++p) {
        BrokerSet isr = w.partition({p}).isr;
        bool all = true;
        for_each(isr, [&](BrokerId a) {
            for_each(isr, [&](BrokerId b) { all = all && (b >= a || agree(w.broker(a).replica({p}), w.broker(b).replica({p}))); });
        });
        if (!all) return false;
    }
    return true;
}

}  // namespace

std::vector<const Log*> final_logs(const World& w) {
    std::vector<const Log*> out;
    for (std::size_t p = 0; p < w.controller.partitions.size(); ++p) {
        BrokerId leader = w.controller.partitions[p].leader;
        out.push_back(leader == nobody ? nullptr : &w.broker(leader).replica({static_cast<std::int16_t>(p)}).log);
    }
    return out;
}

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

Broken broken_for_good(const World& w, const Config& config) {
    Broken broken{};
    of(broken, Guarantee::no_acked_loss) = lost_for_good(w);
    of(broken, Guarantee::log_agreement) = !logs_agree(w, config);
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
