#include "modes/timed.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace acksim {

namespace {

constexpr std::uint64_t inner_stream = ~std::uint64_t{0};

}  // namespace

Timed::Timed(const Config& config, const NetworkSetup& network, std::uint64_t seed)
    : config_(config), network_(network), layout_(config), seed_(seed), fresh_(initial_world(config, layout_)), world_(fresh_),
      turn_(config_, layout_, world_.topics, world_.network, world_.timers, *this) {
    start();
}

void Timed::reset(std::uint64_t seed) {
    seed_ = seed;
    world_ = fresh_;
    start();
}

void Timed::start() {
    Slot slots = layout_.fixed();
    agenda_.reset(std::max(slots, agenda_.capacity()));
    rings_.resize(static_cast<std::size_t>(layout_.connections()) * 3);
    for (Ring& r : rings_) {
        r.clear();
        r.line_free = 0;
    }
    timers_.assign(static_cast<std::size_t>(agenda_.capacity()), {});
    rolls_.assign(static_cast<std::size_t>(agenda_.capacity()), 0);
    slow_links_.clear();
    held_ = false;
    inner_questions_ = events_ = fingerprint_ = 0;
    now_ = {};
    steps_ = 0;
    turn_.forget_touched();
    start_applications(world_, turn_);
    settle();
}

std::int64_t Timed::choose(std::int64_t options) {
    return static_cast<std::int64_t>(below(roll(seed_, inner_stream, inner_questions_++), static_cast<std::uint64_t>(options)));
}

void Timed::do_next() {
    Slot slot = agenda_.first();
    ACKSIM_CHECK(agenda_.key(slot) != Agenda::never);
    now_ = {agenda_.key(slot)};
    ++events_;
    ++steps_;
    fingerprint_ = fold(fingerprint_ ^ static_cast<std::uint64_t>(now_.us), 0x9e3779b97f4a7c15 ^ static_cast<std::uint64_t>(slot));
    bool is_channel = layout_.is_channel(slot);
    if (is_channel) rings_[static_cast<std::size_t>(slot)].pop();
    step(world_, slot, turn_);
    settle();
    // The next in the channel comes to its head. (A timer that fires is touched: its step cancels it.)
    if (is_channel) rekey(slot);
}

void Timed::postpone(Slot slot, Duration by) {
    Ring& ring = rings_[static_cast<std::size_t>(slot)];
    std::int64_t at = ring.front().at + by.us;
    for (std::size_t i = ring.head; i < ring.items.size(); ++i) ring.items[i].at = std::max(ring.items[i].at, at);
    rekey(slot);
}

StepId Timed::cause_of(Slot slot) const {
    return layout_.is_channel(slot) ? rings_[static_cast<std::size_t>(slot)].front().cause : timers_[static_cast<std::size_t>(slot)].cause;
}

SimTime Timed::begun_at(Slot slot) const {
    return {layout_.is_channel(slot) ? rings_[static_cast<std::size_t>(slot)].front().begun : timers_[static_cast<std::size_t>(slot)].begun};
}

void Timed::make_room(Slot slot) {
    if (slot < agenda_.capacity()) return;
    agenda_.grow(slot + 1);
    timers_.resize(static_cast<std::size_t>(agenda_.capacity()));
    rolls_.resize(static_cast<std::size_t>(agenda_.capacity()));
}

// What the step touched, in its order: times for what is new, keys for what changed.
void Timed::settle() {
    for (const Touch& t : turn_.touched()) switch (t.kind) {
            case Touch::Kind::pushed: on_pushed(t.slot); break;
            case Touch::Kind::popped:
                rings_[static_cast<std::size_t>(t.slot)].pop();
                rekey(t.slot);
                break;
            case Touch::Kind::emptied:
                rings_[static_cast<std::size_t>(t.slot)].clear();
                rekey(t.slot);
                break;
            case Touch::Kind::strayed: {
                Slot strays = layout_.slot(layout_.channel(t.slot).connection, Direction::strays);
                rings_[static_cast<std::size_t>(strays)].push(rings_[static_cast<std::size_t>(t.slot)].pop());
                rekey(t.slot);
                rekey(strays);
                break;
            }
            case Touch::Kind::freed: rekey(t.slot); break;
            case Touch::Kind::armed: on_armed(t.slot, t.wait); break;
            case Touch::Kind::armed_like: on_armed_like(t.slot, t.like); break;
            case Touch::Kind::cancelled: agenda_.set(t.slot, Agenda::never); break;
        }
    turn_.forget_touched();
}

