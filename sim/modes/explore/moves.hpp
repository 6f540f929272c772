// The moves of an exploration: an event of the protocol, something that heals, or a fault. A move is a number, so that a stored state can
// say in a few bytes how it was reached.
#pragma once

#include "scenario/exploration.hpp"
#include "world/due.hpp"

namespace acksim {

// What a move is and whom it concerns: code = first of its kind + target. The answer says which of several outcomes the step took, if it
// asked anything.
struct Move {
    std::uint16_t code = 0;
    std::uint16_t answer = 0;

    constexpr bool operator==(const Move&) const = default;
};

struct MoveParts {
    enum class Kind : std::int8_t { event, resume, heal_link, fault };
    Kind kind = Kind::event;
    FreeFault fault = FreeFault::count;  // fault
    Slot slot = -1;                      // event, early_timer
    NodeId node = no_node;               // resume, crash, power_loss, pause; one end of a link
    NodeId other = no_node;              // the other end of a link
    ConnectionId connection{-1};         // lost_request, lost_response
};

Move event_move(Slot slot);
Move move_of(const MoveParts& parts);
// Throws nothing; a code that stands for nothing gives an event in slot -1.
MoveParts parts_of(Move move);

using Moves = List<Move, 64>;

// What may happen by itself: events that are due, and what heals once nothing else can happen. Nothing: the world is at rest.
// `waits_race`: backoffs and fetch waits may end while messages are on their way.
void list_free_moves(const World& world, const Config& config, const Layout& layout, bool waits_race, Moves& out);
// What the question allows to break now, with no regard to how often it may.
void list_faults(const World& world, const Config& config, const Layout& layout, const Exploration& question, bool waits_race, Moves& out);

// Answers the questions inside one step from a number, and counts how many different answers there are.
class Answers final : public Chooser {
public:
    void begin(std::uint16_t answer) {
        rest_ = answer;
        combinations_ = 1;
    }
    std::int64_t choose(std::int64_t options) override {
        std::int64_t digit = rest_ % options;
        rest_ /= options;
        combinations_ *= options;
        return digit;
    }
    std::int64_t combinations() const { return combinations_; }

private:
    std::int64_t rest_ = 0;
    std::int64_t combinations_ = 1;
};

// The start of an exploration: the cluster at rest, the applications about to send.
World start_of(const Config& config, const Layout& layout);

// Whose event it is: the receiver of a message, the owner of a timer.
NodeId actor_of(Slot slot, const Layout& layout);

// Does the move, and forgets what does not matter. Returns how many answers it has: it took answer `move.answer`, so a caller goes on until
// it has seen them all.
int apply(World& world, Move move, Turn& turn, Answers& answers);

}  // namespace acksim
