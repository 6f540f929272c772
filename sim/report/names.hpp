// How a report calls things: b1, p1#3–7, orders-0, 61.2 ms. One place, so that diagram, chain, JSON and tables agree.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/broker_set.hpp"
#include "base/time.hpp"
#include "modes/run_result.hpp"
#include "protocol/nodes.hpp"
#include "scenario/scenario.hpp"

namespace acksim {

std::string_view word_name(Word word);  // "silently lost"
std::string_view meaning(Word word);    // "told nothing, not stored"
std::string_view acks_name(Acks acks);  // "0", "1", "all"

std::string duration_text(Duration d);            // "350 µs", "61.2 ms", "9.061 s", "2 min": exact or cut off, never rounded up
std::string milliseconds_text(Duration d);        // as the value of a property that ends in .ms: "30000"
std::string time_text(SimTime at);                // "61.2 ms", "9.061 s"
std::string rate_text(const Cost& cost);          // "under 1" where whole records a second are too coarse
std::string span_text(SimTime from, SimTime to);  // "12.0 – 61.4 ms"

class Names {
public:
    // Requires: both outlive this object.
    Names(const Scenario& scenario, const RunResult& result) : scenario_(scenario), result_(result) {}

    std::string node(NodeId node) const;                      // "b1", "controller", "p1"
    std::string broker(BrokerId broker) const;                // "b1"
    std::string brokers(BrokerSet set) const;                 // "b1 b2"; empty: "–"
    std::string partition(PartitionId p) const;               // "orders-0"
    std::string partition(PartitionId p, int columns) const;  // not wider, at the expense of the topic: "ord…-0"
    std::string topic(std::int16_t topic) const;              // "orders"
    std::string time(SimTime at) const;                       // "61.2 ms"; of an exploration, which has no times: "move 12"
    std::string span(SimTime from, SimTime to) const;         // "12.0 – 61.4 ms"; "moves 3–8"
    std::string passing(Duration d) const;                    // "9.7 s pass"; "5 moves"
    std::string record(RecordName record) const { return scenario_.name_of(record); }
    std::string records(RecordRange range, PartitionId p) const;  // "p1#3–7"

    // The record behind one send of a range; nothing if the run did not keep its lanes.
    std::optional<RecordName> record_at(RecordRange range, PartitionId p, std::int32_t send) const;
    bool has(RecordRange range, PartitionId p, RecordName record) const;

    const Scenario& scenario() const { return scenario_; }
    const RunResult& result() const { return result_; }
    Nodes nodes() const { return nodes_of(scenario_.config); }

private:
    const Scenario& scenario_;
    const RunResult& result_;
};

}  // namespace acksim
