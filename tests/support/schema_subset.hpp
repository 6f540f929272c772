// A validator for the part of JSON Schema that acksim's own schema uses; an unknown keyword is an error, so the two cannot drift apart.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace acksim::testing {

class SchemaSubset {
public:
    explicit SchemaSubset(nlohmann::json root) : root_(std::move(root)) {}

    // Empty: the value fits. Otherwise where it does not, and which keyword says so.
    std::string complaint(const nlohmann::json& value) const;

private:
    nlohmann::json root_;
};

}  // namespace acksim::testing
