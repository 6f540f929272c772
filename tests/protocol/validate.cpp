#include "protocol/rules/validate.hpp"

#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("A compacted topic refuses a record without a key, and with it its batch") {
    Workload w;
    TopicConfig topic;
    CHECK(record_error(w, topic, 0) == ErrorCode::none);
    topic.compacted = true;
    CHECK(record_error(w, topic, 0) == ErrorCode::invalid_record);
    w.keys = 2;
    w.without_key = {1};
    CHECK(record_error(w, topic, 0) == ErrorCode::none);
    CHECK(record_error(w, topic, 1) == ErrorCode::invalid_record);
}

TEST_CASE("A batch with both kinds of bad records is refused for the timestamp") {
    using enum ErrorCode;
    CHECK(batch_error(none, invalid_record) == invalid_record);
    CHECK(batch_error(invalid_record, invalid_timestamp) == invalid_timestamp);
    CHECK(batch_error(invalid_timestamp, invalid_record) == invalid_timestamp);
    CHECK(batch_error(invalid_record, none) == invalid_record);
}
