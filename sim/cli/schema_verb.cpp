#include "cli/verbs.hpp"
#include "report/explore_report.hpp"
#include "report/json.hpp"
#include "scenario/schema.hpp"

namespace acksim {

namespace {

OptionTable schema_options() {
    OptionTable table("options", 80, 44);
    table.add_options()("report", "of the report that --format json writes, instead of the scenario language");
    table.add_options()("explore", "of the report that explore --format json writes");
    table.add_options()("help", "print this");
    return table;
}

int print_schema(const Options& options, Console& console) {
    if (options.has("report") && options.has("explore")) throw UsageError("--report and --explore are two schemas; ask for one at a time");
    console.out << (options.has("explore") ? explore_schema() : options.has("report") ? report_schema() : json_schema());
    return exit_as_expected;
}

}  // namespace

const Verb schema_verb{"schema",       {"", 0, 0},  "[options]", "the JSON Schema of the scenario language, for editors", "acksim schema > acksim.schema.json",
                       schema_options, print_schema};

}  // namespace acksim
