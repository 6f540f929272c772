// How many states a search will have met when its present number of faults is done. So far it is n times as wide as the search with one
// fault less was at the same depth, and it is taken to stay so. A guess, for the progress line only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace acksim {

class Estimate {
public:
    // One more fault is allowed from here on.
    void next_level() {
        before_ = std::move(now_);
        now_.clear();
    }
    // So many states were new in the next step of the level.
    void add(std::uint64_t states) { now_.push_back((now_.empty() ? 0 : now_.back()) + states); }
    // States of the whole level; 0: nothing to go by.
    std::uint64_t of_level() const {
        if (now_.empty() || before_.empty()) return 0;
        std::uint64_t so_far = now_.back(), there = before_[now_.size() < before_.size() ? now_.size() - 1 : before_.size() - 1];
        if (there == 0) return 0;
        double wider = static_cast<double>(so_far) / static_cast<double>(there);
        return static_cast<std::uint64_t>(wider * static_cast<double>(before_.back()));
    }
    std::uint64_t so_far() const { return now_.empty() ? 0 : now_.back(); }

private:
    std::vector<std::uint64_t> before_, now_;  // states up to each step
};

}  // namespace acksim
