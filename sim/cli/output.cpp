#include "cli/output.hpp"

#include <filesystem>

#include "scenario/problems.hpp"

namespace acksim {

namespace {

namespace fs = std::filesystem;

bool same_file(const std::string& a, const std::string& b) {
    std::error_code error;
    const bool regular = fs::is_regular_file(a, error) || !fs::exists(a, error); // two reports may both go to /dev/null
    return regular && (fs::equivalent(a, b, error) || fs::path(a).lexically_normal() == fs::path(b).lexically_normal());
}

} // namespace

const Format& chosen_format(const Options& options) {
    const std::string name = options.text("format").value_or("text");
    if (const Format* format = format_named(name)) {
        return *format;
    }
    std::string known;
    for (const Format& format : formats()) {
        known += (known.empty() ? "" : ", ") + std::string(format.name);
    }
    throw UsageError("unknown format " + name + "; write one of " + known);
}

bool asks_for_json(const Options& options) {
    const std::string format = options.text("format").value_or("text");
    if (format != "text" && format != "json") {
        throw UsageError("unknown format " + format + "; write one of text, json");
    }
    return format == "json";
}

void refuse_to_overwrite(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (same_file(outputs[i], outputs[j])) {
                throw UsageError("two outputs go to the same file " + outputs[i]);
            }
        }
        for (const std::string& input : inputs) {
            if (same_file(outputs[i], input)) {
                throw UsageError("the output " + outputs[i] + " would overwrite what is read");
            }
        }
    }
}

} // namespace acksim
