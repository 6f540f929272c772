#include "modes/explore/search.hpp"

#include <algorithm>
#include <thread>

#include "base/check.hpp"
#include "modes/explore/forget.hpp"
#include "modes/explore/outset.hpp"
#include "world/invariants.hpp"

namespace acksim {

namespace {

constexpr std::uint64_t share = 32;           // states that a thread takes at a time
constexpr std::uint64_t worth_threads = 128;  // states of a level

}  // namespace

Search::Search(const Config& config, const Exploration& question, const ExploreOptions& options)
    : config_(config), layout_(config), question_(question), options_(options), waits_race_(options.reduction == Reduction::none), stores_(options.memory),
      start_(after_outset(config, layout_, question.down)), began_(std::chrono::steady_clock::now()), shown_(began_) {
    call_hands(1);
}

// A small question needs one pair of hands, and making more takes longer than its answer.
void Search::call_hands(std::size_t number) {
    while (hands_.size() < number) hands_.push_back(std::make_unique<Expander>(config_, layout_, start_, stores_, waits_race_));
}

void Search::run() {
    std::vector<Level> previous, current;
    for (faults_ = 0; faults_ <= question_.faults && !is_decided() && why_stopped_.empty(); ++faults_) {
        current.clear();
        estimate_.next_level();
        for (depth_ = 0; depth_ <= most_steps_ + 1; ++depth_) {
            Level level;
            if (faults_ == 0 && depth_ == 0) level = {hands_.front()->add(start_, 0, 0).place};
            else {
                std::vector<Item> items;
                auto before = static_cast<std::size_t>(depth_ - 1);
                if (depth_ > 0)
                    for (Place p : current[before]) items.push_back({p, false});
                if (depth_ > 0 && before < previous.size())
                    for (Place p : previous[before]) items.push_back({p, true});
                level = expand(items);
                ask_for_bound();
            }
            if (is_decided() || !why_stopped_.empty()) break;
            bool over = level.empty() && depth_ >= static_cast<int>(previous.size());
            listed_ += level.capacity() * sizeof(Place);
            estimate_.add(level.size());
            if (!level.empty()) deepest_ = std::max(deepest_, depth_);
            current.push_back(std::move(level));
            if (over) break;
        }
        if (why_stopped_.empty() && !is_decided()) faults_covered_ = faults_;
        previous = std::move(current);
    }
}

Search::Level Search::expand(const std::vector<Item>& items) {
    const auto threads = static_cast<std::size_t>(items.size() < worth_threads ? 1 : std::max(options_.threads, 1));
    call_hands(threads);
    std::vector<Found> found(threads);
    next_item_ = 0;
    passing_ = items.capacity() * sizeof(Item);
    states_before_ = stores_.states.size();
    while (next_item_ < items.size() && !must_stop()) {
        {
            std::vector<std::jthread> others;
            for (std::size_t t = 1; t < threads; ++t) others.emplace_back([&, t] { work(t, items, found[t]); });
            work(0, items, found[0]);
        }
        if (may_grow()) grow();
    }
    merge(items, found);
    return in_order(items, found);
}

// Takes shares until there are none, or the stores are crowded and must grow first, or thread 0 has seen a reason to stop.
void Search::work(std::size_t thread, const std::vector<Item>& items, Found& found) {
    Expander& hands = *hands_[thread];
    while (!stores_.is_crowded() && !stores_.is_full() && !stopped_ && next_item_ < items.size()) {
        std::uint64_t first = next_item_.fetch_add(share), end = std::min<std::uint64_t>(first + share, items.size());
        if (thread == 0) {
            show_progress();
            if (must_stop()) return;
        }
        for (std::uint64_t i = first; i < end; ++i)
            if (!items[i].faults) hands.foresee(items[i].state);
        for (std::uint64_t i = first; i < end; ++i) {
            hands.take_up(items[i].state);
            if (items[i].faults) expand_faults(hands, i, found);
            else expand_free(hands, i, found);
        }
        hands.store_successors([&](Store::Inserted successor) {
            ++found.transitions;
            if (successor.is_new) found.states.push_back(successor.place);
        });
    }
}

void Search::expand_free(Expander& hands, std::uint64_t rank, Found& found) {
    Moves moves;
    hands.list_moves(moves);
    judge(hands, moves.empty(), rank, found);
    for (Move m : moves) hands.follow(m, hands.used(), rank, [&](const World& after) { watch(hands.world(), after, rank, found); });
}

void Search::expand_faults(Expander& hands, std::uint64_t rank, Found& found) {
    Moves moves;
    list_faults(hands.world(), config_, layout_, question_, waits_race_, moves);
    for (Move m : moves)
        if (auto used = with_one_more(hands.used(), parts_of(m).fault))
            hands.follow(m, *used, rank, [&](World& after) {
                if (faults_ == question_.faults) forget_flushes(after, config_);
                watch(hands.world(), after, rank, found);
            });
}

void Search::watch(const World& before, const World& after, std::uint64_t rank, Found& found) const {
    if (is_history()) return;
    std::string_view invariant = broken_invariant(before, after, config_);
    if (invariant.empty() || rank >= found.first_bug) return;
    found.first_bug = rank;
    found.broken_invariant = invariant;
}

std::optional<UsedFaults> Search::with_one_more(UsedFaults used, FreeFault fault) const {
    if (!question_.has_budgets_per_kind()) return used;
    int shift = static_cast<int>(fault) * 4;
    std::int8_t at_most = question_.at_most[static_cast<std::size_t>(fault)];
    if (at_most >= 0 && static_cast<int>(used >> shift & 15) >= at_most) return std::nullopt;
    return used + (UsedFaults{1} << shift);
}

void Search::judge(Expander& hands, bool rests, std::uint64_t rank, Found& found) {
    if (!rests && hands.is_known_as_sound()) {
#ifndef NDEBUG  // what was kept as sound is sound
        if (rank % 8 == 0) ACKSIM_CHECK(broken_for_good(hands.world()) == Broken{} && (is_history() || broken_invariant(hands.world(), config_).empty()));
#endif
        return;
    }
    // What messages and accumulators hold is asked only of records that no log holds.
    bool told_lie_in_logs = told_records_lie_in_logs(hands.replicas_and_ledger());
    const World& world = rests || !told_lie_in_logs ? hands.world() : hands.replicas_and_ledger();
    Broken broken = broken_for_good(world);
    if (rests) {
        ++found.at_rest;
        found.ledgers.push_back(ledger_hash(world));
        found.no_leader |=
            std::any_of(world.controller.partitions.begin(), world.controller.partitions.end(), [](const PartitionState& p) { return p.is_leaderless(); });
        Broken at_rest = broken_at_rest(world);
        for (std::size_t g = 0; g < guarantees; ++g) broken[g] |= at_rest[g];
    }
    for (std::size_t g = 0; g < guarantees; ++g)
        if (broken[g]) found.first_broken[g] = std::min(found.first_broken[g], rank);
    std::string_view invariant = is_history() ? std::string_view{} : broken_invariant(world, config_);
    if (!invariant.empty() && rank < found.first_bug) {
        found.first_bug = rank;
        found.broken_invariant = invariant;
    }
    if (broken == Broken{} && invariant.empty() && told_lie_in_logs) hands.keep_as_sound();
}

void Search::merge(const std::vector<Item>& items, std::vector<Found>& found) {
    for (Found& f : found) {
        transitions_ += f.transitions;
        at_rest_ += f.at_rest;
        no_leader_ |= f.no_leader;
        ledgers_.insert(f.ledgers.begin(), f.ledgers.end());
    }
    auto first = [&](auto member) {
        std::uint64_t rank = ~std::uint64_t{0};
        for (const Found& f : found) rank = std::min(rank, member(f));
        return rank;
    };
    for (std::size_t g = 0; g < guarantees; ++g) {
        std::uint64_t rank = first([&](const Found& f) { return f.first_broken[g]; });
        if (rank < items.size() && !hits_[g]) hits_[g] = Hit{items[rank].state, seconds()};
    }
    std::uint64_t bug = first([](const Found& f) { return f.first_bug; });
    if (bug >= items.size() || bug_ != 0) return;
    bug_ = items[bug].state;
    for (const Found& f : found)
        if (f.first_bug == bug) broken_invariant_ = f.broken_invariant;
    why_stopped_ = "a broken invariant";
}

// The new states in the order in which one thread alone would have found them; their origins name the parent from here on.
Search::Level Search::in_order(const std::vector<Item>& items, std::vector<Found>& found) {
    std::vector<std::pair<std::uint64_t, Place>> states;
    for (Found& f : found)
        for (Place p : f.states) states.emplace_back(stores_.states.origin(p), p);
    std::sort(states.begin(), states.end());
    Level level;
    level.reserve(states.size());
    for (auto [origin, place] : states) {
        std::uint64_t rank = (origin & ~Store::fresh) >> Expander::move_bits, move = origin & ((std::uint64_t{1} << Expander::move_bits) - 1);
        stores_.states.set_origin(place, std::uint64_t{items[rank].state} << Expander::move_bits | move);
        level.push_back(place);
    }
    return level;
}

std::vector<Move> Search::way_to(Place state) const {
    std::vector<Move> moves;
    for (Place p = state;;) {
        std::uint64_t origin = stores_.states.origin(p);
        Place parent = static_cast<Place>(origin >> Expander::move_bits);
        if (parent == 0) break;
        moves.push_back(Expander::move_of_origin(origin));
        p = parent;
    }
    std::reverse(moves.begin(), moves.end());
    return moves;
}

bool Search::is_decided() const {
    for (std::size_t g = 0; g < guarantees; ++g)
        if (question_.asked[g] && !hits_[g]) return false;
    return true;
}

}  // namespace acksim
