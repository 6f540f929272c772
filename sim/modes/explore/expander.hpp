// One thread's hands: it lays out a stored state as a World, makes each of its moves, and stores what comes of them. Of a successor only
// the parts that the move changed are packed; of the World only they are put back.
#pragma once

#include <array>
#include <optional>

#include "modes/explore/moves.hpp"
#include "modes/explore/parts.hpp"
#include "modes/explore/recall.hpp"
#include "modes/explore/store.hpp"

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
    // `recalls`: steps that were made before are not made again. What comes of them is the same.
    Expander(const Config& config, const Layout& layout, const World& start, Stores& stores, bool recalls = true);

    // Stores a World as a state. Origin as Store::insert has it.
    Store::Inserted add(const World& world, UsedFaults used, std::uint64_t origin);
    // Lays the state out.
    void lay_out(Place state);
    const World& world() const { return base_; }
    UsedFaults used() const { return used_; }
    // Makes the move, with each of its answers; each successor then waits to be stored. Calls made(after), but for a step that is recalled.
    // `rank`: the state's place in its level; the origin of a successor is made of it and of the move.
    template <class F> void follow(Move move, UsedFaults used_after, std::uint64_t rank, F&& made) {
        bool is_event = recall_ && parts_of(move).kind == MoveParts::Kind::event;
        if (is_event && recall_->knows(base_, places_, move)) {
            change_as_recalled();
            wait_to_be_stored(used_after, Store::fresh | rank << move_bits | number_of(move));
            return undo_recalled();
        }
        for (int answers = 1; move.answer < answers; ++move.answer) {
            answers = make(move);
            made(work_);
            store_changed_parts();
            check_changed_parts(rank);
            wait_to_be_stored(used_after, Store::fresh | rank << move_bits | number_of(move));
            if (is_event && answers == 1) keep_step();
            put_back();
        }
    }
    // Stores what waits, and calls found(inserted) for each. Until then its place in the table is on its way from memory.
    template <class F> void store_successors(F&& found) {
        for (const Waiting& w : waiting_) found(stores_.states.insert(as_bytes({waiting_numbers_.data() + w.first, numbers_of_a_state_}), w.hash, w.origin, states_cursor_));
        waiting_.clear();
        waiting_numbers_.clear();
    }
    // What was ever said while moving.
    bool heard(What what) const { return heard_[static_cast<std::size_t>(what)]; }

    static constexpr int move_bits = 24, answer_bits = 8;
    static std::uint64_t number_of(Move m) { return std::uint64_t{m.code} << answer_bits | m.answer; }
    static Move move_of_origin(std::uint64_t origin) {
        return {static_cast<std::uint16_t>(origin >> answer_bits & 0xffff), static_cast<std::uint16_t>(origin & 0xff)};
    }

private:
    void hear(const Happening& h) override { heard_[static_cast<std::size_t>(h.what)] = true; }
    void take(PartNumber part, Place place);
    void refresh_stale_parts();
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
    // In a build with assertions, of every eighth state: no other part has changed.
    void check_changed_parts(std::uint64_t rank);
    static std::span<const std::uint8_t> as_bytes(std::span<const Place> numbers) {
        return {reinterpret_cast<const std::uint8_t*>(numbers.data()), numbers.size_bytes()};
    }
    Place store_part(const World& world, PartNumber part);
    Place store_group(int group);
    // Appends the numbers of the parts, as they changed, as a state.
    void join(UsedFaults used, std::vector<Place>& out);

    const Layout& layout_;
    Stores& stores_;
    Parts parts_;
    World base_, work_;  // equal between two moves, but for the parts that are stale in work_
    // Parts that were unpacked lately: copying is cheaper than unpacking. The place says which of them a part lies in.
    static constexpr Place lately = 15;
    std::vector<World> unpacked_;
    std::vector<std::vector<Place>> unpacked_places_;
    Answers answers_;
    Turn turn_;
    std::optional<Recall> recall_;
    UsedFaults used_ = 0;
    std::vector<Place> places_;    // of the parts of base_
    std::vector<Place> changed_to_;  // of work_
    std::vector<Place> groups_, groups_changed_to_;
    std::vector<PartNumber> changed_;
    std::vector<bool> is_changed_;
    std::vector<PartNumber> stale_;
    std::vector<bool> is_stale_;
    std::vector<ChangedPart> step_;
    std::vector<std::pair<int, int>> group_ranges_;  // of parts: connections that lie together in a state
    std::size_t numbers_of_a_state_ = 0;
    std::vector<Place> state_;     // the numbers of a state, as they are stored
    struct Waiting {
        std::uint64_t hash, origin;
        std::size_t first;  // in waiting_numbers_
    };
    std::vector<Waiting> waiting_;
    std::vector<Place> waiting_numbers_;
    ByteWriter bytes_;
    Store::Cursor parts_cursor_, states_cursor_;
    std::array<bool, 128> heard_{};
};

}  // namespace acksim
