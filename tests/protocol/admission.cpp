#include "protocol/rules/admission.hpp"

#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("A leader refuses in a fixed order: who leads, enough replicas, size, what is wrong with the records") {
    // Everything is wrong at once; row by row one reason goes away, and the next one shows.
    AdmissionView view{false, Acks::all, 1, 2, 1001, 1000, ErrorCode::invalid_timestamp};
    CHECK(admit(view) == ErrorCode::not_leader_or_follower);
    view.is_leader = true;
    CHECK(admit(view) == ErrorCode::not_enough_replicas);
    view.isr_size = 2;
    CHECK(admit(view) == ErrorCode::message_too_large);
    view.batch_bytes = 1000;
    CHECK(admit(view) == ErrorCode::invalid_timestamp);
    view.records = ErrorCode::none;
    CHECK(admit(view) == ErrorCode::none);
}

TEST_CASE("min.insync.replicas is asked of acks=all only") {
    struct Row {
        Acks acks;
        int isr;
        ErrorCode error;
    };
    const Row rows[] = {
        {Acks::none, 1, ErrorCode::none}, {Acks::leader, 1, ErrorCode::none}, {Acks::all, 1, ErrorCode::not_enough_replicas}, {Acks::all, 2, ErrorCode::none}};
    for (const Row& row : rows) CHECK(admit({true, row.acks, row.isr, 2, 100, 1000, ErrorCode::none}) == row.error);
}
