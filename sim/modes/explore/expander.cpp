#include "modes/explore/expander.hpp"

#include <bit>
#include <cstring>

#include "base/check.hpp"

namespace acksim {

void Stores::grow() {
    if (parts.is_crowded()) parts.grow();
    if (states.is_crowded()) states.grow();
}

Expander::Expander(const Config& config, const Layout& layout, const World& start, Stores& stores, bool waits_race, bool recalls)
    : config_(config), layout_(layout), stores_(stores), waits_race_(waits_race), parts_(start), numbering_(parts_, config, Glance::widest_group),
      unpacked_(parts_, stores.parts, start), base_{start, {}}, work_{start, {}}, glance_(config, layout, parts_, unpacked_),
      all_but_connections_(parts_.all_but_connections()), replicas_and_ledger_(parts_.replicas_and_ledger()),
      sound_(replicas_and_ledger_), due_timers_{DueTimers(all_but_connections_), DueTimers(all_but_connections_)},
      turn_(config, layout, work_.world.topics, work_.world.network, work_.world.timers, answers_), state_(numbering_.size()) {
    turn_.listener = this;
    is_changed_.resize(static_cast<std::size_t>(parts_.count()));
    for (PartNumber p = 0; p < parts_.count(); ++p) {
        places_.push_back(store_part(start, p));
        state_[numbering_.of_part(p)] = places_[p];
    }
    base_.at = work_.at = changed_to_ = places_;
    for (std::size_t g = 0; g < numbering_.groups().size(); ++g) {
        groups_.push_back(store_group(g));
        state_[numbering_.of_group(g)] = groups_[g];
    }
    calm_.assign(places_.begin() + parts_.blocked(), places_.end());
    ACKSIM_CHECK(!start.is_held_up());
    if (recalls) recall_.emplace(start, parts_, layout);
}

Place Expander::store_part(const World& world, PartNumber part) {
    bytes_.clear();
    parts_.pack(world, part, bytes_);
    return stores_.parts.insert(bytes_.bytes(), hash_of(bytes_.bytes()), 0, parts_cursor_).place;
}

Place Expander::store_group(std::size_t group) {
    Numbering::Group g = numbering_.groups()[group];
    auto bytes = as_bytes({changed_to_.data() + g.first, g.size()});
    return stores_.parts.insert(bytes, hash_of(bytes), 0, parts_cursor_).place;
}

void Expander::join(UsedFaults used, std::vector<Place>& out) {
    std::size_t begin = out.size();
    out.insert(out.end(), state_.begin(), state_.end());
    Place* numbers = out.data() + begin;
    numbers[0] = used;
    std::uint64_t groups = 0;
    for (PartNumber p : changed_) {
        std::size_t number = numbering_.of_part(p);
        if (!parts_.is_connection(p)) numbers[number] = changed_to_[p];
        else if (changed_to_[p] != places_[p]) groups |= std::uint64_t{1} << numbering_.group_at(number);
    }
    for (; groups != 0; groups &= groups - 1) {
        auto group = static_cast<std::size_t>(std::countr_zero(groups));
        numbers[numbering_.of_group(group)] = store_group(group);
    }
}

Store::Inserted Expander::add(const World& world, UsedFaults used, std::uint64_t origin) {
    work_.world = world;
    for (PartNumber p = 0; p < parts_.count(); ++p) mark(p);
    store_changed_parts();
    std::vector<Place> numbers;
    join(used, numbers);
    put_back();
    return stores_.states.insert(as_bytes(numbers), hash_of(as_bytes(numbers)), origin, states_cursor_);
}

void Expander::take_up(Place state) {
    taken_up_ = state;
    std::memcpy(state_.data(), stores_.states.at(state).data(), state_.size() * sizeof(Place));
    used_ = state_[0];
    auto from = state_.begin() + 1;
    std::copy_n(from, parts_.first_connection(), places_.begin());
    from += parts_.first_connection();
    for (std::size_t g = 0; g < groups_.size(); ++g, ++from) {
        if (groups_[g] == *from) continue;
        groups_[g] = *from;
        Numbering::Group group = numbering_.groups()[g];
        std::memcpy(places_.data() + group.first, stores_.parts.at(*from).data(), group.size() * sizeof(Place));
    }
    std::copy(from, state_.end(), places_.begin() + parts_.timers());
    changed_to_ = places_;
}

const World& Expander::world() {
    for (PartNumber p = 0; p < parts_.count(); ++p) base_.bring(p, places_[p], parts_, unpacked_);
    return base_.world;
}

const World& Expander::laid_out(std::span<const PartNumber> parts) {
    for (PartNumber p : parts) base_.bring(p, places_[p], parts_, unpacked_);
    return base_.world;
}

const Timers& Expander::timers() {
    base_.bring(parts_.timers(), places_[parts_.timers()], parts_, unpacked_);
    return base_.world.timers;
}

void Expander::mark(PartNumber part) {
    if (is_changed_[part]) return;
    is_changed_[part] = true;
    changed_.push_back(part);
}

int Expander::make(Move move) {
    for (PartNumber p = 0; p < parts_.count(); ++p) work_.bring(p, places_[p], parts_, unpacked_);
    MoveParts m = parts_of(move);
    // What arrives is taken out of its channel, whatever becomes of it.
    if (m.kind == MoveParts::Kind::event && layout_.is_channel(m.slot)) mark(parts_.connection(layout_.channel(m.slot).connection));
    int answers = apply(work_.world, move, turn_, answers_);
    ACKSIM_CHECK(answers <= 1 << answer_bits);
    if (m.kind == MoveParts::Kind::event) mark_actor(m.slot);
    else
        for (PartNumber p = 0; p < parts_.count(); ++p)
            if (!parts_.is_connection(p)) mark(p);  // a fault may change anything, and so may what heals
    mark(parts_.timers());
    for (const Touch& t : turn_.touched())
        if (layout_.is_channel(t.slot)) mark(parts_.connection(layout_.channel(t.slot).connection));
    turn_.forget_touched();
    return answers;
}

// An event changes its actor, the channels that it touched, and timers; a producer's also the ledger.
void Expander::mark_actor(Slot slot) {
    Nodes nodes = layout_.nodes();
    NodeId actor = actor_of(slot, layout_);
    if (nodes.is_broker(actor)) mark(parts_.broker(nodes.broker_of(actor)));
    else if (actor == nodes.controller()) mark(parts_.controller());
    else {
        mark(parts_.producer(nodes.producer_of(actor)));
        mark(parts_.ledger());
    }
}

void Expander::store_changed_parts() {
    for (PartNumber p : changed_) changed_to_[p] = work_.at[p] = store_part(work_.world, p);
}

void Expander::check_changed_parts([[maybe_unused]] std::uint64_t rank) {
#ifndef NDEBUG
    if (rank % 8 != 0) return;
    for (PartNumber p = 0; p < parts_.count(); ++p) ACKSIM_CHECK(store_part(work_.world, p) == changed_to_[p]);
#endif
}

void Expander::wait_to_be_stored(UsedFaults used, std::uint64_t origin) {
    std::size_t first = waiting_numbers_.size();
    join(used, waiting_numbers_);
    std::uint64_t hash = hash_of(as_bytes({waiting_numbers_.data() + first, state_.size()}));
    stores_.states.prefetch(hash);
    waiting_.push_back({hash, origin, first});
}

void Expander::keep_step() {
    step_.clear();
    for (PartNumber p : changed_)
        if (p != parts_.timers() && changed_to_[p] != places_[p]) step_.push_back({p, changed_to_[p]});
    recall_->keep(step_, timers(), work_.world.timers);
}

void Expander::change_as_recalled() {
    for (const ChangedPart& c : recall_->changed()) {
        changed_to_[c.part] = c.place;
        changed_.push_back(c.part);
    }
    const Timers& after = recall_->timers_after(timers());
    changed_to_[parts_.timers()] = known_timers_.place_of(after, [&] {
        bytes_.clear();
        pack(bytes_, after);
        return stores_.parts.insert(bytes_.bytes(), hash_of(bytes_.bytes()), 0, parts_cursor_).place;
    });
    changed_.push_back(parts_.timers());
}

void Expander::undo_recalled() {
    for (PartNumber p : changed_) changed_to_[p] = places_[p];
    changed_.clear();
}

void Expander::put_back() {
    for (PartNumber p : changed_) is_changed_[p] = false;
    undo_recalled();
}

}  // namespace acksim
