// Follows a scenario's plan of faults through a timed run: starts each fault when its trigger comes true, ends it when its time is over,
// and stands between a connection and its reader for the faults that hit single requests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modes/run_result.hpp"
#include "modes/timed.hpp"

namespace acksim {

// Where a run tells what it is about to do; the trace recorder implements it.
struct StepListener {
    virtual void fault_step(SimTime at, StepId cause, int fault, NodeId node, const std::string& label) = 0;

protected:
    ~StepListener() = default;
};

class Nemesis {
public:
    Nemesis(const std::vector<Fault>& plan, Timed& timed, StepListener* steps);

    // The protocol said something: triggers may come true.
    void hear(const Happening& happening);
    SimTime next() const { return agenda_.empty() ? SimTime{Agenda::never} : agenda_.front().at; }
    // Starts or ends the fault that is next. Requires: next() is not never.
    void act();
    // Whether a fault hits the message that is about to arrive in `slot`; if so it has done so, and the driver looks again what is next.
    bool intercept(Slot slot);
    // Everything heals. Returns whether there was anything to heal.
    bool heal(SimTime at);
    std::vector<IdleFault> idle_faults() const;

private:
    struct Progress {
        int matches = 0;  // of the trigger
        bool started = false;
        bool struck = false;    // it has hit somebody
        bool active = false;    // a fault on requests waits for its request, or hits it again
        std::int32_t left = 0;  // faults on requests: how often still; < 0: for ever
        std::int64_t last_hit = -1;
        std::vector<NodeId> hit;
        std::vector<BlockedLink> links;
        std::vector<SlowLink> slowed;
        std::string missed;        // why it hit nobody when it began
        std::int32_t already = 0;  // faults on the nth request: how many had arrived when it began
    };
    struct Planned {
        SimTime at;
        std::int32_t order = 0;
        int fault = 0;
        bool ends = false;
        StepId cause = -1;
    };

    bool comes_true(const Trigger& trigger, const Happening& happening) const;
    bool carries(const Happening& happening, RecordName record) const;
    bool carries(const RecordRange& records, PartitionId partition, RecordName record) const;
    std::int64_t behind(PartitionId partition, BrokerId broker) const;
    void schedule(SimTime at, int fault, bool ends, StepId cause);
    void start(int fault, StepId cause);
    void end(int fault, StepId cause);
    void begin(const Fault& fault, Progress& progress, NodeId node, World& world, Turn& turn);
    void fault_began_or_ended(Trigger::Kind kind, int fault);
    std::string why_missed(const Fault& fault, const Progress& progress) const;
    std::string why_unhit(const Fault& fault, const Progress& progress) const;
    std::vector<NodeId> resolve(const Target& target) const;
    std::vector<BlockedLink> links_of(const Fault& fault) const;
    bool matches(const Fault& fault, const Channel& channel, const Message& message) const;
    bool hit(int fault, Slot slot, const Channel& channel);
    std::int32_t nth_request(ConnectionId connection, std::int32_t number) const;
    void count_request(const Channel& channel);

    const std::vector<Fault>& plan_;
    Timed& timed_;
    StepListener* steps_;
    std::vector<Progress> progress_;
    std::vector<Planned> agenda_;  // by time, then order of planning
    SimTime agenda_time_{};        // of the plan's step that is happening
    std::int32_t planned_ = 0;
    Progress* beginning_ = nullptr;  // the fault that begins at this moment
    bool on_requests_ = false;       // some fault of the plan hits single requests
    struct Numbered {
        std::int32_t number = 0;  // the request's, which rises on its connection
        std::int32_t nth = 0;     // of its producer
    };
    std::vector<std::vector<Numbered>> counted_;  // by ConnectionId, in order of arrival
    std::vector<std::int32_t> requests_of_;       // by producer
};

// "crash b1": what a fault is called in a trace.
std::string fault_label(const Fault& fault, const Nodes& nodes, NodeId node);

}  // namespace acksim
