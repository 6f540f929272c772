#include "protocol/rules/sequence_error.hpp"

#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("a batch told OUT_OF_ORDER_SEQUENCE_NUMBER is sent again, the next in line under a new epoch", "[producer]") {
    using enum SequenceDecision;
    struct Row {
        const char* sentence;
        SequenceView view;
        SequenceDecision decision;
    };
    const Row rows[] = {
        {"not the next in line: an earlier one may close the gap", {{5}, false, {3}, no_sequence}, retry},
        {"the next in line", {{4}, false, {3}, no_sequence}, bump_and_retry},
        {"the next in line, stamped anew since it left", {{4}, true, {3}, no_sequence}, retry},
        {"the one after a retry that expired", {{4}, false, {1}, {4}}, bump_and_retry},
        {"a later one, while a retry that expired is unresolved", {{6}, false, {1}, {4}}, retry},
        {"the next in line, while a retry that expired is unresolved", {{2}, false, {1}, {4}}, retry},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        CHECK(decide_on_sequence_error(row.view, ErrorCode::out_of_order_sequence_number) == row.decision);
    }
    CHECK(decide_on_sequence_error({{4}, false, {3}, no_sequence}, ErrorCode::unknown_producer_id) == retry);
    CHECK(decide_on_sequence_error({{4}, false, {3}, no_sequence}, ErrorCode::not_leader_or_follower) == retry_if_retriable);
}
