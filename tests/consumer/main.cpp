#include "every_header.hpp"

#include <cstdio>

// Ends with 0 when the answer is the known one: with acks=all a crash of one broker loses nothing that was acknowledged.
int main() {
    const auto simulation = acksim::Simulation::parse(R"({
        "cluster": {"brokers": 2}, "topic": {"replication.factor": 2}, "producers": [{"workload": {"records": 1}}],
        "explore": {"allow": ["crash"], "expect": {"no-acked-loss": "impossible"}}
    })",
                                                      "inline.json");
    const acksim::Explored explored = simulation.explore();
    std::puts(explored.text().c_str());
    return explored.verdict() == acksim::Verdict::as_expected && simulation.run().verdict() == acksim::Verdict::as_expected ? 0 : 1;
}
