// The text report of the hand-made run, word for word. ACKSIM_UPDATE=1 writes the golden files again.
#include "report/sample.hpp"
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "modes/expect.hpp"
#include "report/cluster_view.hpp"
#include "report/layout.hpp"
#include "report/report.hpp"
#include "report/trace_text.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

std::string golden(const std::string& name, const std::string& actual) {
    const std::string path = "tests/report/golden/" + name;
    if (std::getenv("ACKSIM_UPDATE") != nullptr) std::ofstream(std::string(ACKSIM_SOURCE_DIR) + "/" + path, std::ios::binary) << actual;
    std::string text;
    for (const std::string& line : read_source(path).lines) text += line + "\n";
    return text;
}

std::string text_of(int columns, bool color = false) {
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    return format_named("text")->of_run({scenario, result, broken_expectations(scenario, result)}, {columns, color});
}

}  // namespace

TEST_CASE("the text report of a lost record reads as recorded in 80 columns", "[report]") {
    const std::string actual = text_of(80);
    CHECK(actual == golden("lost-80.txt", actual));
}

TEST_CASE("the text report of a lost record reads as recorded in 120 columns", "[report]") {
    const std::string actual = text_of(120);
    CHECK(actual == golden("lost-120.txt", actual));
}

TEST_CASE("no line of a text report is wider than it was allowed to be", "[report]") {
    for (const int columns : {60, 72, 80, 100, 120, 200}) {
        for (const std::string& line : split_lines(text_of(columns))) {
            CAPTURE(columns, line);
            CHECK(text_width(line) <= columns);
        }
    }
}

TEST_CASE("a text report has no white space at the end of a line and no escape unless colours are on", "[report]") {
    const std::string plain = text_of(80), colored = text_of(80, true);
    for (const std::string& line : split_lines(plain)) {
        CAPTURE(line);
        CHECK_FALSE(line.ends_with(' '));
    }
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(colored.find('\x1b') != std::string::npos);
}

TEST_CASE("colours change nothing but colours", "[report]") {
    std::string colored = text_of(80, true), stripped;
    for (std::size_t i = 0; i < colored.size(); ++i)
        if (colored[i] == '\x1b') i = colored.find('m', i);
        else stripped += colored[i];
    // A faint blank at the end of a line cannot be trimmed once it is wrapped in escapes.
    std::string trimmed;
    for (const std::string& line : split_lines(stripped)) trimmed += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    CHECK(trimmed == text_of(80));
}

TEST_CASE("a run that hit its bound is undecided whatever else is true", "[report]") {
    const Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    result.outcome.undecided = true;
    const RunReport report{scenario, result, {"lost: expected none, got p1#2"}};
    CHECK(report.verdict() == RunVerdict::undecided);
    CHECK_THAT(format_named("text")->of_run(report, {}), contains_text("undecided: given up after 10.035 s of simulated time"));
}

TEST_CASE("a broken run says which expectations are broken", "[report]") {
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    const RunReport report{scenario, result, {"lost: expected none, got p1#2"}};
    CHECK_THAT(format_named("text")->of_run(report, {}), contains_text("broken\n  ✗ lost: expected none, got p1#2\n"));
}

TEST_CASE("a report without a trace has no diagram and still tells the outcome", "[report]") {
    const Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    result.trace = Trace();
    const std::string text = format_named("text")->of_run({scenario, result, {}}, {});
    CHECK(text.find("══") == std::string::npos);
    CHECK_THAT(text, contains_text("lost                1  p1#2"));
}

TEST_CASE("a high watermark is shown when the leader has said it in its leader epoch, and forgotten when it loses what it stored", "[report]") {
    const Scenario scenario = sample_scenario();
    const RunResult nothing;
    const Names names(scenario, nothing);
    ClusterView view(scenario.config);
    const auto after = [&](const Happening& h) {
        view.apply(h);
        return view.state_line(PartitionId{0}, names, 80);
    };
    CHECK(after(on_partition(What::high_watermark, b1, no_node, 0, 0, 4)) == "orders-0  leader b1 · epoch 0 · ISR b1 b2 b3 · HW 4");
    CHECK(after(on_partition(What::leader_elected, controller, b2, 1, 6)) == "orders-0  leader b2 · epoch 1 · ISR b2 b3 · OSR b1");
    CHECK(after(on_partition(What::high_watermark, b1, no_node, 0, 0, 5)) == "orders-0  leader b2 · epoch 1 · ISR b2 b3 · OSR b1");
    CHECK(after(on_partition(What::high_watermark, b2, no_node, 1, 0, 6)) == "orders-0  leader b2 · epoch 1 · ISR b2 b3 · OSR b1 · HW 6");
    CHECK(after(on_partition(What::leader_elected, controller, b1, 2, 7)) == "orders-0  leader b1 · epoch 2 · ISR b1 b2 b3");
    after(on_partition(What::high_watermark, b1, no_node, 2, 0, 6));
    CHECK(after({What::lost_power, b1}) == "orders-0  leader b1 · epoch 2 · ISR b1 b2 b3");
}

