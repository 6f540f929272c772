#include "modes/explore/expander.hpp"

#include <cstring>

#include "base/check.hpp"

namespace acksim {

void Stores::grow() {
    if (parts.is_crowded()) parts.grow();
    if (states.is_crowded()) states.grow();
}

Expander::Expander(const Config& config, const Layout& layout, const World& start, Stores& stores, bool recalls)
    : layout_(layout), stores_(stores), parts_(start), base_(start), work_(start),
      turn_(config, layout, work_.topics, work_.network, work_.timers, answers_) {
    turn_.listener = this;
    auto count = static_cast<std::size_t>(parts_.count());
    places_.resize(count);
    is_changed_.resize(count);
    is_stale_.resize(count);
    unpacked_.resize(lately, start);
    unpacked_places_.resize(lately, std::vector<Place>(count));
    // A state lists its parts, and in place of the connections of one kind the place of their list: connections are many and mostly empty.
    int first = parts_.first_connection(), clients = config.brokers * static_cast<int>(config.producers.size());
    for (int size : {clients, static_cast<int>(config.brokers)}) {
        group_ranges_.emplace_back(first, first + size);
        first += size;
    }
    group_ranges_.emplace_back(first, parts_.timers());
    groups_.resize(group_ranges_.size());
    numbers_of_a_state_ = 1 + static_cast<std::size_t>(parts_.first_connection()) + groups_.size() + count - parts_.timers();
    for (PartNumber p = 0; p < parts_.count(); ++p) places_[p] = store_part(base_, p);
    changed_to_ = places_;
    for (std::size_t g = 0; g < groups_.size(); ++g) groups_[g] = store_group(static_cast<int>(g));
    groups_changed_to_ = groups_;
    if (recalls) recall_.emplace(start, parts_, layout);
}

Place Expander::store_part(const World& world, PartNumber part) {
    bytes_.clear();
    parts_.pack(world, part, bytes_);
    return stores_.parts.insert(bytes_.bytes(), hash_of(bytes_.bytes()), 0, parts_cursor_).place;
}

Place Expander::store_group(int group) {
    auto [first, end] = group_ranges_[static_cast<std::size_t>(group)];
    const std::vector<Place>& places = changed_to_.empty() ? places_ : changed_to_;
    auto bytes = as_bytes({places.data() + first, static_cast<std::size_t>(end - first)});
    return stores_.parts.insert(bytes, hash_of(bytes), 0, parts_cursor_).place;
}

void Expander::join(UsedFaults used, std::vector<Place>& out) {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        auto [first, end] = group_ranges_[g];
        bool same = std::equal(places_.begin() + first, places_.begin() + end, changed_to_.begin() + first);
        groups_changed_to_[g] = same ? groups_[g] : store_group(static_cast<int>(g));
    }
    std::size_t size = out.size();
    out.resize(size + numbers_of_a_state_);
    auto to = out.begin() + static_cast<std::ptrdiff_t>(size);
    *to++ = used;
    to = std::copy(changed_to_.begin(), changed_to_.begin() + parts_.first_connection(), to);
    to = std::copy(groups_changed_to_.begin(), groups_changed_to_.end(), to);
    std::copy(changed_to_.begin() + parts_.timers(), changed_to_.end(), to);
}

Store::Inserted Expander::add(const World& world, UsedFaults used, std::uint64_t origin) {
    refresh_stale_parts();
    work_ = world;
    for (PartNumber p = 0; p < parts_.count(); ++p) mark(p);
    store_changed_parts();
    state_.clear();
    join(used, state_);
    put_back();
    return stores_.states.insert(as_bytes(state_), hash_of(as_bytes(state_)), origin, states_cursor_);
}

void Expander::take(PartNumber part, Place place) {
    if (places_[part] == place) return;
    places_[part] = changed_to_[part] = place;
    World& source = unpacked_[place % lately];
    if (Place& there = unpacked_places_[place % lately][part]; there != place) {
        parts_.unpack(stores_.parts.at(place), source, part);
        there = place;
    }
    parts_.copy(source, base_, part);
    if (is_stale_[part]) return;
    is_stale_[part] = true;
    stale_.push_back(part);
}

