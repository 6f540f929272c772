// One iteration of the sender thread: which nodes are ready, which batches leave, which have expired, what goes on the wire
// (Sender.runOnce, Sender.sendProducerData).
#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "protocol/producer/producer.hpp"
#include "protocol/rules/idempotence_gate.hpp"

namespace acksim {

void Producer::say(What what, const Batch& batch, std::int64_t offset, ErrorCode error, NodeId other) {
    if (!turn_.listener) return;
    Happening h{what, node(), other, batch.partition, batch.records};
    h.offset = offset;
    h.error = error;
    turn_.say(h);
}

void Producer::on_timer(const Timer& t) {
    turn_.cancel(t);
    BrokerId broker{static_cast<std::int16_t>(t.a)};
    switch (t.kind) {
        case TimerKind::send: on_send(); break;
        case TimerKind::resend: on_resend(); break;
        case TimerKind::linger: {
            auto& queue = state_.partitions[static_cast<std::size_t>(t.a)].queue;
            if (!queue.empty()) state_.batch(queue.back()).lingered = true;
            break;
        }
        case TimerKind::delivery_timeout: state_.batch({t.a}).overdue = true; break;
        case TimerKind::retry_backoff: state_.batch({t.a}).backing_off = false; break;
        case TimerKind::request_timeout:
            if (!on_request_timeout(broker, t.b)) return;
            break;
        case TimerKind::connect_timeout: on_disconnected(broker, ErrorCode::network_exception); break;
        case TimerKind::reconnect_backoff:
            if (state_.connection(broker).state == BrokerConnection::State::backing_off) state_.connection(broker).state = BrokerConnection::State::closed;
            break;
        case TimerKind::metadata_age:
            state_.metadata_repeats = 0;
            need_metadata();
            break;
        case TimerKind::max_block: on_max_block(); break;
        case TimerKind::close_timeout: close_now(); break;
        case TimerKind::metadata_backoff:
        case TimerKind::producer_id_backoff: break;  // only the waiting is over
        case TimerKind::fetch_backoff:
        case TimerKind::fetch_wait:
        case TimerKind::isr_check:
        case TimerKind::produce_timeout:
        case TimerKind::register_again:
        case TimerKind::forget_producer:
        case TimerKind::restart:
        case TimerKind::session:
        case TimerKind::count: ACKSIM_CHECK(!"a broker's timer in a producer");
    }
    if (sender_sleeps()) return;
    notice_overdue_requests();
    run();
}

void Producer::on_message(BrokerId from, Message& message) {
    if (state_.application.phase == Application::Phase::dead) return;
    InFlightRequest request;
    if (std::holds_alternative<Connected>(message)) on_connected(from);
    else if (std::holds_alternative<Disconnected>(message)) on_disconnected(from, ErrorCode::network_exception);
    else if (auto* produced = std::get_if<ProduceResponse>(&message)) {
        if (received(from, produced->number, request)) complete(request, *produced);
    } else if (auto* metadata = std::get_if<MetadataResponse>(&message)) {
        if (received(from, metadata->number, request)) on_metadata(*metadata);
    } else if (auto* id = std::get_if<InitProducerIdResponse>(&message)) {
        if (received(from, id->number, request)) on_producer_id(*id);
    } else ACKSIM_CHECK(!"a message that no producer understands");
    notice_overdue_requests();
    run();
}

// A new or full batch wakes the sender, flush() and close() do, but not a send() without memory (KafkaProducer.doSend, BufferPool.allocate).
bool Producer::sender_sleeps() const {
    const Application::Phase phase = state_.application.phase;
    return found_no_memory_ && (phase == Application::Phase::sending || phase == Application::Phase::blocked_on_memory);
}

// The sender runs until nothing more can leave, and again when the application went on: what it put into the accumulator wakes the sender
// (KafkaProducer.doSend). Every event that could change something calls it.
void Producer::run() {
    while (run_sender() && check_waiting_application()) {
    }
}

// Returns false if no application waits for it, or while everything waits for a producer id.
bool Producer::run_sender() {
    using Phase = Application::Phase;
    for (;;) {
        if (state_.application.phase == Phase::dead || state_.application.phase == Phase::closed) return false;
        if (metadata_due()) send_metadata_request();
        if (idempotent()) {
            resolve_sequences();
            bump_epoch();
            // While InitProducerId is outstanding neither draining nor expiry runs (Sender.maybeSendAndPollTransactionalRequest).
            if (!has_producer_id()) return !state_.batches.any_live();
        }
        if (!send_producer_data()) return true;
    }
}

bool Producer::send_producer_data() {
    BrokerSet leaders;  // of what is ready to leave
    bool any = false;
    for (PartitionQueue& p : state_.partitions) {
        if (p.queue.empty()) continue;
        Batch& head = state_.batch(p.queue.front());
        bool backing_off = still_backing_off(head);
        BrokerId leader = state_.leader_of(head.partition).leader;
        if (leader == nobody) {
            need_metadata();
            any = true;  // so the metadata request leaves now: maybe nothing else comes that would send it
            continue;
        }
        if (p.muted || backing_off || !sendable(p, head)) continue;
        leaders = leaders.with(leader);
        any = true;
    }
    if (metadata_due() && any && send_metadata_request()) return true;
    // A batch that is overdue when it is drained fails first, and is put on the wire all the same.
    struct Drained {
        BrokerId broker;
        InFlightRequest request;
    };
    List<Drained, 3> drained;
    for_each(leaders, [&](BrokerId b) {
        if (!ready(b)) return;
        Drained& d = drained.emplace_back();
        drain(d.broker = b, d.request);
        if (d.request.batches.empty()) drained.pop_back();
    });
    expire();
    for (Drained& d : drained) put_on_wire(d.broker, std::move(d.request));
    return !drained.empty();
}

bool Producer::may_drain(const PartitionQueue& p, const Batch& head) const {
    if (!idempotent()) return true;
    GateView view;
    view.head = head.base_sequence;
    if (!p.sequencing.tracked.empty()) view.first_tracked = state_.batch(p.sequencing.tracked.front()).base_sequence;
    view.stale_epoch = p.sequencing.producer_id != state_.producer_id || p.sequencing.producer_epoch != state_.producer_epoch;
    view.unresolved = p.sequencing.unresolved != no_sequence;
    return may_leave(view);
}

// At most one batch a partition and one request a node; a closed gate stops the whole node, and the next drain starts there
// (RecordAccumulator.drainBatchesForOneNode). Before KAFKA-13834 it started behind it, and all nodes had one index.
void Producer::drain(BrokerId broker, InFlightRequest& request) {
    std::int32_t size = 0;
    List<PartitionId, 8> led;
    for (std::int16_t p = 0; p < static_cast<std::int16_t>(state_.partitions.size()); ++p)
        if (state_.leader_of({p}).leader == broker) led.push_back({p});
    const bool per_node = turn_.config.rules.drain_index_per_node;
    std::int16_t& index = per_node ? state_.connection(broker).drain_index : state_.drain_index;
    const std::size_t start = static_cast<std::size_t>(index) % led.size();
    for (std::size_t i = 0; i < led.size(); ++i) {
        const std::size_t at = (start + i) % led.size();
        index = static_cast<std::int16_t>(per_node ? at : (at + 1) % led.size());
        PartitionQueue& p = state_.partition(led[at]);
        if (p.muted || p.queue.empty()) continue;
        Batch& head = state_.batch(p.queue.front());
        if (still_backing_off(head)) continue;
        if (size + batch_header + head.bytes > config_.max_request_size && !request.batches.empty()) break;
        if (!may_drain(p, head)) {
            if (per_node || !request.batches.empty()) break;
            continue;  // a sender that has a node that is ready comes again at once
        }
        size += batch_header + head.bytes;
        take(p.queue.pop(), request);
    }
}

void Producer::take(BatchId id, InFlightRequest& request) {
    Batch& b = state_.batch(id);
    PartitionQueue& p = state_.partition(b.partition);
    if (idempotent() && !b.has_sequence()) stamp(id);
    b.closed = true;
    b.sequence_reset = false;
    b.backing_off = false;
    turn_.cancel(timer(TimerKind::retry_backoff, id.value));
    if (p.queue.empty()) turn_.cancel(timer(TimerKind::linger, b.partition.value));
    ++b.requests;
    request.batches.push_back(id);
    p.in_flight.push_back(id);
    // max.in.flight = 1 keeps order by muting the partition, over all brokers, until the request has ended (guaranteeMessageOrder).
    if (config_.max_in_flight_requests_per_connection == 1) p.muted = true;
}

void Producer::put_on_wire(BrokerId broker, InFlightRequest&& in_flight) {
    ProduceRequest request{state_.connection(broker).next_number++, config_.acks};
    in_flight.number = request.number;
    for (BatchId id : in_flight.batches) {
        const Batch& b = state_.batch(id);
        request.batches.push_back({b.partition, {b.records, b.bytes, b.producer_id, b.producer_epoch, b.base_sequence}});
        say(What::requested, b, b.attempts, ErrorCode::none, node(broker));
    }
    turn_.request(connection_to(broker), std::move(request));
    if (config_.acks == Acks::none) {
        // Told OK as soon as the last byte is written; nothing that happens later can change it (NetworkClient.handleCompletedSends).
        // Simplified: an acks=0 request is always written whole, at once.
        ProduceResponse written;
        for (BatchId id : in_flight.batches) written.answers.push_back({state_.batch(id).partition, ErrorCode::none, unknown_offset, nobody, {-1}});
        complete(in_flight, written);
    } else sent_request(broker, std::move(in_flight));
}

// Batches whose delivery.timeout.ms has passed fail: those in queues first, then those in flight, each list only as far as its head is
// overdue (RecordAccumulator.expiredBatches, Sender.getExpiredInflightBatches).
void Producer::expire() {
    for (PartitionQueue& p : state_.partitions)
        while (!p.queue.empty() && state_.batch(p.queue.front()).overdue) expire(p, p.queue.pop());
    for (PartitionQueue& p : state_.partitions)
        while (!p.in_flight.empty() && state_.batch(p.in_flight.front()).overdue) {
            BatchId id = p.in_flight.front();
            p.in_flight.erase(p.in_flight.begin());
            expire(p, id);
        }
}

// A retry that expires may or may not have been appended: nothing fresh leaves until that is resolved.
void Producer::expire(PartitionQueue& p, BatchId id) {
    say(What::expired, state_.batch(id));
    bool retried = state_.batch(id).in_retry && state_.batch(id).has_sequence();
    Sequence after = sequence_after(state_.batch(id).last_sequence(), 1);
    if (!turn_.config.rules.memory_until_request_ends) state_.memory -= std::exchange(state_.batch(id).memory, 0);
    fail(id, ErrorCode::expired, false);
    if (retried) p.sequencing.unresolved = later(p.sequencing.unresolved, after);
}

}  // namespace acksim
