#include "protocol/rules/acknowledge.hpp"

#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("acks=all is answered when the high watermark has passed the batch, or leadership is gone") {
    struct Row {
        const char* sentence;
        bool leads;
        std::int64_t high_watermark, required;
        int maximal_isr, min_isr;
        bool settled;
        ErrorCode error;
    };
    const Row rows[] = {
        {"not yet committed: it waits", true, 10, 11, 3, 2, false, ErrorCode::none},
        {"committed: OK", true, 11, 11, 3, 2, true, ErrorCode::none},
        {"an ISR that is too small keeps it waiting as long as the high watermark stands", true, 10, 11, 1, 2, false, ErrorCode::none},
        {"committed, and the ISR too small by now", true, 11, 11, 1, 2, true, ErrorCode::not_enough_replicas_after_append},
        {"no leader any more", false, 10, 11, 3, 2, true, ErrorCode::not_leader_or_follower},
        {"no leader any more, even if the high watermark has passed", false, 11, 11, 3, 2, true, ErrorCode::not_leader_or_follower},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        Acknowledgement a = decide_acknowledgement(row.leads, {row.high_watermark}, {row.required}, row.maximal_isr, row.min_isr);
        CHECK(a.settled == row.settled);
        CHECK(a.error == row.error);
    }
}