void Timed::on_pushed(Slot slot) {
    const Channel& channel = layout_.channel(slot);
    const MessageQueue& queue = world_.network[channel.connection].queue(channel.direction);
    Ring& ring = rings_[static_cast<std::size_t>(slot)];
    // Pushed and gone again within one step: its time does not matter.
    if (queue.empty()) return ring.push({now_.us, now_.us, steps_});
    std::size_t place = ring.items.size() - ring.head;
    const Message& message = queue[std::min(place, queue.size() - 1)];
    std::int64_t left = now_.us;
    if (network_.bytes_per_second > 0) {
        // Most messages take less than a microsecond to send, and a division is slow.
        std::int64_t megabytes = wire_size(message) * 1000000;
        std::int64_t sending = megabytes < network_.bytes_per_second ? 0 : megabytes / network_.bytes_per_second;
        left = ring.line_free = std::max(ring.line_free, now_.us) + sending;
    }
    std::int64_t arrival = left + wait(slot, latency_of(channel, message)).us;
    if (!ring.empty()) return ring.push({std::max(arrival, ring.items.back().at), now_.us, steps_});  // behind others: the head stays
    ring.push({arrival, now_.us, steps_});
    rekey(slot);
}

Wait Timed::latency_of(const Channel& channel, const Message& message) const {
    Wait wait = std::holds_alternative<MetadataUpdate>(message) ? network_.metadata : network_.latency;
    if (slow_links_.empty()) return wait;
    for (const SlowLink& s : slow_links_) {
        if (s.from != channel.from || s.to != channel.to) continue;
        if (s.fetches_only && !std::holds_alternative<FetchResponse>(message)) continue;
        wait = {wait.min + s.extra, wait.max + s.extra};
    }
    return wait;
}

void Timed::on_armed(Slot slot, const Wait& w) {
    make_room(slot);
    if (!world_.timers.has(slot)) return;  // cancelled within the same step
    timers_[static_cast<std::size_t>(slot)] = {now_.us + wait(slot, w).us, now_.us, steps_};
    rekey(slot);
}

void Timed::on_armed_like(Slot slot, Slot other) {
    make_room(slot);
    if (!world_.timers.has(slot)) return;
    timers_[static_cast<std::size_t>(slot)] = {timers_[static_cast<std::size_t>(other)].at, now_.us, steps_};
    rekey(slot);
}

void Timed::rekey(Slot slot) {
    if (!is_there(world_, slot, layout_) || (held_ && is_held(world_, slot, layout_))) return agenda_.set(slot, Agenda::never);
    bool is_channel = layout_.is_channel(slot);
    std::int64_t at = is_channel ? rings_[static_cast<std::size_t>(slot)].front().at : timers_[static_cast<std::size_t>(slot)].at;
    if (at >= now_.us) return agenda_.set(slot, at);
    // What a pause, a cut link or a busy server held back comes as soon as it may. A client that wakes from a pause first sees to its
    // timers and only then reads its sockets: the poll that was interrupted finds nothing ready (measured on Kafka 4.4:
    // tests/truth/producer/p21_expire_and_send).
    // Of its timers linger.ms comes last: batches that became overdue meanwhile are when they are drained.
    auto in_a_socket = [&] { return layout_.channel(slot).direction == Direction::responses && layout_.is_producers(layout_.channel(slot).connection); };
    bool lingers = !is_channel && layout_.timer(slot).kind == TimerKind::linger;
    agenda_.set(slot, now_.us + (lingers ? 1 : is_channel && in_a_socket() ? 2 : 0));
}

void Timed::rekey_all() {
    held_ = world_.is_held_up();
    for (Slot s = 0; s < agenda_.capacity(); ++s)
        if (layout_.is_channel(s) ? s < static_cast<Slot>(rings_.size()) : world_.timers.has(s)) rekey(s);
}

}  // namespace acksim
