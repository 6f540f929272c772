#include "report/as_scenario.hpp"

#include <fmt/format.h>
#include <sstream>

#include "base/check.hpp"
#include "modes/explore.hpp"
#include "modes/explore/align.hpp"
#include "modes/run.hpp"
#include "report/json_text.hpp"
#include "report/names.hpp"
#include "scenario/load.hpp"
#include "scenario/whole_text.hpp"

namespace acksim {

namespace {

constexpr std::size_t most_alignments = 200;  // some five runs each

// "200ms", "9s", "1500us": the largest unit that leaves nothing over.
std::string exact_duration(Duration d) {
    if (d.us % 1000000 == 0) return fmt::format("{}s", d.us / 1000000);
    return d.us % 1000 == 0 ? fmt::format("{}ms", d.us / 1000) : fmt::format("{}us", d.us);
}

// What a scenario expects of a run that breaks the guarantee.
std::string_view word_of(Guarantee guarantee) {
    switch (guarantee) {
        case Guarantee::no_acked_loss: return "lost";
        case Guarantee::log_agreement: return "diverged";
        case Guarantee::no_duplicates: return "duplicated";
        case Guarantee::producer_order: return "reordered";
        case Guarantee::count: break;
    }
    return "";
}

std::int64_t broken(const Outcome& outcome, Guarantee guarantee) {
    if (guarantee == Guarantee::no_duplicates) return outcome.count(Word::duplicated);
    if (guarantee == Guarantee::log_agreement) return static_cast<std::int64_t>(outcome.diverged.size());
    return guarantee == Guarantee::producer_order ? outcome.reordered_pairs : outcome.count(Word::lost);
}

class Writer {
public:
    Writer(const Scenario& scenario, const Trail& trail)
        : scenario_(scenario), trail_(trail), nodes_(nodes_of(scenario.config)), base_(Json::parse(whole_text(scenario), nullptr, true, true)) {
        base_.erase("explore");
        base_["expect"] = Json{{std::string(word_of(trail.guarantee)), Json{{"at_least", 1}}}};
    }

    std::string text(const TimedPlan& plan) const {
        Json json = base_;
        if (plan.seed != scenario_.seed) json["seed"] = plan.seed;
        json["faults"] = Json::array();
        for (const Fault& f : plan.faults) json["faults"].push_back(fault(f));
        for (std::size_t p = 0; p < json["producers"].size(); ++p) {
            Json& workload = json["producers"][p]["workload"];
            if (trail_.records >= 0) workload["records"] = trail_.records;
            if (!plan.paces.empty()) set_pace(plan.paces[p], workload);
        }
        std::ostringstream out;
        write_json(out, {json});
        return out.str();
    }

private:
    void set_pace(const Pace& pace, Json& workload) const {
        workload.erase("every");
        workload.erase("pauses");
        if (pace.start.us > 0) workload["start"] = exact_duration(pace.start);
        Json pauses = Json::array();
        for (Duration d : pace.pauses) pauses.push_back(exact_duration(d));
        if (!pauses.empty()) workload["pauses"] = pauses;
    }

    std::string node(NodeId n) const {
        if (n == nodes_.controller()) return "controller";
        if (nodes_.is_broker(n)) return fmt::format("b{}", n.value + 1);
        return scenario_.producer_names[static_cast<std::size_t>(nodes_.producer_of(n).value)];
    }
    Json partition(PartitionId p) const {
        auto topic = static_cast<std::size_t>(scenario_.config.topic_of(p));
        return fmt::format("{}/{}", scenario_.topic_names[topic], p - scenario_.config.topics[topic].first);
    }

    Json fault(const Fault& f) const {
        Json json = Json::object();
        auto names = [&](const char* word, const char* key) {
            json["do"] = word;
            if (key) json[key] = node(f.target.node);
        };
        auto restart = [&] { json["restart_after"] = f.restart_after.us < 0 ? Json("until healed") : Json(exact_duration(f.restart_after)); };
        auto between = [&](const char* word) {
            json["do"] = word;
            json["between"] = Json::array({node(f.target.node), node(f.other.node)});
        };
        switch (f.kind) {
            case FaultKind::crash:
                names("crash", "broker");
                start(f.when, json);
                restart();
                break;
            case FaultKind::power_loss:
                names("power_loss", "broker");
                start(f.when, json);
                if (f.keep >= 0) json["keep"] = f.keep;
                restart();
                break;
            case FaultKind::pause:
                names("pause", "broker");
                start(f.when, json);
                if (f.duration.us >= 0) json["for"] = exact_duration(f.duration);
                break;
            case FaultKind::partition:
                between("partition");
                start(f.when, json);
                if (f.duration.us >= 0) json["for"] = exact_duration(f.duration);
                break;
            case FaultKind::lose_request:
            case FaultKind::lose_response:
                names(f.kind == FaultKind::lose_request ? "lose_request" : "lose_response", nullptr);
                json["of"] = scenario_.name_of(f.record);
                // The first request of all is meant when nothing else is said.
                if (f.when.kind != Trigger::Kind::at && f.when.times > 1) start(f.when, json);
                break;
            case FaultKind::slow_follower:
                names("slow_follower", "broker");
                json["by"] = exact_duration(f.by);
                json["from"] = "start";
                break;
            case FaultKind::delay:
                between("delay");
                json["by"] = exact_duration(f.by);
                json["from"] = "start";
                break;
            case FaultKind::disk_loss:
            case FaultKind::stop:
            case FaultKind::swallow_request:
            case FaultKind::swallow_response:
            case FaultKind::delay_request:
            case FaultKind::delay_response:
            case FaultKind::answer_error:
            case FaultKind::move_leader:
            case FaultKind::kill_producer:
            case FaultKind::break_connection:
            case FaultKind::alter_config:
            case FaultKind::add_partitions: ACKSIM_CHECK(!"no fault of a trail");
        }
        return json;
    }

