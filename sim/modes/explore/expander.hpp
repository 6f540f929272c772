// One thread's hands: it takes up a stored state, makes each of its moves, and stores what comes of them. What is known of the state's parts
// need not be laid out as a World; of a successor only the parts that the move changed are packed.
#pragma once

#include <array>
#include <optional>
#include <variant>

#include "modes/explore/glance.hpp"
#include "modes/explore/known_timers.hpp"
#include "modes/explore/laid_out.hpp"
#include "modes/explore/moves.hpp"
#include "modes/explore/numbering.hpp"
#include "modes/explore/places_memo.hpp"
#include "modes/explore/recall.hpp"

namespace acksim {

// Where everything lies that the threads share: states are short lists of numbers, each the place of a part or of a group of connections.
struct Stores {
    explicit Stores(std::uint64_t memory) : parts(memory), states(memory) {}
    Store parts;
    Store states;
    bool is_crowded() const { return parts.is_crowded() || states.is_crowded(); }
    bool is_full() const { return parts.is_full() || states.is_full(); }
    std::uint64_t bytes() const { return parts.bytes() + states.bytes(); }
    void grow();
    std::uint64_t bytes_to_grow() const { return (parts.is_crowded() ? parts.bytes_to_grow() : 0) + (states.is_crowded() ? states.bytes_to_grow() : 0); }
};

// How often each kind of fault has struck, four bits each; counted only where budgets are per kind.
using UsedFaults = std::uint32_t;

class Expander final : private Listener {
public:
    // `waits_race`: as due_events has it. `recalls`: steps that were made before are not made again; what comes of them is the same.
    Expander(const Config& config, const Layout& layout, const World& start, Stores& stores, bool waits_race, bool recalls = true);

    // After the stores have grown, and when nothing waits to be stored: for as many states as there are.
    void grow() {
        if (recall_) recall_->grow(stores_.states.size());
    }
    // Memory of its own tables.
    std::uint64_t bytes() const { return recall_ ? recall_->bytes() : 0; }

    // Stores a World as a state. Origin as Store::insert has it.
    Store::Inserted add(const World& world, UsedFaults used, std::uint64_t origin);
    // Prefetches what will be asked of the state.
    void foresee(Place state);
    // Takes the state up: what follows is about it.
    void take_up(Place state);
    // The state, laid out; or so much of it.
    const World& world();
    const World& replicas_and_ledger() { return laid_out(replicas_and_ledger_); }
    UsedFaults used() const { return used_; }
    // As list_free_moves(world(), …).
    void list_moves(Moves& out);
    // Whether a state with the same logs, replicas and reports to applications was kept as one in which nothing is broken.
    bool is_known_as_sound() const { return sound_.find(places_) != nullptr; }
    void keep_as_sound() { sound_.keep(places_, {}); }
    // Makes the move, with each of its answers; each successor then waits to be stored. Calls made(after), except for a step that is
    // recalled. `rank`: the state's place in its level; the origin of a successor is made of it and of the move.
    template <class F> void follow(Move move, UsedFaults used_after, std::uint64_t rank, F&& made) {
        bool is_event = recall_ && parts_of(move).kind == MoveParts::Kind::event;
        if (is_event && recall_->knows(question_about(move))) {
            change_as_recalled();
            wait_to_be_stored(used_after, Store::fresh | rank << move_bits | number_of(move));
            return undo_recalled();
        }
        for (int answers = 1; move.answer < answers; ++move.answer) {
            answers = make(move);
            made(work_.world);
            store_changed_parts();
            check_changed_parts(rank);
            wait_to_be_stored(used_after, Store::fresh | rank << move_bits | number_of(move));
            if (is_event && answers == 1) keep_step();
            put_back();
        }
    }
    // Stores what waits, and calls found(inserted) for each. Many at once, so that memory is not waited for one by one: their places in the
    // table are prefetched while they gather, then what lies there.
    template <class F> void store_successors(F&& found) {
        for (const Waiting& w : waiting_) stores_.states.prefetch_record(w.hash);
        for (const Waiting& w : waiting_)
            found(stores_.states.insert(as_bytes({waiting_numbers_.data() + w.first, state_.size()}), w.hash, w.origin, states_cursor_));
        waiting_.clear();
        waiting_numbers_.clear();
        foreseen_.clear();
        next_foreseen_ = 0;
        if (recall_) recall_->forget_questions();
    }
    // Whether this was ever said in a move.
    bool heard(What what) const { return heard_[static_cast<std::size_t>(what)]; }

