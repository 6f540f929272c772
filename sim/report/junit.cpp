#include "report/junit.hpp"

#include <filesystem>

#include "report/chain.hpp"
#include "report/cure_text.hpp"
#include "report/layout.hpp"

namespace acksim {

namespace {

std::string seconds_text(std::int64_t us) { return std::to_string(us / 1000000) + "." + std::to_string(1000000 + us % 1000000).substr(1); }

// A viewer of test reports takes "time" for what the check cost and adds it up: simulated minutes are no such thing, and the machine's own
// milliseconds would differ from run to run. So it is 0 (some viewers cannot do without), and the simulated time is a property.
constexpr const char* no_time = "time=\"0\"";

std::string simulated_time(std::int64_t us) {
    return "      <properties><property name=\"simulated_seconds\" value=\"" + seconds_text(us) + "\"/></properties>\n";
}

std::string details(const RunReport& run) {
    const Names names(run.scenario, run.result);
    std::string text;
    for (const std::string& sentence : run.broken) text += sentence + "\n";
    for (const Anomaly& anomaly : run.result.anomalies) {
        text += "\n" + headline(anomaly, names) + "\n";
        for (const ChainLine& line : chain(anomaly, names)) text += "  " + pad_left(time_text(line.at), 10) + "  " + line.sentence + "\n";
        const std::string cure = cure_sentence(anomaly);
        text += cure.empty() ? "" : "  " + cure + "\n";
    }
    return text;
}

std::string test_case(const RunReport& run) {
    std::string folder = std::filesystem::path(run.scenario.file).parent_path().generic_string();
    folder = folder.empty() ? "scenarios" : folder;
    const std::string open = "    <testcase classname=\"" + xml_escaped(folder) + "\" name=\"" + xml_escaped(run.scenario.name) + "\" file=\"" +
                             xml_escaped(run.scenario.file) + "\" " + no_time + ">\n" + simulated_time(run.result.ended.us);
    switch (run.verdict()) {
        case RunVerdict::as_expected: return open + "    </testcase>\n";
        case RunVerdict::broken:
            return open + "      <failure type=\"broken\" message=\"" + xml_escaped(join(run.broken, "; ")) + "\">" + xml_escaped(details(run)) +
                   "</failure>\n    </testcase>\n";
        case RunVerdict::undecided:
            return open + "      <error type=\"undecided\" message=\"" + xml_escaped(run.why_undecided()) + "\">" + xml_escaped(details(run)) +
                   "</error>\n    </testcase>\n";
    }
    return "";
}

bool is_xml_character(std::string_view character) {
    const auto first = static_cast<unsigned char>(character.front());
    const bool control = first < 0x20 && first != '\t' && first != '\n' && first != '\r';
    return !control && first != 0x7f && character != "\xef\xbf\xbe" && character != "\xef\xbf\xbf";
}

}  // namespace

std::string xml_escaped(std::string_view text) {
    std::string escaped;
    for (const std::string& character : characters(text))
        if (character == "&") escaped += "&amp;";
        else if (character == "<") escaped += "&lt;";
        else if (character == ">") escaped += "&gt;";
        else if (character == "\"") escaped += "&quot;";
        else escaped += is_xml_character(character) ? character : "\xef\xbf\xbd";
    return escaped;
}

std::string junit_report(std::span<const RunReport> runs) {
    std::size_t failures = 0, errors = 0;
    std::string cases;
    for (const RunReport& run : runs) {
        failures += run.verdict() == RunVerdict::broken;
        errors += run.verdict() == RunVerdict::undecided;
        cases += test_case(run);
    }
    const std::string sums =
        "tests=\"" + std::to_string(runs.size()) + "\" failures=\"" + std::to_string(failures) + "\" errors=\"" + std::to_string(errors) + "\" " + no_time;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"acksim\" " + sums + ">\n  <testsuite name=\"acksim\" " + sums + " skipped=\"0\">\n" +
           cases + "  </testsuite>\n</testsuites>\n";
}

}  // namespace acksim
