// What steps did, so that the same step need not be made again. A step reads and writes what is near it: its actor, the actor's connections
// and timers, who is up, and the few things that all share. Where all of that is as it was, the step does what it did, whatever else the
// world holds. Nineteen of twenty steps of a search have been made before.
#pragma once

#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "modes/explore/moves.hpp"
#include "modes/explore/parts.hpp"
#include "modes/explore/store.hpp"

namespace acksim {

struct ChangedPart {
    PartNumber part;
    Place place;
};

class Recall {
public:
    Recall(const World& world, const Parts& parts, const Layout& layout);

    // Before knows() is asked about another world.
    void look_at(const World& world);
    // Whether the step is known that `event` makes in `world`, whose parts lie at `places`.
    bool knows(const World& world, std::span<const Place> places, Move event);
    // What the step that knows() has found changed, without the timers …
    std::span<const ChangedPart> changed() const { return changed_; }
    // … and the timers after it.
    Timers timers_after(const Timers& before) const;

    // Keeps what the step that knows() has not found did. A step that reached farther than what is near is not kept.
    void keep(std::span<const ChangedPart> changed, const Timers& before, const Timers& after);

private:
    using Words = std::vector<std::uint64_t>;
    struct Free {
        void operator()(void* memory) const { std::free(memory); }
    };

    void write_question(const World& world, std::span<const Place> places, Move event);
    void push(const Timers& timers);
    std::uint64_t own(std::size_t word) const;
    void know_timers(std::size_t words);

    const Layout& layout_;
    std::vector<std::vector<PartNumber>> near_;  // by NodeId: the parts that its steps read and write, without the timers
    std::vector<Words> own_;                     // by NodeId: its timers, as bits
    std::vector<std::uint32_t> up_;              // by NodeId: is up, listens
    NodeId actor_ = no_node;
    std::vector<std::uint32_t> question_;
    std::uint32_t* entry_ = nullptr;  // where the answer to question_ lies or will lie
    std::vector<ChangedPart> changed_;
    std::size_t entry_size_;
    std::unique_ptr<std::uint32_t[], Free> entries_;  // a later question takes the place of an earlier one
};

}  // namespace acksim
