// Producer ids grow old: a broker forgets what it knows of one in a partition when nothing was appended for producer.id.expiration.ms
// (ProducerStateManager.removeExpiredProducers, KIP-854). It looks every producer.id.expiration.check.interval.ms, and where that falls is
// chance: what it knows lives up to one interval longer.
// A batch that comes then is the first of an unknown id, and any sequence number is accepted: a late retry is appended again.
#include "protocol/broker/broker.hpp"

namespace acksim {

// Simplified: the age of a producer id counts from its last append, in Kafka from the timestamp of its last record.
void Broker::appended(PartitionId partition, const RecordBatch& batch) {
    if (!turn_.config.producer_ids_expire || batch.producer_id == no_producer_id) return;
    const BrokerConfig& c = turn_.config.broker;
    turn_.arm(timer(TimerKind::forget_producer, partition.value, batch.records.producer.value),
              {c.producer_id_expiration, c.producer_id_expiration + c.producer_id_expiration_check_interval});
}

// Loading a log brings back also producer ids that were forgotten; the next scan finds them (UnifiedLog.rebuildProducerState).
void Broker::time_loaded_producers(PartitionId partition) {
    if (!turn_.config.producer_ids_expire) return;
    for (const ProducerEntry& e : state_.replica(partition).log.producers) {
        Timer forget = timer(TimerKind::forget_producer, partition.value, turn_.layout.nodes().owner(e.id).value);
        if (!turn_.armed(forget)) turn_.arm(forget, {Duration{}, turn_.config.broker.producer_id_expiration_check_interval});
    }
}

// The ids that one producer had one after the other are forgotten together: only the last of them has batches to come. A
// broker that is down forgets as well: when it starts, it does not load what is too old (ProducerStateManager.loadFromSnapshot).
void Broker::forget_producer(PartitionId partition, ProducerIndex producer) {
    auto& known = state_.replica(partition).log.producers;
    bool any = false;
    for (std::size_t i = known.size(); i-- > 0;) {
        if (turn_.layout.nodes().owner(known[i].id) != producer) continue;
        known.erase(known.begin() + static_cast<std::ptrdiff_t>(i));
        any = true;
    }
    if (!any) return;
    Happening h = happening(What::producer_forgotten, partition);
    h.other = turn_.layout.nodes().producer(producer);
    turn_.say(h);
}

}  // namespace acksim
