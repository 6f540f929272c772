// What a search knows of itself: how far it has come, why it stops, what it has covered.
#include "modes/explore/conditions.hpp"
#include "modes/explore/search.hpp"

namespace acksim {

namespace {

constexpr const char* memory_used_up = "the memory was used up";

}  // namespace

bool Search::may_grow() {
    if (why_stopped_.empty() && bytes() + stores_.bytes_to_grow() > options_.memory) why_stopped_ = memory_used_up;
    return why_stopped_.empty();
}

void Search::grow() {
    stores_.grow();
    for (const auto& hands : hands_) hands->grow();
}

bool Search::must_stop() {
    if (!why_stopped_.empty()) return true;
    if (options_.stop && *options_.stop) why_stopped_ = "it was interrupted";
    else if (stores_.is_full() || bytes() > options_.memory) why_stopped_ = memory_used_up;
    stopped_ = !why_stopped_.empty();
    return stopped_;
}

// Asked between levels only: so what is found does not depend on threads.
void Search::ask_for_bound() {
    if (why_stopped_.empty() && stores_.states.size() > options_.max_states) why_stopped_ = "the bound on states was reached";
}

// With what a level needs while it is made: its states as they were found, beside their origins, and in order.
std::uint64_t Search::bytes() const {
    constexpr std::uint64_t of_new_state = 2 * sizeof(Place) + sizeof(std::pair<std::uint64_t, Place>);
    std::uint64_t of_hands = 0;
    for (const auto& hands : hands_) of_hands += hands->bytes();
    return stores_.bytes() + of_hands + listed_ + passing_ + (stores_.states.size() - states_before_) * of_new_state;
}

double Search::seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count(); }

void Search::show_progress() {
    if (!options_.progress) return;
    auto now = std::chrono::steady_clock::now();
    if (now - shown_ < std::chrono::milliseconds(200)) return;
    shown_ = now;
    std::uint64_t level = estimate_.of_level(), before = states_before_ - std::min(estimate_.so_far(), states_before_);
    options_.progress({faults_, depth_, stores_.states.size(), level == 0 ? 0 : before + level, bytes(), seconds()});
}

void Search::report(ExploreResult& r) const {
    r.states = stores_.states.size();
    r.transitions = transitions_;
    r.at_rest = at_rest_;
    r.depth = deepest_;
    r.faults_covered = faults_covered_;
    r.seconds = seconds();
    r.bytes = stores_.bytes() + listed_;
    r.bytes_per_state = r.states == 0 ? 0 : static_cast<double>(r.bytes) / static_cast<double>(r.states);
    r.why_undecided = why_stopped_;
    r.broken_invariant = broken_invariant_;
    r.final_ledgers.assign(ledgers_.begin(), ledgers_.end());
    for (auto [condition, what] : said_by)
        for (const auto& hands : hands_) r.seen[static_cast<std::size_t>(condition)] |= hands->heard(what);
    r.seen[static_cast<std::size_t>(Condition::no_leader)] = no_leader_;
}

}  // namespace acksim
