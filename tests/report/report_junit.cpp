#include "report/sample.hpp"
#include "support/catch.hpp"

#include "report/junit.hpp"

using namespace acksim;
using namespace acksim::testing;

TEST_CASE("JUnit has a test case a scenario, and a failure holds what is broken and why", "[report]") {
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    RunResult endless = result;
    endless.outcome.undecided = true;
    const std::vector<RunReport> runs{{scenario, result, {}}, {scenario, result, {"lost: expected 0, got 1 (p1#2)"}}, {scenario, endless, {}}};
    const std::string xml = junit_report({runs});
    CHECK_THAT(xml, contains_text("<testsuites name=\"acksim\" tests=\"3\" failures=\"1\" errors=\"1\" time=\"0\">"));
    CHECK_THAT(xml, contains_text("<testcase classname=\"scenarios\" name=\"sample\" file=\"scenarios/sample.json\" time=\"0\">\n"
                                  "      <properties><property name=\"simulated_seconds\" value=\"10.035000\"/></properties>\n"
                                  "    </testcase>"));
    CHECK_THAT(xml, contains_text("<failure type=\"broken\" message=\"lost: expected 0, got 1 (p1#2)\">"));
    CHECK_THAT(xml, contains_text("b1 crashes; its disk and page cache stay"));
    CHECK_THAT(xml, contains_text("With producers/p1/acks=all (was 1) it does not happen: verified by running again."));
    CHECK_THAT(xml, contains_text("<error type=\"undecided\" message=\"given up after 10.035 s of simulated time\">"));
}

TEST_CASE("what XML gives a meaning to is escaped, and what it cannot hold is replaced", "[report]") {
    CHECK(xml_escaped("a<b> & \"c\" 'd'") == "a&lt;b&gt; &amp; &quot;c&quot; 'd'");
    CHECK(xml_escaped(std::string("x\x01y\x1bz\0", 6)) == "x\xef\xbf\xbdy\xef\xbf\xbdz\xef\xbf\xbd");
    CHECK(xml_escaped("p1#3–7 läuft") == "p1#3–7 läuft");
    Scenario scenario = sample_scenario();
    scenario.name = "a\"><testcase name=\"b";
    const RunResult result = sample_result();
    const RunReport run{scenario, result, {}};
    CHECK_THAT(junit_report({{&run, 1}}), contains_text("name=\"a&quot;&gt;&lt;testcase name=&quot;b\""));
}
