#include "protocol/rules/idempotence_gate.hpp"

#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("with idempotence the head of a queue leaves when it is the lowest of its partition, and fresh ones only under the current epoch", "[producer]") {
    struct Row {
        const char* sentence;
        GateView view;
        bool leaves;
    };
    const Row rows[] = {
        {"fresh, and nothing is under way", {no_sequence, no_sequence}, true},
        {"fresh, behind others of the same epoch", {no_sequence, {3}}, true},
        {"fresh, behind others of an older epoch", {no_sequence, {3}, true}, false},
        {"fresh, of an older epoch of which nothing is left", {no_sequence, no_sequence, true}, true},
        {"fresh, while a retry that expired is unresolved", {no_sequence, no_sequence, false, true}, false},
        {"a retry that is the lowest", {{3}, {3}}, true},
        {"a retry that is the lowest, of an older epoch, unresolved", {{3}, {3}, true, true}, true},
        {"a retry behind a lower one", {{4}, {3}}, false},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        CHECK(may_leave(row.view) == row.leaves);
    }
}
