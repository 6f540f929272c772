// From a file to a Scenario: parse, validate, fill in the defaults of the stated Kafka version. All problems of a file at once.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"

namespace acksim {

struct Problem {
    std::string file;
    int line = 0;         // 1-based; 0: the whole file
    std::string pointer;  // JSON pointer of the place; empty: the whole file
    std::string what;     // what is wrong
    std::string remedy;   // what to write instead

    std::string message() const;  // FILE:LINE: /json/pointer: what is wrong; what to write instead
};

class ScenarioError : public std::runtime_error {
public:
    explicit ScenarioError(std::vector<Problem> problems);
    const std::vector<Problem>& problems() const { return problems_; }

private:
    std::vector<Problem> problems_;
};

// `settings` are those of --set: "producers/p1/acks=all", "cluster/replica.lag.time.max.ms=10000", "topic/min.insync.replicas=2", "seed=7".
// Throws: ScenarioError.
Scenario load_scenario(const std::string& path, const std::vector<std::string>& settings = {});
Scenario parse_scenario(std::string_view text, const std::string& file, const std::vector<std::string>& settings = {});

}  // namespace acksim
