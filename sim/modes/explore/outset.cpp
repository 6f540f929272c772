#include "modes/explore/outset.hpp"

#include <optional>

#include "base/check.hpp"

namespace acksim {

namespace {

constexpr std::size_t most_moves = 100'000;

// Of brokers and the controller: clients have not begun.
std::optional<Slot> next_message(const World& w, const Layout& layout) {
    for (Slot s = 0; s < layout.connections() * 3; ++s)
        if (may_happen(w, s, layout) && !layout.is_producers(layout.channel(s).connection)) return s;
    return std::nullopt;
}

std::optional<Slot> next_end_of_session(const World& w, const Layout& layout, BrokerSet down) {
    std::optional<Slot> next;
    for_each(down, [&](BrokerId b) {
        Slot session = layout.slot(Timer{TimerKind::session, layout.nodes().controller(), b.value, 0});
        if (!next && may_happen(w, session, layout)) next = session;
    });
    return next;
}

// Where the moves lead that it appends.
World make_moves(const Config& config, const Layout& layout, BrokerSet down, std::vector<Move>& moves) {
    World w = start_of(config, layout);
    Answers first;
    Turn turn(config, layout, w.topics, w.network, w.timers, first);
    auto make = [&](Move m) {
        apply(w, m, turn, first);
        turn.forget_touched();
        moves.push_back(m);
    };
    for_each(down, [&](BrokerId b) { make(move_of({MoveParts::Kind::fault, FreeFault::crash, -1, layout.nodes().broker(b)})); });
    while (!down.empty()) {
        ACKSIM_CHECK(moves.size() < most_moves);
        std::optional<Slot> slot = next_message(w, layout);
        if (!slot) slot = next_end_of_session(w, layout, down);
        if (!slot) break;
        make(event_move(*slot));
    }
    return w;
}

}  // namespace

std::vector<Move> outset(const Config& config, const Layout& layout, BrokerSet down) {
    std::vector<Move> moves;
    make_moves(config, layout, down, moves);
    return moves;
}

World after_outset(const Config& config, const Layout& layout, BrokerSet down) {
    std::vector<Move> moves;
    return make_moves(config, layout, down, moves);
}

}  // namespace acksim
