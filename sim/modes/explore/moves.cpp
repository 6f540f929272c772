#include "modes/explore/moves.hpp"

#include "base/check.hpp"
#include "faults/break_connection.hpp"
#include "faults/crash.hpp"
#include "faults/partition.hpp"
#include "faults/pause.hpp"
#include "faults/power_loss.hpp"
#include "modes/explore/forget.hpp"
#include "protocol/broker/broker.hpp"

namespace acksim {

namespace {

// Codes by kind. An event's code is its slot.
constexpr int most_nodes = 48;  // of a scenario that can be explored
constexpr int first_resume = 32768, first_link = first_resume + most_nodes, first_fault = first_link + most_nodes * most_nodes;
constexpr int targets = 4000;  // a fault's: a broker, a connection, a pair of nodes or a timer's slot

NodeId node(int n) { return {static_cast<std::int16_t>(n)}; }

bool in_use(const World& w, ConnectionId c, const Layout& layout) {
    const ProducerState& p = w.producers[static_cast<std::size_t>(layout.nodes().producer_of(layout.client(c)).value)];
    return p.connections[static_cast<std::size_t>(layout.server(c).value)].in_use();
}

template <class M, class Queue> bool holds(const Queue& queue) {
    for (std::size_t i = 0; i < queue.size(); ++i)
        if (std::holds_alternative<M>(queue[i])) return true;
    return false;
}

void list_connection_faults(const World& w, const Layout& layout, const Exploration& q, Moves& out) {
    for (int i = 0; i < layout.nodes().producers * layout.nodes().brokers; ++i) {
        ConnectionId c{i};
        const Connection& connection = w.network[c];
        if (!in_use(w, c, layout)) continue;
        bool request = !connection.requests_swallowed && holds<ProduceRequest>(connection.requests);
        bool response = holds<ProduceResponse>(connection.responses) || connection.muted();
        bool asks_request = q.allowed[static_cast<std::size_t>(FreeFault::lost_request)];
        bool asks_response = q.allowed[static_cast<std::size_t>(FreeFault::lost_response)];
        MoveParts m{MoveParts::Kind::fault, FreeFault::lost_request};
        m.connection = c;
        if (request && asks_request) out.push_back(move_of(m));
        m.fault = FreeFault::lost_response;
        if (response && asks_response) out.push_back(move_of(m));
    }
}

void list_broker_faults(const World& w, const Layout& layout, const Exploration& q, Moves& out) {
    auto allowed = [&](FreeFault f) { return q.allowed[static_cast<std::size_t>(f)]; };
    for (std::int16_t b = 0; b < layout.nodes().brokers; ++b) {
        const BrokerState& broker = w.broker({b});
        auto add = [&](FreeFault f) { out.push_back(move_of({MoveParts::Kind::fault, f, -1, node(b)})); };
        if (allowed(FreeFault::crash) && broker.running) add(FreeFault::crash);
        bool unflushed = std::any_of(broker.replicas.begin(), broker.replicas.end(), [](const Replica& r) { return r.log.flushed < r.log.end; });
        if (allowed(FreeFault::power_loss) && (broker.running || unflushed)) add(FreeFault::power_loss);
        if (allowed(FreeFault::pause) && broker.running && !w.is_paused({b})) add(FreeFault::pause);
        if (!allowed(FreeFault::partition)) continue;
        for (std::int16_t other = static_cast<std::int16_t>(b + 1); other < layout.nodes().count(); ++other)
            if (!w.is_blocked({b}, {other})) out.push_back(move_of({MoveParts::Kind::fault, FreeFault::partition, -1, node(b), node(other)}));
    }
}

// Power fails while a log has so much on disk: everything up to one of its batches, at least what was flushed.
void lose_power_with(World& w, BrokerId b, Turn& turn) {
    List<std::int64_t, 8> ends;
    std::int64_t flushed = -1;
    for (const Replica& r : w.broker(b).replicas) {
        flushed = std::max(flushed, r.log.flushed.value);
        for (const LogBatch& batch : r.log.batches)
            if (batch.end() > r.log.flushed) ends.push_back(batch.end().value);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    std::int64_t kept = turn.choose(static_cast<std::int64_t>(ends.size()) + 1);
    lose_power(w, b, kept == 0 ? -1 : ends[static_cast<std::size_t>(kept - 1)], turn);
}

// A timer that is over before anything else can happen.
void fire_early(World& w, Slot slot, Turn& turn) {
    Timer t = turn.layout.timer(slot);
    Nodes nodes = turn.layout.nodes();
    Happening h{What::timer_early, t.node};
    h.offset = static_cast<std::int64_t>(t.kind);
    bool is_of_batch = t.kind == TimerKind::delivery_timeout || t.kind == TimerKind::retry_backoff;
    if (is_of_batch) {
        const Batch& b = w.producer(nodes.producer_of(t.node)).batch({t.a});
        h.partition = b.partition;
        h.records = b.records;
    }
    turn.say(h);
    step(w, slot, turn);
}

void strike(World& w, const MoveParts& m, Turn& turn) {
    BrokerId b = m.node == no_node ? nobody : turn.layout.nodes().broker_of(m.node);
    auto say = [&](What what) { turn.say({what, turn.layout.client(m.connection), turn.layout.server(m.connection)}); };
    switch (m.fault) {
        case FreeFault::crash: crash(w, b, turn); break;
        case FreeFault::power_loss: lose_power_with(w, b, turn); break;
        case FreeFault::lost_request:
        case FreeFault::lost_response:
            say(m.fault == FreeFault::lost_request ? What::request_lost : What::response_lost);
            break_connection(w, m.connection, turn);
            break;
        case FreeFault::pause: pause(w, m.node, turn); break;
        case FreeFault::partition:
            cut_link(w, m.node, m.other, turn);
            cut_link(w, m.other, m.node, turn);
            break;
        case FreeFault::early_timer: fire_early(w, m.slot, turn); break;
        case FreeFault::count: ACKSIM_CHECK(!"no fault");
    }
    // An operator starts the process again.
    if (m.fault == FreeFault::crash || m.fault == FreeFault::power_loss) turn.arm({TimerKind::restart, m.node, 0, 0}, Duration{});
}

}  // namespace

Move event_move(Slot slot) {
    ACKSIM_CHECK(slot >= 0 && slot < first_resume);
    return {static_cast<std::uint16_t>(slot), 0};
}

Move move_of(const MoveParts& m) {
    auto pair = [&] { return m.node.value * most_nodes + m.other.value; };
    auto code = [](int value) {
        ACKSIM_CHECK(value <= 65535);
        return Move{static_cast<std::uint16_t>(value), 0};
    };
    switch (m.kind) {
        case MoveParts::Kind::event: return event_move(m.slot);
        case MoveParts::Kind::resume: return code(first_resume + m.node.value);
        case MoveParts::Kind::heal_link: return code(first_link + pair());
        case MoveParts::Kind::fault: break;
    }
    int target = m.fault == FreeFault::early_timer                                           ? m.slot
                 : m.fault == FreeFault::partition                                           ? pair()
                 : m.fault == FreeFault::lost_request || m.fault == FreeFault::lost_response ? m.connection.value
                                                                                             : m.node.value;
    ACKSIM_CHECK(target < targets);
    return code(first_fault + static_cast<int>(m.fault) * targets + target);
}

MoveParts parts_of(Move move) {
    MoveParts m;
    if (move.code < first_resume) {
        m.slot = move.code;
        return m;
    }
    auto pair = [&](int value) {
        m.node = node(value / most_nodes);
        m.other = node(value % most_nodes);
    };
    if (move.code < first_link) {
        m.kind = MoveParts::Kind::resume;
        m.node = node(move.code - first_resume);
    } else if (move.code < first_fault) {
        m.kind = MoveParts::Kind::heal_link;
        pair(move.code - first_link);
    } else if (int fault = (move.code - first_fault) / targets, target = (move.code - first_fault) % targets; fault < static_cast<int>(free_faults)) {
        m.kind = MoveParts::Kind::fault;
        m.fault = static_cast<FreeFault>(fault);
        if (m.fault == FreeFault::early_timer) m.slot = target;
        else if (m.fault == FreeFault::partition) pair(target);
        else if (m.fault == FreeFault::lost_request || m.fault == FreeFault::lost_response) m.connection = {target};
        else m.node = node(target);
    }
    return m;
}

void list_free_moves(const World& w, const Config& config, const Layout& layout, bool waits_race, Moves& out) {
    DueEvents due = due_events(w, config, layout, waits_race);
    for (Slot s : due.slots) out.push_back(event_move(s));
    if (!due.heals) return;
    for (std::int16_t n = 0; n < layout.nodes().count(); ++n)
        if (w.is_paused({n})) out.push_back(move_of({MoveParts::Kind::resume, FreeFault::count, -1, {n}}));
    for (const BlockedLink& l : w.blocked)
        if (l.from < l.to) out.push_back(move_of({MoveParts::Kind::heal_link, FreeFault::count, -1, l.from, l.to}));
}

void list_faults(const World& w, const Config& config, const Layout& layout, const Exploration& q, bool waits_race, Moves& out) {
    list_broker_faults(w, layout, q, out);
    list_connection_faults(w, layout, q, out);
    if (!q.allowed[static_cast<std::size_t>(FreeFault::early_timer)]) return;
    Moves due;
    list_free_moves(w, config, layout, waits_race, due);
    for (std::size_t word = 0; word < w.timers.armed.size(); ++word)
        for (std::uint64_t left = w.timers.armed[word]; left != 0; left &= left - 1) {
            Slot s = static_cast<Slot>(word * 64) + std::countr_zero(left);
            if (!may_happen(w, s, layout) || std::find(due.begin(), due.end(), event_move(s)) != due.end()) continue;
            out.push_back(move_of({MoveParts::Kind::fault, FreeFault::early_timer, s}));
        }
}

// A timed run begins with every follower's fetch waiting at its leader. In a cluster that has run for long it may as well be on its way, and
// then a record is appended, and told OK with acks=1, before the follower has asked for it.
static void put_fetches_on_their_way(World& w, Turn& turn) {
    for (std::int16_t i = 0; i < static_cast<std::int16_t>(w.controller.partitions.size()); ++i) {
        const PartitionId p{i};
        const BrokerId leader = w.partition(p).leader;
        if (leader == nobody) continue;
        for (BrokerId b : turn.config.partition(p).replicas) {
            if (b == leader) continue;
            w.broker(leader).replica(p).follower(b).parked = false;
            w.broker(b).replica(p).fetching = false;
            Broker(w.broker(b), b, w.ledger, turn).fetch(p);
        }
    }
}

World start_of(const Config& config, const Layout& layout) {
    World w = initial_world(config, layout);
    Answers benign;
    Turn turn(config, layout, w.topics, w.network, w.timers, benign);
    start_applications(w, turn);
    put_fetches_on_their_way(w, turn);
    return w;
}

NodeId actor_of(Slot slot, const Layout& layout) { return layout.is_channel(slot) ? layout.channel(slot).to : layout.timer(slot).node; }

int apply(World& w, Move move, Turn& turn, Answers& answers) {
    MoveParts m = parts_of(move);
    answers.begin(move.answer);
    NodeId actor = no_node;
    switch (m.kind) {
        case MoveParts::Kind::event:
            step(w, m.slot, turn);
            actor = actor_of(m.slot, turn.layout);
            break;
        case MoveParts::Kind::resume: resume(w, m.node, turn); break;
        case MoveParts::Kind::heal_link:
            heal_link(w, m.node, m.other, turn);
            heal_link(w, m.other, m.node, turn);
            break;
        case MoveParts::Kind::fault: strike(w, m, turn); break;
    }
    forget_what_does_not_matter(w, actor, turn.config, turn.layout);
    return static_cast<int>(answers.combinations());
}

}  // namespace acksim
