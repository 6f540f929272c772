// What steps did, so that the same step need not be made again. A step reads and writes what is near it: its actor, the actor's connections
// and timers, who is up, and the few things that all share. Where all of that is as it was, the step does what it did, whatever else the
// world holds. Nineteen of twenty steps of a search have been made before.
#pragma once

#include <span>
#include <vector>

#include "modes/explore/glance.hpp"

namespace acksim {

struct ChangedPart {
    PartNumber part;
    Place place;
};

class Recall {
public:
    Recall(const World& world, const Parts& parts, const Layout& layout);

    // Makes room for the steps of so many states.
    void grow(std::uint64_t states);
    std::uint64_t bytes() const { return memory_.bytes(); }

    // Before knows() is asked about another state, whose parts lie at `places`.
    void look_at(std::span<const Place> places, const Parts& parts, Glance& glance);
    // Asks for the step that `event` makes in that state, which has these timers. Returns the question's number, good until
    // forget_questions(). The answer is being prefetched: asking for it later waits less.
    std::uint32_t ask(const Timers& timers, std::span<const Place> places, Move event);
    void forget_questions();
    // Whether the answer is known.
    bool knows(std::uint32_t question);
    // What the step that knows() has found changed, without the timers …
    std::span<const ChangedPart> changed() const { return changed_; }
    // … and the timers after it.
    const Timers& timers_after(const Timers& before);

    // Keeps what the step that knows() has not found did. A step that reached farther than what is near is not kept.
    void keep(std::span<const ChangedPart> changed, const Timers& before, const Timers& after);

private:
    using Words = std::vector<std::uint64_t>;

    struct Question {
        NodeId actor = no_node;
        std::uint32_t first = 0, size = 0;  // in words_
        std::uint32_t* entry = nullptr;     // where the answer lies or will lie
    };

    std::uint32_t* entry_of(std::span<const std::uint32_t> question) const;
    std::uint64_t who_works_for(ProducerIndex producer) const;
    std::uint64_t own(std::size_t word) const;
    void know_timers(std::size_t words);

    const Layout& layout_;
    std::vector<std::vector<PartNumber>> near_;  // by NodeId: the parts that its steps read and write, without the timers
    std::vector<Words> own_;                     // by NodeId: its timers, as bits
    std::vector<std::uint32_t> up_;              // who is up, who listens
    std::vector<std::uint64_t> brokers_;         // what a glance tells of them
    std::vector<std::uint32_t> words_;
    std::vector<Question> questions_;
    Question asked_;  // the last one that knows() was asked
    std::vector<ChangedPart> changed_;
    Timers after_;
    std::size_t entry_size_;
    std::uint64_t entries_;
    Zeroes memory_;  // a later question takes the place of an earlier one
};

}  // namespace acksim
