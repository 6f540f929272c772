#include "modes/run.hpp"

#include "base/check.hpp"
#include "modes/anomalies.hpp"
#include "modes/causes.hpp"
#include "modes/cures.hpp"
#include "modes/fault_kinds.hpp"
#include "modes/nemesis.hpp"
#include "modes/observer.hpp"
#include "modes/reruns.hpp"
#include "modes/timed.hpp"
#include "verdict/judge.hpp"
#include "world/agreement.hpp"

namespace acksim {

namespace {

// Whether nothing but forgetting idle producers is left to happen. A run does not wait for that: it can change nothing any more.
bool only_forgetting_is_left(const Timed& timed) {
    const Layout& layout = timed.layout();
    auto is_forgetting = [&](Slot s) { return !layout.is_channel(s) && layout.timer(s).kind == TimerKind::forget_producer; };
    if (!timed.config().producer_ids_expire || !is_forgetting(timed.next_slot())) return false;
    auto slots = std::max<Slot>(layout.fixed(), static_cast<Slot>(timed.world().timers.armed.size()) * 64);
    for (Slot s = 0; s < slots; ++s)
        if (may_happen(timed.world(), s, layout) && !is_forgetting(s)) return false;
    return true;
}

// A run in which no time passes any more would never end.
class Clock {
public:
    explicit Clock(const Config& config) {
        for (const ProducerSetup& p : config.producers) most_ += 100 * std::int64_t{p.workload.records};
    }
    void tick(SimTime now) {
        events_ = now == now_ ? events_ + 1 : 0;
        now_ = now;
        ACKSIM_CHECK(events_ < most_);
    }

private:
    SimTime now_{};
    std::int64_t events_ = 0, most_ = 1'000'000;
};

// Act one and act two: the plan's faults, then healing, then rest. If somebody keeps trying what cannot succeed before everything heals,
// everything heals at the limit of simulated time. Returns false if the limit has passed once more.
bool play(Timed& timed, Nemesis& nemesis, Observer& observer, Duration limit) {
    Clock clock(timed.config());
    SimTime end = SimTime{} + limit;
    bool healed = false;
    for (;;) {
        SimTime event = timed.next(), fault = nemesis.next();
        SimTime next = std::min(event, fault);
        if (next.us == Agenda::never || (fault.us == Agenda::never && only_forgetting_is_left(timed))) {
            if (nemesis.heal(timed.now())) continue;
            return true;
        }
        if (next > end) {
            if (healed || !nemesis.heal(end)) return false;
            healed = true;
            end = end + limit;
            continue;
        }
        clock.tick(next);
        if (fault <= event) {
            nemesis.act();
            continue;
        }
        Slot slot = timed.next_slot();
        if (nemesis.intercept(slot)) continue;
        observer.event_step(slot);
        timed.do_next();
    }
}

std::uint64_t fingerprint(const Timed& timed, const Outcome& outcome) {
    std::uint64_t h = timed.fingerprint();
    auto mix = [&](std::int64_t x) { h = fold(h ^ static_cast<std::uint64_t>(x), 0xe7037ed1a0b428db); };
    for (const RecordFate& f : outcome.records) {
        mix(static_cast<std::int64_t>(f.word));
        mix(static_cast<std::int64_t>(f.error));
    }
    for (const StoredRecord& s : outcome.log) {
        mix(s.offset.value);
        mix(s.epoch.value);
        mix(s.record.index);
    }
    return h;
}

std::string command_of(const Scenario& scenario, std::uint64_t seed) {
    std::string command = "acksim run " + scenario.file + " --seed " + std::to_string(seed);
    for (const std::string& setting : scenario.settings) command += " --set '" + setting + "'";
    return command;
}

}  // namespace

RunResult run(const Scenario& scenario, const RunOptions& options) {
    RunResult result;
    result.seed = options.seed.value_or(scenario.seed);
    set_reproduction_line(command_of(scenario, result.seed));
    Config config = with_alterations(scenario.config, scenario.faults);
    Timed timed(config, scenario.network, result.seed);
    bool trace = options.trace || options.cures;
    Observer observer(timed, trace);
    Nemesis nemesis(scenario.faults, timed, &observer);
    observer.set_nemesis(&nemesis);
    timed.set_listener(&observer);
    bool rested = play(timed, nemesis, observer, scenario.limit);
    result.ended = timed.now();
    result.events = timed.events();
    result.outcome = judge(timed.world().ledger, final_logs(timed.world()), !rested);
    result.outcome.diverged = diverged_partitions(timed.world());
    result.fingerprint = fingerprint(timed, result.outcome);
    result.idle_faults = nemesis.idle_faults();
    result.first_producer_node = config.brokers + 1;
    result.lanes = lanes_of(timed.world().ledger);
    observer.finish(result);
    result.anomalies = find_anomalies(result);
    if (options.cures) {
        Reruns reruns(scenario, result);
        for (Anomaly& a : result.anomalies)
            for (int f = 0; f < static_cast<int>(scenario.faults.size()); ++f)
                if (reruns.decides(f, a)) add_strike(a.because, result.trace, f);
        for (Anomaly& a : result.anomalies)
            a.cures = find_cures(scenario, a.records.front().producer, true, [&](const Scenario& changed) { return reruns.prevent(changed, a); });
    }
    return result;
}

}  // namespace acksim