// Most steps are recalled and need no second World.
void Expander::refresh_stale_parts() {
    for (PartNumber p : stale_) {
        parts_.copy(base_, work_, p);
        is_stale_[p] = false;
    }
    stale_.clear();
}

void Expander::lay_out(Place state) {
    auto bytes = stores_.states.at(state);
    state_.resize(bytes.size() / sizeof(Place));
    std::memcpy(state_.data(), bytes.data(), bytes.size());
    used_ = state_[0];
    std::size_t at = 1;
    for (PartNumber p = 0; p < parts_.first_connection(); ++p) take(p, state_[at++]);
    for (std::size_t g = 0; g < groups_.size(); ++g, ++at) {
        if (groups_[g] == state_[at]) continue;
        groups_[g] = groups_changed_to_[g] = state_[at];
        auto places = stores_.parts.at(state_[at]);
        for (int p = group_ranges_[g].first; p < group_ranges_[g].second; ++p) {
            Place place = 0;
            std::memcpy(&place, places.data() + static_cast<std::size_t>(p - group_ranges_[g].first) * sizeof(Place), sizeof(Place));
            take(static_cast<PartNumber>(p), place);
        }
    }
    for (PartNumber p = parts_.timers(); p < parts_.count(); ++p) take(p, state_[at++]);
    if (recall_) recall_->look_at(base_);
}

void Expander::mark(PartNumber part) {
    if (is_changed_[part]) return;
    is_changed_[part] = true;
    changed_.push_back(part);
}

int Expander::make(Move move) {
    refresh_stale_parts();
    MoveParts m = parts_of(move);
    // What arrives is taken out of its channel, whatever becomes of it.
    if (m.kind == MoveParts::Kind::event && layout_.is_channel(m.slot)) mark(parts_.connection(layout_.channel(m.slot).connection));
    int answers = apply(work_, move, turn_, answers_);
    ACKSIM_CHECK(answers <= 1 << answer_bits);
    if (m.kind == MoveParts::Kind::event) mark_actor(m.slot);
    else
        for (PartNumber p = 0; p < parts_.count(); ++p) mark(p);  // a fault may change anything, and so may what heals
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
    for (PartNumber p : changed_) changed_to_[p] = store_part(work_, p);
}

void Expander::check_changed_parts([[maybe_unused]] std::uint64_t rank) {
#ifndef NDEBUG
    if (rank % 8 != 0) return;
    for (PartNumber p = 0; p < parts_.count(); ++p) ACKSIM_CHECK(store_part(work_, p) == changed_to_[p]);
#endif
}

void Expander::wait_to_be_stored(UsedFaults used, std::uint64_t origin) {
    std::size_t first = waiting_numbers_.size();
    join(used, waiting_numbers_);
    std::uint64_t hash = hash_of(as_bytes({waiting_numbers_.data() + first, numbers_of_a_state_}));
    stores_.states.prefetch(hash);
    waiting_.push_back({hash, origin, first});
}

void Expander::keep_step() {
    step_.clear();
    for (PartNumber p : changed_)
        if (p != parts_.timers() && changed_to_[p] != places_[p]) step_.push_back({p, changed_to_[p]});
    recall_->keep(step_, base_.timers, work_.timers);
}

void Expander::change_as_recalled() {
    for (const ChangedPart& c : recall_->changed()) {
        changed_to_[c.part] = c.place;
        changed_.push_back(c.part);
    }
    bytes_.clear();
    pack(bytes_, recall_->timers_after(base_.timers));
    changed_to_[parts_.timers()] = stores_.parts.insert(bytes_.bytes(), hash_of(bytes_.bytes()), 0, parts_cursor_).place;
    changed_.push_back(parts_.timers());
}

void Expander::undo_recalled() {
    for (PartNumber p : changed_) changed_to_[p] = places_[p];
    for (std::size_t g = 0; g < groups_.size(); ++g) groups_changed_to_[g] = groups_[g];
    changed_.clear();
}

void Expander::put_back() {
    for (PartNumber p : changed_) {
        is_changed_[p] = false;
        if (changed_to_[p] == places_[p]) continue;
        changed_to_[p] = places_[p];
        parts_.copy(base_, work_, p);
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) groups_changed_to_[g] = groups_[g];
    changed_.clear();
}

}  // namespace acksim