    void start(const Trigger& t, Json& json) const {
        using Kind = Trigger::Kind;
        Json when = Json::object();
        auto brokers = [&] {
            Json list = Json::array();
            for_each(t.brokers, [&](BrokerId b) { list.push_back(fmt::format("b{}", b.value + 1)); });
            return list;
        };
        switch (t.kind) {
            case Kind::at: json["at"] = exact_duration(t.at - SimTime{}); return;
            case Kind::sent: when["sent"] = scenario_.name_of(t.record); break;
            case Kind::requested: when["requested"] = scenario_.name_of(t.record); break;
            case Kind::appended: when["appended"] = scenario_.name_of(t.record); break;
            case Kind::replicated: when = {{"replicated", scenario_.name_of(t.record)}, {"on", fmt::format("b{}", t.broker.value + 1)}}; break;
            case Kind::acknowledged: when["acknowledged"] = scenario_.name_of(t.record); break;
            case Kind::told_error: when["told_error"] = scenario_.name_of(t.record); break;
            case Kind::follower_behind: when["follower_behind"] = {{"broker", fmt::format("b{}", t.broker.value + 1)}, {"records", t.number}}; break;
            case Kind::isr_is: when["isr"] = brokers(); break;
            case Kind::isr_size: when["isr_size"] = t.number; break;
            case Kind::leader_changed: when["leader_changed"] = t.number; break;
            case Kind::fault_started: when["fault_started"] = t.number; break;
            case Kind::fault_ended: when["fault_ended"] = t.number; break;
        }
        bool of_partition = t.kind == Kind::isr_is || t.kind == Kind::isr_size || t.kind == Kind::leader_changed || t.kind == Kind::follower_behind;
        if (of_partition && scenario_.config.partitions.size() > 1) when["partition"] = partition(t.partition);
        if (t.times > 1) when["times"] = t.times;
        if (t.after.us > 0) when["after"] = exact_duration(t.after);
        json["when"] = when;
    }

    const Scenario& scenario_;
    const Trail& trail_;
    Nodes nodes_;
    Json base_;
};

std::string why_not(const TrailSteps& trail) {
    if (!trail.without_counterpart.empty()) return "no scenario can ask for the " + trail.without_counterpart;
    if (const auto& o = trail.overtaking)
        return fmt::format("only with unbounded delays: {} takes {}, {} only {}", o->fired, duration_text(o->fired_takes), o->running,
                           duration_text(o->running_takes));
    return "only with unbounded delays" + (trail.held_back.empty() ? "" : ": " + trail.held_back);
}

// Runs plans as they would be handed out, until one ends in the trail's word.
class Attempts {
public:
    Attempts(const Scenario& scenario, const Trail& trail) : scenario_(scenario), guarantee_(trail.guarantee), writer_(scenario, trail) {}

    // Whether it ends in the word, with all of its faults.
    bool succeeds(const TimedPlan& plan) {
        std::string text = writer_.text(plan);
        RunResult result = run(parse_scenario(text, scenario_.file));
        std::size_t unstarted = result.never_started.size();
        bool agrees = broken(result.outcome, guarantee_) > 0 && unstarted == 0;
        if (agrees || unstarted < fewest_unstarted_) nearest_ = std::move(text);
        fewest_unstarted_ = std::min(fewest_unstarted_, unstarted);
        return agrees;
    }
    Trace trace_of(const TimedPlan& plan) const { return run(parse_scenario(writer_.text(plan), scenario_.file), {.seed = {}, .trace = true, .cures = false}).trace; }
    // The one that succeeded; else that with the fewest faults that never started.
    std::string nearest() { return std::move(nearest_); }

private:
    const Scenario& scenario_;
    Guarantee guarantee_;
    Writer writer_;
    std::string nearest_;
    std::size_t fewest_unstarted_ = ~std::size_t{0};
};

// The plans as they are; then their free times aligned with the trail.
bool any_succeeds(const std::vector<TimedPlan>& plans, const TrailSteps& trail, const Layout& layout, Attempts& attempts) {
    for (const TimedPlan& plan : plans)
        if (attempts.succeeds(plan)) return true;
    std::size_t left = most_alignments;
    for (const TimedPlan& plan : plans) {
        if (plan.paces.empty()) continue;
        for (Behind behind : {Behind::at_once, Behind::in_its_time}) {
            if (left-- == 0) return false;
            if (attempts.succeeds(align(plan, behind, trail, layout, [&](const TimedPlan& p) { return attempts.trace_of(p); }))) return true;
        }
    }
    return false;
}

}  // namespace

TimedCounterpart as_scenario(const Scenario& scenario, const Trail& trail) {
    Exploration question;
    question.records = trail.records;
    Scenario explored = for_exploration(scenario, question);
    replay(explored, trail);  // refuses what is no trail of this scenario
    TrailSteps steps = walk_through(explored, trail);
    Attempts attempts(scenario, trail);
    bool agrees = any_succeeds(timed_plans(explored, steps), steps, Layout(explored.config), attempts);
    std::string note = agrees ? "" : why_not(steps);
    if (agrees && !steps.without_counterpart.empty()) note = "the " + steps.without_counterpart + " has no counterpart, and none is needed";
    return {attempts.nearest(), agrees, std::move(note)};
}

}  // namespace acksim
