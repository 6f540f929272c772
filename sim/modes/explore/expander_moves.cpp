// What moves a state has, and whether their steps are known: told by where its parts lie, as far as that goes.
#include <bit>

#include "base/check.hpp"
#include "modes/explore/expander.hpp"

namespace acksim {

// No process is frozen and no link is cut.
bool Expander::is_calm() const { return std::equal(calm_.begin(), calm_.end(), places_.begin() + parts_.blocked()); }

// Of a calm state: the messages that can arrive.
void Expander::list_messages(Slots& out) {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        Numbering::Group group = numbering_.groups()[g];
        auto connections = std::span(places_).subspan(group.first, group.size());
        Slot slot = layout_.slot(ConnectionId{group.first - parts_.first_connection()}, Direction::requests);
        for (std::uint64_t left = glance_.of_group(group.first, connections, groups_[g]); left != 0; left &= left - 1)
            out.push_back(slot + std::countr_zero(left));
    }
}

// Of a calm state whose messages stand in `out` already: the timers that are due. They do not depend on what the messages say.
void Expander::list_due_timers(Slots& out) {
    DueTimers& memo = due_timers_[out.empty() ? 0 : 1];
    const List<Slot, 8>* known = memo.find(places_);
    if (!known) {
        DueEvents due{out};
        add_due_timers(laid_out(all_but_connections_), config_, layout_, waits_race_, due);
        known = &memo.keep(places_, List<Slot, 8>(due.slots.begin() + static_cast<std::ptrdiff_t>(out.size()), due.slots.end()));
    }
    out.insert(out.end(), known->begin(), known->end());
}

// While messages are on their way, it is they and the application that move, unless waits race with them.
void Expander::list_moves(Moves& out) {
    if (!is_calm()) return list_free_moves(world(), config_, layout_, waits_race_, out);
    Slots slots;
    list_messages(slots);
    if (!waits_race_ && !slots.empty()) glance_.add_prompt_timers(timers(), slots);
    else list_due_timers(slots);
    for (Slot s : slots) out.push_back(event_move(s));
    check_moves(out);
}

void Expander::check_moves([[maybe_unused]] const Moves& listed) {
#ifndef NDEBUG
    if (taken_up_ % 8 != 0) return;
    Moves all;
    list_free_moves(world(), config_, layout_, waits_race_, all);
    ACKSIM_CHECK(all == listed);
#endif
}

void Expander::foresee(Place state) {
    if (!recall_) return;
    take_up(state);
    if (!is_calm()) return;
    Slots slots;
    list_messages(slots);
    for (Slot s : slots) foreseen_.push_back({state, event_move(s), ask(event_move(s))});
}

std::uint32_t Expander::ask(Move event) {
    if (looked_at_ != taken_up_) recall_->look_at(places_, parts_, glance_);
    looked_at_ = taken_up_;
    return recall_->ask(timers(), places_, event);
}

// The questions that were foreseen come in their order.
std::uint32_t Expander::question_about(Move event) {
    while (next_foreseen_ < foreseen_.size()) {
        const Foreseen& f = foreseen_[next_foreseen_];
        if (f.state != taken_up_) break;
        ++next_foreseen_;
        if (f.event == event) return f.question;
    }
    return ask(event);
}

}  // namespace acksim
