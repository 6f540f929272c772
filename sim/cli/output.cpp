#include "cli/output.hpp"

#include <filesystem>

#include "cli/cli.hpp"
#include "scenario/problems.hpp"

namespace acksim {

namespace {

namespace fs = std::filesystem;

bool same_file(const std::string& a, const std::string& b) {
    std::error_code error;
    const bool regular = fs::is_regular_file(a, error) || !fs::exists(a, error);  // two reports may both go to /dev/null
    return regular && (fs::equivalent(a, b, error) || fs::path(a).lexically_normal() == fs::path(b).lexically_normal());
}

}  // namespace

const Format& chosen_format(const Options& options) {
    const std::string name = options.text("format").value_or("text");
    if (const Format* format = format_named(name)) return *format;
    std::string known;
    for (const Format& format : formats()) known += (known.empty() ? "" : ", ") + std::string(format.name);
    throw UsageError("unknown format " + name + "; write one of " + known);
}

bool asks_for_json(const Options& options) {
    const std::string format = options.text("format").value_or("text");
    if (format != "text" && format != "json") throw UsageError("unknown format " + format + "; write one of text, json");
    return format == "json";
}

int exit_code(RunVerdict verdict) {
    switch (verdict) {
        case RunVerdict::as_expected: return exit_as_expected;
        case RunVerdict::broken: return exit_broken;
        case RunVerdict::undecided: return exit_undecided;
    }
    return exit_bug;
}

ReportOptions layout_of(std::optional<std::uint64_t> columns, bool into_a_file, const Console& console) {
    return {columns ? static_cast<int>(*columns) : into_a_file ? 80 : console.columns(), !into_a_file && console.color()};
}

std::vector<std::string> those_of(const std::vector<std::optional<std::string>>& outputs) {
    std::vector<std::string> asked_for;
    for (const std::optional<std::string>& output : outputs)
        if (output) asked_for.push_back(*output);
    return asked_for;
}

void refuse_to_overwrite(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            if (same_file(outputs[i], outputs[j])) throw UsageError("two outputs go to the same file " + outputs[i]);
        for (const std::string& input : inputs)
            if (same_file(outputs[i], input)) throw UsageError("the output " + outputs[i] + " would overwrite what is read");
    }
}

}  // namespace acksim
