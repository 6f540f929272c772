#include "cli/scenario_runs.hpp"
#include "cli/verbs.hpp"
#include "report/layout.hpp"

namespace acksim {

namespace {

OptionTable list_options() {
    OptionTable table("options", 80, 44);
    table.add_options()("help", "print this");
    return table;
}

int list(const Options& options, Console& console) {
    std::vector<NotRun> bad;
    const Paint paint(console.color());
    const int columns = console.columns();
    bool first = true;
    for (const Scenario& scenario : load_scenarios(scenario_files(options.paths), console.err, bad)) {
        console.out << (first ? "" : "\n") << paint(Tone::strong, scenario.name) << "\n";
        for (const std::string& text : {scenario.title, scenario.question, join(scenario.teaches, " ")})
            console.out << (text.empty() ? "" : hanging("  ", text, columns));
        first = false;
    }
    return !bad.empty() ? exit_bad_scenario : exit_as_expected;
}

}  // namespace

const Verb list_verb{"list",
                     {"PATH", 1, static_cast<std::size_t>(-1)},
                     "PATH...",
                     "name, title, question and teaching of every scenario in a folder",
                     "acksim list scenarios/",
                     list_options,
                     list};

}  // namespace acksim
