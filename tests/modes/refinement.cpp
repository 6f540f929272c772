// A timed run is one of the runs that are explored. Every lesson is played once with its times and its plan of faults, and beside it a
// second World takes each event as a move of an exploration: it must be possible there, and lead to the same World. The second one forgets
// after every move what does not matter, so this also shows that what is forgotten does not matter.
// Compared are the packed Worlds as support/same_world.hpp puts them; put aside are restart timers (exploration restarts whatever stopped,
// a plan may leave that to the healing) and the order of cut links. Not mirrored: times, so no slow follower and no late message.
#include <algorithm>
#include <filesystem>
#include <map>

#include "faults/add_partitions.hpp"
#include "faults/alter_config.hpp"
#include "faults/answer_error.hpp"
#include "faults/break_connection.hpp"
#include "faults/disk_loss.hpp"
#include "faults/kill_producer.hpp"
#include "faults/move_leader.hpp"
#include "faults/partition.hpp"
#include "faults/pause.hpp"
#include "faults/stop.hpp"
#include "faults/swallow.hpp"
#include "modes/agenda.hpp"
#include "modes/explore/moves.hpp"
#include "modes/fault_kinds.hpp"
#include "modes/label.hpp"
#include "modes/nemesis.hpp"
#include "modes/timed.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/same_world.hpp"
#include "support/settled.hpp"
#include "support/slow_build.hpp"
#include "world/process.hpp"

using namespace acksim;

namespace {

// What the plan of faults has just done, from what the protocol and the nemesis say.
struct Intervention final : Listener, StepListener {
    Nemesis* nemesis = nullptr;
    int fault = -1;  // of the plan; -1: everything heals
    NodeId node = no_node;
    bool happened = false;
    std::vector<Happening> said;

    void hear(const Happening& h) override {
        said.push_back(h);
        if (nemesis) nemesis->hear(h);
    }
    void fault_step(SimTime, StepId, int index, NodeId whom, const std::string&) override {
        fault = index;
        node = whom;
        happened = true;
    }
    void clear() {
        said.clear();
        happened = false;
    }
};

// The exploration that goes along.
class Mirror {
public:
    Mirror(const Config& config, const std::vector<Fault>& plan)
        : config_(config), plan_(plan), layout_(config), world_(testing::settled_start(config, layout_)) {}

    // What went wrong; empty: nothing.
    std::string trouble;
    int events = 0;
    std::map<std::string, int> early;  // timers that fired before they were due, by kind

    bool is_like(const World& timed) const { return alike(world_, packed(testing::in_common(timed, config_, layout_))); }

    // Takes the event; `after` is the timed run's World after it, `before` the one before.
    void event(Slot timed_slot, const World& before, const World& after) {
        ++events;
        Slot slot = testing::counterpart(timed_slot, before, world_, layout_);
        if (!may_happen(world_, slot, layout_)) return fail("is not possible: " + name(slot));
        Moves free;
        list_free_moves(world_, config_, layout_, true, free);
        bool due = std::find(free.begin(), free.end(), event_move(slot)) != free.end();
        if (!due && layout_.is_channel(slot)) return fail("is no move: " + name(slot));
        if (!due) ++early[timer_label(layout_.timer(slot))];
        if (!take(event_move(slot), after)) fail("leads elsewhere: " + name(slot));
    }

    // Takes what the plan did.
    void intervene(const Intervention& done, const World& after) {
        for (const Happening& h : done.said) mirror(h, done, after);
        if (done.fault >= 0 && plan_[static_cast<std::size_t>(done.fault)].kind == FaultKind::kill_producer)
            by_hand([&](Turn& turn) { kill_producer(world_, layout_.nodes().producer_of(done.node), turn); });
        if (!is_like(after)) fail("a fault leads elsewhere");
    }

private:
    void fail(const std::string& what) {
        if (trouble.empty()) trouble = what;
    }
    std::string name(Slot slot) const {
        return layout_.is_channel(slot) ? message_label(world_, layout_, layout_.channel(slot)) : timer_label(layout_.timer(slot));
    }
    bool alike(const World& mine, const std::vector<std::uint8_t>& theirs) const { return packed(testing::in_common(mine, config_, layout_)) == theirs; }

    // Of the move's outcomes the one that the timed run took.
    bool take(Move move, const World& after) {
        std::vector<std::uint8_t> theirs = packed(testing::in_common(after, config_, layout_));
        for (int answers = 1; move.answer < answers; ++move.answer) {
            World next = world_;
            Turn turn(config_, layout_, next.topics, next.network, next.timers, answers_);
            answers = apply(next, move, turn, answers_);
            if (move.answer + 1 < answers && !alike(next, theirs)) continue;
            world_ = std::move(next);
            return alike(world_, theirs);
        }
        return false;
    }

