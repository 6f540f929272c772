// Where things stand in a text.
#include "scenario/positions.hpp"
#include "scenario/problems.hpp"
#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("the line of a pointer is the line of its value, or of its nearest ancestor", "[scenario]") {
    const std::string text = "// c\n{\n \"a\": [1,\n  {\"b/c\": 2,\n   \"d~\": \"x\"}\n ], /* two\n lines */\n \"e\":\n  null\n}\n";
    const std::map<std::string, int> lines = lines_of(text, {"", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/a/1/d~0", "/e", "/a/1/x/y", "/z"});
    CHECK(lines ==
          std::map<std::string, int>{{"", 2}, {"/a", 3}, {"/a/0", 3}, {"/a/1", 4}, {"/a/1/b~1c", 4}, {"/a/1/d~0", 5}, {"/a/1/x/y", 4}, {"/e", 9}, {"/z", 2}});
}

TEST_CASE("the same key in two objects is no duplicate", "[scenario]") {
    CHECK(check_syntax(R"([{"a": 1}, {"a": {"a": 2}}])").problems.empty());
    CHECK(check_syntax(R"({"a": 1, "b": {"a": 2}, "a": 3})").problems.size() == 1);
}

TEST_CASE("JSON as it may be written is accepted", "[scenario]") {
    for (const char* text : {"{}", "[]", " [ ] ", "0", "-0", "-1", "18446744073709551615", "-9223372036854775808", R"("\u0041\ud83d\ude00\n\"\/")", "true",
                             "null", "// c\n1", "/**/1", "1 // c", "\xEF\xBB\xBF{}", "{\r\n}\t"}) {
        INFO(text);
        CHECK(check_syntax(text).problems.empty());
    }
}

TEST_CASE("the name that was meant is the nearest one", "[scenario]") {
    const std::vector<std::string_view> known = {"acks", "retries", "linger.ms", "replica.lag.time.max.ms", "records", "every"};
    CHECK(nearest_names("ack", known) == std::vector<std::string_view>{"acks"});
    CHECK(nearest_names("akcs", known) == std::vector<std::string_view>{"acks"});
    CHECK(nearest_names("linger.sm", known) == std::vector<std::string_view>{"linger.ms"});
    CHECK(nearest_names("replica.lag.max.time.ms", known) == std::vector<std::string_view>{"replica.lag.time.max.ms"});
    CHECK(nearest_names("replica.lag", known) == std::vector<std::string_view>{"replica.lag.time.max.ms"});
    CHECK(nearest_names("xyz", known).empty());
    CHECK(nearest_names("", known).empty());
    CHECK(nearest_names(std::string(100000, 'a'), known).empty());
}
