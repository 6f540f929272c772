// What kinds of faults have in common, as far as a driver must know it.
#pragma once

#include "faults/plan.hpp"
#include "protocol/config.hpp"

namespace acksim {

// Hits single produce requests or their answers, when they arrive.
constexpr bool hits_requests(FaultKind kind) {
    switch (kind) {
        case FaultKind::lose_request:
        case FaultKind::lose_response:
        case FaultKind::swallow_request:
        case FaultKind::swallow_response:
        case FaultKind::delay_request:
        case FaultKind::delay_response:
        case FaultKind::answer_error: return true;
        case FaultKind::crash:
        case FaultKind::power_loss:
        case FaultKind::disk_loss:
        case FaultKind::stop:
        case FaultKind::pause:
        case FaultKind::partition:
        case FaultKind::delay:
        case FaultKind::slow_follower:
        case FaultKind::move_leader:
        case FaultKind::kill_producer:
        case FaultKind::break_connection:
        case FaultKind::alter_config:
        case FaultKind::add_partitions: return false;
    }
    return false;
}

constexpr bool hits_answers(FaultKind kind) {
    return kind == FaultKind::lose_response || kind == FaultKind::swallow_response || kind == FaultKind::delay_response;
}

constexpr bool stops_a_process(FaultKind kind) {
    return kind == FaultKind::crash || kind == FaultKind::power_loss || kind == FaultKind::disk_loss || kind == FaultKind::stop;
}

// Has a beginning and an end that the driver brings about.
constexpr bool lasts(FaultKind kind) {
    return kind == FaultKind::pause || kind == FaultKind::partition || kind == FaultKind::delay || kind == FaultKind::slow_follower;
}

// The scenario's configuration with what its alter_config faults will make of each topic.
Config with_alterations(const Config& config, const std::vector<Fault>& plan);
// Which of a topic's altered configurations the fault at `index` brings about.
std::int8_t version_of(const std::vector<Fault>& plan, const Config& config, int index);

}  // namespace acksim
