// The search itself: level by level, fewest faults first and then fewest steps.
//   level(f, d) = what free moves reach from level(f, d-1), and one fault from level(f-1, d-1), and nothing before
// The states of a level are in the order of (parent's place in its level, move), whatever thread found them, so that the trail does not
// depend on threads.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <set>

#include "modes/explore.hpp"
#include "modes/explore/estimate.hpp"
#include "modes/explore/expander.hpp"
#include "modes/explore/guarantees.hpp"

namespace acksim {

struct Hit {
    Place state = 0;
    double seconds = 0;
};

class Search {
public:
    Search(const Config& config, const Exploration& question, const ExploreOptions& options);

    // Runs of at most so many steps only.
    void set_most_steps(int steps) { most_steps_ = steps; }
    // Ends when every guarantee that was asked is decided, everything within the budget is covered, or a bound is hit.
    void run();

    std::optional<Hit> hit(Guarantee g) const { return hits_[static_cast<std::size_t>(g)]; }
    // The moves that lead to the state.
    std::vector<Move> way_to(Place state) const;
    // What was covered, into the fields of the result that do not name a guarantee.
    void report(ExploreResult& result) const;
    Place bug() const { return bug_; }

private:
    using Level = std::vector<Place>;
    struct Item {  // a state to be expanded
        Place state = 0;
        bool faults = false;
    };
    // What a thread found in its share of a level.
    struct Found {
        std::vector<Place> states;
        std::uint64_t transitions = 0, at_rest = 0;
        std::array<std::uint64_t, guarantees> first_broken;  // place in the list of items; none: ~0
        std::uint64_t first_bug = ~std::uint64_t{0};
        std::string_view broken_invariant;
        std::vector<std::uint64_t> ledgers;
        bool no_leader = false;
        Found() { first_broken.fill(~std::uint64_t{0}); }
    };

    void call_hands(std::size_t number);
    Level expand(const std::vector<Item>& items);
    void work(std::size_t thread, const std::vector<Item>& items, Found& found);
    void expand_free(Expander& hands, std::uint64_t rank, Found& found);
    void expand_faults(Expander& hands, std::uint64_t rank, Found& found);
    void judge(Expander& hands, bool rests, std::uint64_t rank, Found& found);
    void watch(const World& before, const World& after, std::uint64_t rank, Found& found) const;
    void merge(const std::vector<Item>& items, std::vector<Found>& found);
    Level in_order(const std::vector<Item>& items, std::vector<Found>& found);
    std::optional<UsedFaults> with_one_more(UsedFaults used, FreeFault fault) const;
    // Under the truncation rules of history, today's invariants may be broken.
    bool is_history() const { return config_.rules.truncation != Truncation::kip_320; }
    bool is_decided() const;
    bool must_stop();
    void ask_for_bound();
    bool may_grow();
    void grow();
    void show_progress();
    double seconds() const;
    std::uint64_t bytes() const;

    const Config& config_;
    Layout layout_;
    const Exploration& question_;
    const ExploreOptions options_;
    bool waits_race_;
    Stores stores_;
    World start_;
    std::vector<std::unique_ptr<Expander>> hands_;  // one a thread that was needed
    std::array<std::optional<Hit>, guarantees> hits_{};
    std::set<std::uint64_t> ledgers_;
    bool no_leader_ = false;
    std::uint64_t transitions_ = 0, at_rest_ = 0, listed_ = 0;
    std::uint64_t passing_ = 0, states_before_ = 0;  // of the level that is being made
    int most_steps_ = 1 << 30;
    int faults_ = 0, depth_ = 0, deepest_ = 0, faults_covered_ = -1;
    Estimate estimate_;
    std::atomic<std::uint64_t> next_item_{0};
    std::atomic<bool> stopped_{false};  // for the threads that do not ask
    std::string why_stopped_;
    Place bug_ = 0;
    std::string_view broken_invariant_;
    std::chrono::steady_clock::time_point began_, shown_;
};

}  // namespace acksim
