// The run that benchmarks and allocation tests measure: three replicas, a hundred records, one producer, nothing breaks.
#pragma once

#include "modes/timed.hpp"

namespace acksim::testing {

inline Config bench_config(Acks acks, std::int32_t records = 100) {
    Config config;
    Topic topic;
    topic.first = {0};
    config.topics.push_back(topic);
    config.partitions.push_back({0, {{0}, {1}, {2}}});
    ProducerSetup producer;
    producer.config.acks = acks;
    producer.config.enable_idempotence = acks == Acks::all;
    producer.config.linger = {};
    producer.workload.records = records;
    producer.workload.every = exactly(milliseconds(1));
    config.producers.push_back(producer);
    return config;
}

// One run to its end; returns the number of events.
inline std::uint64_t run_to_rest(Timed& timed, std::uint64_t seed) {
    timed.reset(seed);
    while (timed.next().us != Agenda::never) timed.do_next();
    return timed.events();
}

}  // namespace acksim::testing
