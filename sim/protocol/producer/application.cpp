// The application thread: when it calls send(), flush(), close(), and what it does with an error callback (KafkaProducer).
#include <algorithm>

#include "protocol/producer/producer.hpp"

namespace acksim {

void Producer::start() {
    state_.metadata.resize(turn_.config.partitions.size());
    state_.partitions.resize(turn_.config.partitions.size());
    state_.connections.resize(static_cast<std::size_t>(turn_.config.brokers));
    if (setup_.workload.records == 0) return finish_workload();
    turn_.arm(timer(TimerKind::send), Duration{setup_.workload.start.us});
    // The metadata of the start grows old too; that matters only before the last send().
    if (length_of(setup_.workload) >= config_.metadata_max_age) turn_.arm(timer(TimerKind::metadata_age), config_.metadata_max_age);
}

void Producer::on_send() {
    Application& app = state_.application;
    bool calls = app.phase == Application::Phase::sending || app.phase == Application::Phase::closed;
    if (!calls || app.next_record >= setup_.workload.records) return;
    send(app.next_record);
    if (!is_blocked()) after_send();
}

// What follows a send() that returned: the next one, a flush, or the end of the workload.
void Producer::after_send() {
    Application& app = state_.application;
    const Workload& w = setup_.workload;
    ++app.next_record;
    if (w.flush_every > 0 && app.next_record % w.flush_every == 0) flush();
    if (app.next_record >= w.records) {
        if (app.phase == Application::Phase::sending) finish_workload();
        return;
    }
    if (app.next_record == w.close_after) return close();
    if (app.phase == Application::Phase::sending || app.phase == Application::Phase::closed) turn_.arm(timer(TimerKind::send), pause());
}

void Producer::finish_workload() {
    Application& app = state_.application;
    if (!app.to_resend.empty() || turn_.armed(timer(TimerKind::resend))) return;
    switch (setup_.workload.end) {
        case Workload::End::nothing: app.phase = Application::Phase::finished; return;
        case Workload::End::exit: die(); return;
        case Workload::End::flush:
            app.phase = Application::Phase::finished;
            flush();
            return;
        // Simplified: an application that sends failed records again closes only when all its records were told about.
        case Workload::End::close: return close();
    }
}

void Producer::close() {
    state_.application.phase = Application::Phase::closing;
    Duration timeout = setup_.workload.close_timeout;
    if (timeout.us == 0) return close_now();
    if (timeout.us > 0) turn_.arm(timer(TimerKind::close_timeout), timeout);
}

// flush(): everything queued becomes sendable, and the application waits for what is incomplete now (KafkaProducer.flush).
// Simplified: flush() waits for the parts of a batch that is split meanwhile, in every version; Kafka's did not before KAFKA-19479.
void Producer::flush() {
    bool any = false;
    state_.batches.each_live([&](BatchId id) {
        if (Batch& b = state_.batch(id); !b.done) any = b.flushing = true;
    });
    if (any && state_.application.phase == Application::Phase::sending) state_.application.phase = Application::Phase::flushing;
}

// close(timeout) ran out of time: whatever is incomplete fails, also what the brokers may have
// (RecordAccumulator.abortIncompleteBatches).
// Simplified: a forced close fails its batches in the order they were created; in Kafka the order is a hash set's.
void Producer::close_now() {
    for (PartitionQueue& p : state_.partitions) p.queue.clear();
    state_.batches.each_live([&](BatchId id) {
        if (!state_.batch(id).done) fail(id, ErrorCode::closed_forcefully, false);
    });
    closed();
    for (std::int16_t b = 0; b < turn_.config.brokers; ++b) on_disconnected({b}, ErrorCode::network_exception);
}

// close() has returned. An application that goes on sending all the same gets an exception each time.
void Producer::closed() {
    state_.application.phase = Application::Phase::closed;
    turn_.say({What::closed, node()});
    if (state_.application.next_record < setup_.workload.records) turn_.arm(timer(TimerKind::send), pause());
}

// Lets the application go on if what it waits for has come true: memory for a blocked send(), or the end of a flush() or close().
// Returns whether it went on.
bool Producer::check_waiting_application() {
    Application& app = state_.application;
    auto waits = [&](BatchId id) { return !state_.batch(id).done && state_.batch(id).flushing; };
    auto incomplete = [&](BatchId id) { return !state_.batch(id).done; };
    if (app.phase == Application::Phase::blocked_on_memory) {
        if (!has_memory_for(app.blocked_record)) return false;
        append(app.blocked_record, sticks(app.blocked_record) ? sticky_partition() : app.blocked_partition);
        unblock();
    } else if (app.phase == Application::Phase::flushing) {
        if (state_.batches.any_of_live(waits)) return false;
        app.phase = Application::Phase::sending;
        arm_resend();
        go_on();
    } else if (app.phase == Application::Phase::closing) {
        if (!app.to_resend.empty() || turn_.armed(timer(TimerKind::resend))) return false;
        // The sender goes on until every request has ended, also those of batches that have expired (Sender.run).
        auto idle = [](const BrokerConnection& c) { return c.in_flight.empty(); };
        if (state_.batches.any_of_live(incomplete) || !std::all_of(state_.connections.begin(), state_.connections.end(), idle)) return false;
        turn_.cancel(timer(TimerKind::close_timeout));
        closed();
    } else return false;
    return true;
}

// The application's thread comes back from a flush(), or from a send() of a record that had failed before.
void Producer::go_on() {
    if (state_.application.next_record >= setup_.workload.records) finish_workload();
    else if (!turn_.armed(timer(TimerKind::send))) turn_.arm(timer(TimerKind::send), pause());
}

void Producer::ask_resend(std::int32_t record) {
    Application& app = state_.application;
    if (setup_.workload.resends == 0 || app.phase == Application::Phase::dead || app.phase == Application::Phase::closed) return;
    auto seen = std::find_if(app.resends.begin(), app.resends.end(), [&](const ResendCount& r) { return r.record == record; });
    if (seen == app.resends.end()) {
        app.resends.push_back({record, 0});
        seen = app.resends.end() - 1;
    }
    if (seen->count >= setup_.workload.resends) return;
    ++seen->count;
    app.to_resend.push_back(record);
    arm_resend();
}

void Producer::arm_resend() {
    if (!state_.application.to_resend.empty() && !turn_.armed(timer(TimerKind::resend))) turn_.arm(timer(TimerKind::resend), setup_.workload.resend_after);
}

void Producer::on_resend() {
    Application& app = state_.application;
    // One thread calls send() and flush(): when it comes back from there, the timer is armed again.
    if (app.to_resend.empty() || is_blocked() || app.phase == Application::Phase::flushing) return;
    std::int32_t record = app.to_resend.front();
    app.to_resend.erase(app.to_resend.begin());
    // An application that resends has not called close() yet, whatever the workload's end says.
    Application::Phase before = app.phase;
    if (before == Application::Phase::closing) app.phase = Application::Phase::sending;
    send(record);
    if (app.phase == Application::Phase::sending) app.phase = before;
    arm_resend();
    if (app.phase == Application::Phase::sending && app.next_record >= setup_.workload.records) finish_workload();
}

void Producer::die() {
    Application& app = state_.application;
    if (app.phase == Application::Phase::dead) return;
    if (app.phase != Application::Phase::closed) turn_.say({What::process_died, node()});
    app.phase = Application::Phase::dead;
    for (TimerKind kind : {TimerKind::send, TimerKind::resend, TimerKind::metadata_backoff, TimerKind::metadata_age, TimerKind::producer_id_backoff,
                           TimerKind::max_block, TimerKind::close_timeout})
        turn_.cancel(timer(kind));
    state_.batches.each_live([&](BatchId id) { free_batch(id); });
    for (std::size_t p = 0; p < state_.partitions.size(); ++p) {
        turn_.cancel(timer(TimerKind::linger, static_cast<std::int32_t>(p)));
        state_.partitions[p] = {};
    }
    for (std::int16_t b = 0; b < turn_.config.brokers; ++b) {
        BrokerConnection& c = state_.connection({b});
        for (std::size_t i = 0; i < c.in_flight.size(); ++i) turn_.cancel(timer(TimerKind::request_timeout, b, c.in_flight[i].number % turn_.layout.window()));
        turn_.cancel(timer(TimerKind::connect_timeout, b));
        turn_.cancel(timer(TimerKind::reconnect_backoff, b));
        turn_.close(connection_to({b}));
        c = {};
    }
}

}  // namespace acksim
