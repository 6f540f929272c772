#include <boost/program_options/value_semantic.hpp>

#include "cli/output.hpp"
#include "cli/scenario_runs.hpp"
#include "cli/verbs.hpp"
#include "modes/expect.hpp"
#include "modes/run.hpp"
#include "report/json.hpp"
#include "report/trace_text.hpp"
#include "scenario/load.hpp"

namespace acksim {

namespace {

namespace po = boost::program_options;

OptionTable run_options() {
    OptionTable table("options", 80, 44);
    table.add_options()("seed", po::value<std::string>()->value_name("N"), "dice with N instead of the scenario's seed");
    table.add_options()("set", po::value<std::vector<std::string>>()->composing()->value_name("P=V"),
                        "change a setting: producers/p1/acks=all, topic/min.insync.replicas=2, …; may be given several times");
    table.add_options()("trace", "print every step after the report");
    table.add_options()("format", po::value<std::string>()->value_name("F"), "text (default), json or junit");
    table.add_options()("output", po::value<std::string>()->value_name("FILE"), "write the report into FILE");
    table.add_options()("failed", po::value<std::string>()->value_name("FILE"),
                        "write the records whose application was told an error into FILE, as JSON lines");
    table.add_options()("columns", po::value<std::string>()->value_name("N"), "width of the text report");
    table.add_options()("help", "print this");
    return table;
}

// A trace holds every message; of a long run it would fill the memory, and nobody reads a chain of causes among millions of records.
bool is_worth_a_trace(const Scenario& scenario) {
    constexpr std::int64_t most_records = 100000;
    std::int64_t records = 0;
    for (const ProducerSetup& producer : scenario.config.producers) records += producer.workload.records;
    return records <= most_records;
}

int run_it(const Options& options, Console& console) {
    const Format& format = chosen_format(options);
    const std::optional<std::string> output = options.text("output"), failed = options.text("failed");
    const std::optional<std::uint64_t> seed = options.number("seed", 0, ~std::uint64_t{0});
    const std::optional<std::uint64_t> columns = options.number("columns", 60, 400);
    if (options.has("trace") && format.name != "text") throw UsageError("--trace goes with --format text only");
    refuse_to_overwrite(those_of({output, failed}), options.paths);

    const Scenario scenario = load_scenario(options.paths.front(), options.texts("set"));
    if (output || format.name != "text")  // a text report shows them itself
        print_warnings(scenario, console.err);
    const bool traced = options.has("trace") || is_worth_a_trace(scenario);
    if (!traced) console.err << "acksim: more than 100000 records: no diagram and no causes (--trace asks for them all the same)\n";
    const RunResult result = run(scenario, {seed, traced, traced});
    const RunReport report{scenario, result, broken_expectations(scenario, result)};

    const ReportOptions layout = layout_of(columns, output.has_value(), console);
    const auto write = [&](std::ostream& out) {
        format.write_run(out, report, layout);
        if (options.has("trace")) out << "\n" << trace_text(report);
    };
    std::vector<OutputFile> files;
    if (output) files.push_back({*output, "", write});
    else write(console.out);
    if (failed) files.push_back({*failed, failed_records(report)});
    write_files(files);
    return exit_code(report.verdict());
}

}  // namespace

const Verb run_verb{"run",
                    {"FILE", 1, 1},
                    "FILE [options]",
                    "run one scenario: diagram, what became of every record, and why",
                    "acksim run scenarios/acks-1-leader-crash.json --set producers/p1/acks=all",
                    run_options,
                    run_it};

}  // namespace acksim