    static constexpr int move_bits = 24, answer_bits = 8;
    static std::uint64_t number_of(Move m) { return std::uint64_t{m.code} << answer_bits | m.answer; }
    static Move move_of_origin(std::uint64_t origin) {
        return {static_cast<std::uint16_t>(origin >> answer_bits & 0xffff), static_cast<std::uint16_t>(origin & 0xff)};
    }

private:
    void hear(const Happening& h) override { heard_[static_cast<std::size_t>(h.what)] = true; }
    const World& laid_out(std::span<const PartNumber> parts);
    const Timers& timers();
    bool is_calm() const;
    void list_messages(Slots& out);
    void list_due_timers(Slots& out);
    std::uint32_t ask(Move event);
    std::uint32_t question_about(Move event);
    int make(Move move);
    void mark_actor(Slot slot);
    void mark(PartNumber part);
    void put_back();
    void change_as_recalled();
    void undo_recalled();
    void keep_step();
    void wait_to_be_stored(UsedFaults used, std::uint64_t origin);
    // Stores the parts of work_ that have changed.
    void store_changed_parts();
    // In a build with assertions, for every eighth state: no other part has changed, and a glance lists the same moves as the whole World.
    void check_changed_parts(std::uint64_t rank);
    void check_moves(const Moves& listed);
    static std::span<const std::uint8_t> as_bytes(std::span<const Place> numbers) {
        return {reinterpret_cast<const std::uint8_t*>(numbers.data()), numbers.size_bytes()};
    }
    Place store_part(const World& world, PartNumber part);
    Place store_group(std::size_t group);
    // Appends the successor's numbers: the state's own, except for the parts that have changed.
    void join(UsedFaults used, std::vector<Place>& out);

    const Config& config_;
    const Layout& layout_;
    Stores& stores_;
    bool waits_race_;
    Parts parts_;
    Numbering numbering_;
    Unpacked unpacked_;
    LaidOut base_, work_;  // the state, and what the last move has made of it: each as far as it was asked for
    Glance glance_;
    using DueTimers = PlacesMemo<List<Slot, 8>, 12>;
    std::vector<PartNumber> all_but_connections_, replicas_and_ledger_;
    PlacesMemo<std::monostate, 14> sound_;
    DueTimers due_timers_[2];  // while there are no messages, and while there are
    std::vector<Place> calm_;  // the parts that hold cut links and frozen processes, where there are none
    Answers answers_;
    Turn turn_;
    std::optional<Recall> recall_;
    Place taken_up_ = 0, looked_at_ = 0;
    UsedFaults used_ = 0;
    std::vector<Place> places_;      // of the state's parts
    std::vector<Place> changed_to_;  // of the successor's
    std::vector<Place> groups_;      // of the state
    std::vector<PartNumber> changed_;
    std::vector<bool> is_changed_;
    struct Foreseen {
        Place state;
        Move event;
        std::uint32_t question;
    };
    std::vector<Foreseen> foreseen_;
    std::size_t next_foreseen_ = 0;
    std::vector<ChangedPart> step_;
    std::vector<Place> state_;  // its numbers, as they are stored
    struct Waiting {
        std::uint64_t hash, origin;
        std::size_t first;  // in waiting_numbers_
    };
    std::vector<Waiting> waiting_;
    std::vector<Place> waiting_numbers_;
    ByteWriter bytes_;
    KnownTimers known_timers_;
    Store::Cursor parts_cursor_, states_cursor_;
    std::array<bool, 128> heard_{};
};

}  // namespace acksim