    // A fault that exploration knows: it must be one that may strike now.
    void strike(MoveParts m, const World& after) {
        m.kind = MoveParts::Kind::fault;
        Exploration everything;
        everything.allowed.fill(true);
        Moves faults;
        list_faults(world_, config_, layout_, everything, true, faults);
        Move move = move_of(m);
        if (std::find(faults.begin(), faults.end(), move) == faults.end()) return fail("no move: " + std::string(name_of(m.fault)));
        take(move, after);
    }

    template <class F> void by_hand(F&& f) {
        Turn turn(config_, layout_, world_.topics, world_.network, world_.timers, answers_);
        answers_.begin(0);
        f(turn);
    }

    void mirror(const Happening& h, const Intervention& done, const World& after);
    void mirror_link(const Happening& h, const Intervention& done, const World& after);

    const Config& config_;
    const std::vector<Fault>& plan_;
    Layout layout_;
    World world_;
    Answers answers_;
};

// Exploration cuts the link of a broker and the controller both ways; whatever else a plan cuts is cut by hand.
void Mirror::mirror_link(const Happening& h, const Intervention& done, const World& after) {
    if (h.what == What::link_cut && world_.is_blocked(h.node, h.other)) return;
    NodeId controller = layout_.nodes().controller();
    bool back = std::any_of(done.said.begin(), done.said.end(), [&](const Happening& o) { return o.what == h.what && o.node == h.other && o.other == h.node; });
    NodeId first = std::min(h.node, h.other), second = std::max(h.node, h.other);
    bool known = back && second == controller && layout_.nodes().is_broker(first);
    MoveParts m{MoveParts::Kind::heal_link, FreeFault::partition, -1, first, second};
    if (known && h.what == What::link_cut) return strike(m, after);
    if (known && world_.is_blocked(h.node, h.other)) return static_cast<void>(take(move_of(m), after));
    by_hand([&](Turn& turn) { h.what == What::link_cut ? cut_link(world_, h.node, h.other, turn) : heal_link(world_, h.node, h.other, turn); });
}

void Mirror::mirror(const Happening& h, const Intervention& done, const World& after) {
    Nodes nodes = layout_.nodes();
    const Fault* fault = done.fault >= 0 ? &plan_[static_cast<std::size_t>(done.fault)] : nullptr;
    BrokerId b = nodes.is_broker(h.node) ? nodes.broker_of(h.node) : nobody;
    auto connection = [&](NodeId producer, NodeId broker) { return layout_.to_broker(nodes.producer_of(producer), nodes.broker_of(broker)); };
    auto lost = [&](FreeFault f) {
        MoveParts m{MoveParts::Kind::fault, f};
        m.connection = connection(h.node, h.other);
        strike(m, after);
    };
    Move restart = nodes.is_broker(h.node) ? event_move(layout_.slot({TimerKind::restart, h.node, 0, 0})) : Move{};
    switch (h.what) {
        case What::crashed: return strike({MoveParts::Kind::fault, FreeFault::crash, -1, h.node}, after);
        case What::lost_power: return strike({MoveParts::Kind::fault, FreeFault::power_loss, -1, h.node}, after);
        case What::paused:
            if (nodes.is_broker(h.node)) return strike({MoveParts::Kind::fault, FreeFault::pause, -1, h.node}, after);
            return by_hand([&](Turn& turn) { pause(world_, h.node, turn); });
        case What::resumed: take(move_of({MoveParts::Kind::resume, FreeFault::count, -1, h.node}), after); return;
        case What::request_lost: return lost(FreeFault::lost_request);
        case What::response_lost: return lost(FreeFault::lost_response);
        case What::link_cut:
        case What::link_healed: return mirror_link(h, done, after);
        case What::restarted:
            if (may_happen(world_, restart.code, layout_)) take(restart, after);
            else by_hand([&](Turn& turn) { start_broker(world_, b, turn); });
            return;
        case What::lost_disk:
        case What::stopped:
            return by_hand([&](Turn& turn) {
                h.what == What::stopped ? stop(world_, b, turn) : lose_disk(world_, b, turn);
                turn.arm({TimerKind::restart, h.node, 0, 0}, Duration{});
            });
        case What::connection_broken: return by_hand([&](Turn& turn) { break_connection(world_, connection(h.node, h.other), turn); });
        case What::request_swallowed: return swallow(world_, connection(h.node, h.other), Direction::requests);
        case What::response_swallowed: return swallow(world_, connection(h.node, h.other), Direction::responses);
        case What::error_injected: return answer_error(world_, connection(h.other, h.node), fault->error, fault->appended);
        case What::partitions_added: return by_hand([&](Turn& turn) { add_partitions(world_, config_.topic_of(h.partition), fault->partitions, turn); });
        case What::leader_move_asked: return by_hand([&](Turn& turn) { move_leader(world_, h.partition, nodes.broker_of(h.other), turn); });
        case What::config_altered:
            return by_hand([&](Turn& turn) { alter_config(world_, config_.topic_of(h.partition), version_of(plan_, config_, done.fault), turn); });
        default: return;  // what follows from these
    }
}

constexpr int most_steps = 3000;  // of a run

struct Played {
    std::string trouble;
    std::map<std::string, int> early;
};

Played play(const Scenario& scenario, std::uint64_t seed, int most_events) {
    Config config = with_alterations(scenario.config, scenario.faults);
    Timed timed(config, scenario.network, seed);
    Intervention done;
    Nemesis nemesis(scenario.faults, timed, &done);
    done.nemesis = &nemesis;
    timed.set_listener(&done);
    Mirror mirror(config, scenario.faults);
    if (!mirror.is_like(timed.world())) mirror.trouble = "the start is another";
    while (mirror.trouble.empty() && mirror.events < most_events) {
        SimTime event = timed.next(), fault = nemesis.next();
        done.clear();
        if (std::min(event, fault).us == Agenda::never) {
            if (!nemesis.heal(timed.now())) break;
            mirror.intervene(done, timed.world());
        } else if (fault <= event) {
            nemesis.act();
            if (done.happened) mirror.intervene(done, timed.world());
        } else if (Slot slot = timed.next_slot(); nemesis.intercept(slot)) mirror.intervene(done, timed.world());
        else {
            World before = timed.world();
            timed.do_next();
            mirror.event(slot, before, timed.world());
        }
        if (!mirror.trouble.empty()) mirror.trouble += " at " + std::to_string(timed.now().us) + " us";
    }
    return {mirror.trouble, mirror.early};
}

std::vector<std::filesystem::path> scenarios_in(const char* folder) {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(ACKSIM_SOURCE_DIR) / folder))
        if (entry.path().extension() == ".json") out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

