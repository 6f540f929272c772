#include "report/scenario_writer.hpp"

#include <fmt/format.h>
#include <sstream>

#include "base/check.hpp"
#include "scenario/whole_text.hpp"

namespace acksim {

namespace {

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

void set_pace(const Pace& pace, Json& workload) {
    workload.erase("every");
    workload.erase("pauses");
    workload.erase("start");
    if (pace.start.us > 0) workload["start"] = exact_duration(pace.start);
    Json pauses = Json::array();
    for (Duration d : pace.pauses) pauses.push_back(exact_duration(d));
    if (!pauses.empty()) workload["pauses"] = pauses;
}

class FaultWriter {
public:
    explicit FaultWriter(const Scenario& scenario) : scenario_(scenario), nodes_(nodes_of(scenario.config)) {}

    Json written(const Fault& f) const {
        Json json = Json::object();
        auto names = [&](const char* word) {
            json["do"] = word;
            json["broker"] = node(f.target.node);
        };
        auto of_request = [&](const char* word) {
            json["do"] = word;
            json["of"] = scenario_.name_of(f.record);
            // The first request of all is meant when nothing else is said.
            if (f.when.kind != Trigger::Kind::at && f.when.times > 1) start(f.when, json);
            if (f.times > 1) json["times"] = f.times;
        };
        auto restart = [&] { json["restart_after"] = f.restart_after.us < 0 ? Json("until healed") : Json(exact_duration(f.restart_after)); };
        auto between = [&](const char* word) {
            json["do"] = word;
            json["between"] = Json::array({node(f.target.node), node(f.other.node)});
        };
        switch (f.kind) {
            case FaultKind::crash:
                names("crash");
                start(f.when, json);
                restart();
                break;
            case FaultKind::power_loss:
                names("power_loss");
                start(f.when, json);
                if (f.keep >= 0) json["keep"] = f.keep;
                restart();
                break;
            case FaultKind::pause:
                names("pause");
                start(f.when, json);
                if (f.duration.us >= 0) json["for"] = exact_duration(f.duration);
                break;
            case FaultKind::partition:
                between("partition");
                start(f.when, json);
                if (f.one_way) json["one_way"] = true;
                if (f.duration.us >= 0) json["for"] = exact_duration(f.duration);
                break;
            case FaultKind::lose_request:
            case FaultKind::lose_response: of_request(f.kind == FaultKind::lose_request ? "lose_request" : "lose_response"); break;
            case FaultKind::delay_request:
            case FaultKind::delay_response:
                of_request(f.kind == FaultKind::delay_request ? "delay_request" : "delay_response");
                json["by"] = exact_duration(f.by);
                break;
            case FaultKind::answer_error:
                of_request("answer_error");
                json["error"] = std::string(info(f.error).name);
                json["appended"] = f.appended;
                break;
            case FaultKind::slow_follower:
                names("slow_follower");
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
            case FaultKind::move_leader:
            case FaultKind::kill_producer:
            case FaultKind::break_connection:
            case FaultKind::alter_config:
            case FaultKind::add_partitions: ACKSIM_CHECK(!"no fault of a trail");
        }
        return json;
    }

private:
    std::string node(NodeId n) const {
        if (n == nodes_.controller()) return "controller";
        if (nodes_.is_broker(n)) return fmt::format("b{}", n.value + 1);
        return scenario_.producer_names[static_cast<std::size_t>(nodes_.producer_of(n).value)];
    }
    Json partition(PartitionId p) const {
        auto topic = static_cast<std::size_t>(scenario_.config.topic_of(p));
        return fmt::format("{}/{}", scenario_.topic_names[topic], p - scenario_.config.topics[topic].first);
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
    Nodes nodes_;
};

}  // namespace

ScenarioWriter::ScenarioWriter(const Scenario& scenario, const Trail& trail)
    : scenario_(scenario), trail_(trail), base_(Json::parse(whole_text(scenario), nullptr, true, true)) {
    base_.erase("explore");
    base_["expect"] = Json{{std::string(word_of(trail.guarantee)), Json{{"at_least", 1}}}};
}

std::string ScenarioWriter::text(const TimedPlan& plan) const {
    Json json = base_;
    if (plan.seed != scenario_.seed) json["seed"] = plan.seed;
    json["faults"] = Json::array();
    FaultWriter faults(scenario_);
    for (const Fault& f : plan.faults) json["faults"].push_back(faults.written(f));
    for (std::size_t p = 0; p < json["producers"].size(); ++p) {
        Json& workload = json["producers"][p]["workload"];
        if (trail_.records >= 0) workload["records"] = trail_.records;
        if (!plan.paces.empty()) set_pace(plan.paces[p], workload);
    }
    std::ostringstream out;
    write_json(out, {json});
    return out.str();
}

}  // namespace acksim
