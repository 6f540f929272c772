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

std::string property(std::string_view name, const std::string& value) {
    return "<property name=\"" + std::string(name) + "\" value=\"" + xml_escaped(value) + "\"/>";
}

// "no-acked-loss: possible; no-duplicates: impossible within bounds; 4,711 states".
std::string explored_text(const ExploredAnswers& explored) {
    std::string text;
    for (const GuaranteeAnswer& a : explored.guarantees) text += std::string(name_of(a.guarantee)) + ": " + std::string(name_of(a.answer)) + "; ";
    return text + counted(static_cast<std::int64_t>(explored.states), "state");
}

std::string properties(const RunReport& run) {
    std::string text = property("simulated_seconds", seconds_text(run.result.ended.us));
    if (run.explored) text += property("explored", explored_text(*run.explored));
    return "      <properties>" + text + "</properties>\n";
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

std::string opened(const std::string& file, const std::string& name) {
    std::string folder = std::filesystem::path(file).parent_path().generic_string();
    folder = folder.empty() ? "scenarios" : folder;
    return "    <testcase classname=\"" + xml_escaped(folder) + "\" name=\"" + xml_escaped(name) + "\" file=\"" + xml_escaped(file) + "\" " + no_time + ">\n";
}

std::string test_case(const NotRun& wrong) {
    return opened(wrong.file, wrong.name) + "      <error type=\"bad scenario\" message=\"" + xml_escaped(wrong.in_short()) + "\">" +
           xml_escaped(join(wrong.problems, "\n")) + "</error>\n    </testcase>\n";
}

std::string test_case(const RunReport& run) {
    const std::string open = opened(run.scenario.file, run.scenario.name) + properties(run);
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

std::string junit_report(const CheckReport& check) {
    std::size_t failures = 0, errors = check.not_run.size();
    std::string cases;
    for (const RunReport& run : check.runs) {
        failures += run.verdict() == RunVerdict::broken;
        errors += run.verdict() == RunVerdict::undecided;
        cases += test_case(run);
    }
    for (const NotRun& wrong : check.not_run) cases += test_case(wrong);
    const std::string sums = "tests=\"" + std::to_string(check.runs.size() + check.not_run.size()) + "\" failures=\"" + std::to_string(failures) +
                             "\" errors=\"" + std::to_string(errors) + "\" " + no_time;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"acksim\" " + sums + ">\n  <testsuite name=\"acksim\" " + sums + " skipped=\"0\">\n" +
           cases + "  </testsuite>\n</testsuites>\n";
}

}  // namespace acksim