// Timers that fire in a lesson before they are due, by kind: each is a delay that an exploration counts as a fault. Lessons that are not
// listed have none.
const std::map<std::string, std::string> early_timers = {
    {"acks-0-connection-breaks", "metadata backoff 1, metadata.max.age.ms 1"},
    {"acks-1-connection-breaks", "metadata backoff 1, metadata.max.age.ms 1"},
    {"acks-1-leader-crash", "fetch backoff 18, metadata backoff 14, metadata.max.age.ms 1, reconnect 15"},
    {"acks-all-leader-crash", "fetch backoff 18, metadata backoff 14, metadata.max.age.ms 1, reconnect 15, retry.backoff.ms 2"},
    {"acks-all-min-isr-1-power-loss", "fetch backoff 6, reconnect 1"},
    {"acks-all-min-isr-2-power-loss", "fetch backoff 6, metadata backoff 14, metadata.max.age.ms 1, reconnect 15, retry.backoff.ms 5"},
    {"application-resends", "metadata backoff 3, metadata.max.age.ms 1, request.timeout.ms 1"},
    {"not-enough-replicas-after-append", "restart 1"},
    {"partitions-added-moves-keys", "metadata backoff 2, metadata.max.age.ms 3"},
    {"response-lost-duplicates", "metadata backoff 1, metadata.max.age.ms 1"},
    {"response-lost-idempotent", "metadata backoff 1, metadata.max.age.ms 1"},
    {"unclean-election-loses", "fetch backoff 14, metadata backoff 14, metadata.max.age.ms 1, reconnect 18, restart 1"},
    {"unclean-off-waits", "fetch backoff 14, metadata backoff 39, metadata.max.age.ms 1, reconnect 18, restart 1"},
};

std::string in_words(const std::map<std::string, int>& early) {
    std::string out;
    for (const auto& [kind, times] : early) out += (out.empty() ? "" : ", ") + kind + " " + std::to_string(times);
    return out;
}

}  // namespace

TEST_CASE("The timed run of every lesson is a run of its exploration") {
    for (const std::filesystem::path& file : scenarios_in("scenarios")) {
        INFO(file.string());
        Scenario scenario = load_scenario(file.string());
        Played played = play(scenario, scenario.seed, most_steps);
        CHECK(played.trouble == "");
        auto known = early_timers.find(file.stem().string());
        CHECK(in_words(played.early) == (known == early_timers.end() ? "" : known->second));
    }
}

TEST_CASE("So is the run that shows the KIP-320 fault, but for backoffs and metadata that come early") {
    Scenario scenario = load_scenario(std::string(ACKSIM_SOURCE_DIR) + "/tests/explore/kip-320.json");
    Played played = play(scenario, scenario.seed, most_steps);
    CHECK(played.trouble == "");
    CHECK(in_words(played.early) == "fetch backoff 87, metadata backoff 4, metadata.max.age.ms 1, reconnect 4");
}

TEST_CASE("So is every run that was compared with Kafka, and more of them with other seeds") {
    for (const std::filesystem::path& file : scenarios_in("tests/truth")) {
        Scenario scenario = load_scenario(file.string());
        for (std::uint64_t seed : {1, 2, 3}) {
            if (testing::is_slow_build && seed > 1) break;
            INFO(file.string() << " --seed " << seed);
            CHECK(play(scenario, seed, most_steps).trouble == "");
        }
    }
}