TEST_CASE("of many partitions that change at one moment a diagram shows four, and counts the others", "[report]") {
    Scenario scenario = sample_scenario();
    RunResult result = sample_result();
    scenario.config.topics[0].partitions = 10;
    scenario.config.partitions.resize(10, scenario.config.partitions[0]);
    for (TraceStep& step : result.trace.steps)
        if (step.label == "session timeout b1")
            for (std::int16_t p = 1; p < 10; ++p) {
                step.happenings.push_back(on_partition(What::leader_elected, controller, b2, 1, 6));
                step.happenings.back().partition = PartitionId{p};
            }
    const std::string text = format_named("text")->of_run({scenario, result, {}}, {});
    CHECK_THAT(text, contains_text("══ orders-3  leader b1 · epoch 0 · ISR b1 b2 b3 · HW 0 ═") && contains_text("══ … and 6 more partitions ═"));
    CHECK_THAT(text, contains_text("══ orders-3  leader b2 · epoch 1 · ISR b2 b3 · OSR b1 ═") && contains_text("══ … and 6 more partitions likewise ═"));
    CHECK_THAT(text, contains_text("elect b2 (+9 more)"));
    CHECK(text.find("orders-4") == std::string::npos);
}

TEST_CASE("the trace prints every step in one line with the step that caused it", "[report]") {
    const Scenario scenario = sample_scenario();
    const RunResult result = sample_result();
    const std::string text = trace_text({scenario, result, {}});
    CHECK(std::count(text.begin(), text.end(), '\n') == static_cast<std::ptrdiff_t>(result.trace.steps.size()));
    CHECK_THAT(text, contains_text("by #16 fault 1          crash b1: b1 crashes; its disk and page cache stay"));
}

TEST_CASE("a check of many runs ends with their sum and counts the cases of real Kafka", "[report]") {
    Scenario good = sample_scenario(), truth = sample_scenario();
    truth.file = "tests/truth/b01.json";
    truth.name = "b01";
    const RunResult result = sample_result();
    const std::vector<RunReport> runs{{good, result, {}}, {truth, result, {"lost: expected 0, got 1 (p1#2)"}}};
    CHECK(format_named("text")->of_check({runs}, {}) == "scenario  verdict      what differs\n"
                                                        "sample    as expected\n"
                                                        "b01       broken       lost: expected 0, got 1 (p1#2)\n"
                                                        "\n"
                                                        "0 of 1 cases agree with what real Kafka did\n"
                                                        "\n"
                                                        "1 as expected, 1 broken, 0 undecided\n");
}

TEST_CASE("records that were reported lost break no promise, but are told", "[report]") {
    Scenario scenario = sample_scenario();
    scenario.expect.reset();
    RunResult result = sample_result();
    result.outcome.records[2].word = Word::delivered;
    CHECK_THAT(format_named("text")->of_run({scenario, result, {}}, {}), contains_text("\nVerdict    as expected: nothing went wrong\n"));
    result.outcome.records[2].word = Word::reported_lost;
    CHECK_THAT(format_named("text")->of_run({scenario, result, {}}, {}),
               contains_text("\nVerdict    as expected: no promise was broken; 1 record was reported lost\n"));
}

TEST_CASE("long names are shortened where they do not fit, and nothing runs into its neighbour", "[report]") {
    Scenario scenario = sample_scenario();
    const std::string topic(249, 't'), producer(249, 'p');
    scenario.topic_names = {topic};
    scenario.producer_names = {producer};
    const RunResult result = sample_result();
    for (const int columns : {80, 120}) {
        const std::string text = format_named("text")->of_run({scenario, result, {}}, {columns, false});
        const std::string width(static_cast<std::size_t>(columns / 3 - 1), 't');
        CHECK_THAT(text, contains_text("\n" + width + "… 1 partition, 3 replicas;"));
        CHECK_THAT(text, contains_text("p… b1 "));
        CHECK_THAT(text, contains_text("t…-0  leader b1 · epoch 0 · ISR b1 b2 b3 · HW 0 ═"));
        CHECK(text.find("pb1") == std::string::npos);
    }
}
