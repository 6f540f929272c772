// Listens to a run and keeps what a report needs beside the outcome: costs, callbacks, failed records, and the trace if it is asked for.
#pragma once

#include <vector>

#include "modes/nemesis.hpp"
#include "modes/run_result.hpp"
#include "modes/timed.hpp"

namespace acksim {

class Observer final : public Listener, public StepListener {
public:
    // Requires: timed and nemesis (set later) outlive the observer.
    Observer(Timed& timed, bool trace);

    void set_nemesis(Nemesis* nemesis) { nemesis_ = nemesis; }
    void hear(const Happening& happening) override;
    void fault_step(SimTime at, StepId cause, int fault, NodeId node, const std::string& label) override;
    // The driver is about to do the event in `slot`.
    void event_step(Slot slot);
    // Fills in what only the end of a run knows.
    void finish(RunResult& result);

private:
    // Of one partition: since when something has been wrong, and the longest time that it was.
    struct Spell {
        std::int64_t since = -1;
        std::int64_t longest = 0;

        void begin(SimTime at) {
            if (since < 0) since = at.us;
        }
        void end(SimTime at) {
            if (since < 0) return;
            if (at.us - since > longest) longest = at.us - since;
            since = -1;
        }
    };

    void on_told(const Happening& happening);
    // Since when has nobody led a partition, or refused its records?
    void watch_partitions(const Happening& happening);
    bool is_served_by(std::size_t partition, BrokerId leader) const;
    void watch_leaders();
    std::int64_t& sent_at(const Happening& happening, std::int32_t send);
    RecordName name(const Happening& happening, std::int32_t send) const;

    Timed& timed_;
    Nemesis* nemesis_ = nullptr;
    bool tracing_;
    Trace trace_;
    std::vector<std::vector<std::vector<std::int64_t>>> sent_;  // [producer][partition][send]: time of send()
    std::vector<std::int64_t> latencies_;
    std::vector<FailedRecord> failed_;
    std::vector<RecordName> callbacks_;
    std::vector<Spell> leaderless_, refusing_;  // by partition
    std::int64_t first_send_ = -1;
    std::int64_t last_callback_ = 0;
    std::int64_t retries_ = 0;
};

}  // namespace acksim
