// The narrative of one run: every step with its time, what it was, what happened in it, and the step that caused it. Nothing in the
// protocol reads it; reports and the chains of causes are made of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "protocol/happening.hpp"
#include "protocol/nodes.hpp"

namespace acksim {

using StepId = std::int32_t;  // place in Trace::steps; -1: nothing caused it (the start of the run, or the scenario's plan)

struct TraceStep {
    enum class Kind : std::int8_t { start, message, timer, fault };
    Kind kind = Kind::start;
    SimTime at{};
    StepId cause = -1;        // the step that sent the message, armed the timer, or fulfilled the fault's trigger
    NodeId from = no_node;    // message: who sent it; timer, fault: whom it concerns
    NodeId to = no_node;      // message: who received it
    std::int16_t fault = -1;  // fault: its place in the scenario's list
    SimTime sent_at{};        // message: when it was sent; timer: when it was armed
    std::string label;        // "Produce 3-4", "records 3-4, hw 3", "request.timeout.ms", "crash b1"
    std::vector<Happening> happenings;
};

struct Trace {
    std::vector<TraceStep> steps;
    bool counts_moves = false;  // of an exploration: a step's time is its number in milliseconds, and says nothing about time
};

}  // namespace acksim
