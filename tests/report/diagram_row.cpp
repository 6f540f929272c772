#include "support/catch.hpp"

#include "report/layout.hpp"
#include "report/row.hpp"

using namespace acksim;

namespace {

std::string drawn(const Row& row) { return row.str(Paint(false)); }

Row three_lanes() {
    Row row(40);
    for (const int column : {0, 10, 20}) row.lifeline(column, "│");
    return row;
}

}  // namespace

TEST_CASE("an arrow points from sender to receiver, crosses lifelines and carries its label", "[report]") {
    Row right = three_lanes(), left = three_lanes(), tight = three_lanes();
    right.arrow(0, 20, {"Fetch"}, true);
    left.arrow(20, 0, {"Fetch"}, true);
    tight.arrow(0, 10, {"Produce 3-7", "3-7"}, true);
    CHECK(drawn(right) == "├────── Fetch ─────►│");
    CHECK(drawn(left) == "│◄────── Fetch ─────┤");
    CHECK(drawn(tight) == "├── 3-7 ─►│         │");
}

TEST_CASE("a message that is lost ends before the lane of its receiver", "[report]") {
    Row request = three_lanes(), response = three_lanes();
    request.arrow(0, 10, {"lost"}, false);
    response.arrow(10, 0, {"lost"}, false);
    CHECK(drawn(request) == "├─ lost ─✗│         │");
    CHECK(drawn(response) == "│✗─ lost ─┤         │");
}

TEST_CASE("a note stands to the right of its mark, else to the left, else the row is full", "[report]") {
    Row row = three_lanes();
    CHECK(row.note(10, "●", Tone::plain, {{"append"}}));
    CHECK(drawn(row) == "│         ● append  │");
    CHECK_FALSE(row.note(10, "●", Tone::plain, {{"again"}}));
    Row narrow(22);
    narrow.lifeline(20, "│");
    CHECK(narrow.note(20, "★", Tone::plain, {{"elect b2"}, {", fence b1"}}));
    CHECK(drawn(narrow) == " elect b2, fence b1 ★");
}

TEST_CASE("text wraps at spaces, counts characters and not bytes, and is cut with an ellipsis", "[report]") {
    CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrap("p1#3–7 läuft", 12) == std::vector<std::string>{"p1#3–7 läuft"});
    CHECK(wrap("", 7) == std::vector<std::string>{""});
    CHECK(text_width("⋮ 9 s – █") == 9);
    CHECK(cut("läuft weiter", 6) == "läuft…");
    CHECK(hanging("a  ", "one two", 6) == "a  one\n   two\n");
    CHECK(join_and({"a", "b", "c"}) == "a, b and c");
}
