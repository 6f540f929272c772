#include "cli/options.hpp"

#include <boost/program_options/parsers.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <charconv>

#include "scenario/problems.hpp"

namespace acksim {

namespace {

namespace po = boost::program_options;

constexpr const char* path_key = "path argument";  // no option can be spelt like this

std::string meant(std::string written, const OptionTable& table) {
    written.erase(0, written.find_first_not_of('-'));
    std::vector<std::string> known;
    for (const auto& option : table.options()) known.push_back(option->long_name());
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto nearest = nearest_names(written, views, 1);
    if (!nearest.empty()) return "; did you mean --" + std::string(nearest.front()) + "?";
    std::string all;
    for (const std::string& name : known) all += (all.empty() ? "; known options are --" : ", --") + name;
    return all;
}

void hold_count(const std::vector<std::string>& paths, const Positional& positional) {
    if (paths.size() < positional.least) throw UsageError(std::string(positional.name) + " is missing");
    if (paths.size() > positional.most) throw UsageError("\"" + paths[positional.most] + "\" is one argument too many");
}

}  // namespace

std::optional<std::string> Options::text(const char* name) const { return has(name) ? std::optional(values[name].as<std::string>()) : std::nullopt; }

std::vector<std::string> Options::texts(const char* name) const { return has(name) ? values[name].as<std::vector<std::string>>() : std::vector<std::string>{}; }

std::optional<std::uint64_t> Options::number(const char* name, std::uint64_t least, std::uint64_t most) const {
    const std::optional<std::string> written = text(name);
    if (!written) return std::nullopt;
    std::uint64_t value = 0;
    const char* end = written->data() + written->size();
    const auto [stop, error] = std::from_chars(written->data(), end, value);
    if (error != std::errc() || stop != end || value < least || value > most)
        throw UsageError("--" + std::string(name) + " " + *written + ": write a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return value;
}

Options parse_options(const std::vector<std::string>& args, const OptionTable& table, const Positional& positional) {
    OptionTable all;
    all.add(table).add_options()(path_key, po::value<std::vector<std::string>>());
    po::positional_options_description places;
    places.add(path_key, -1);
    Options options;
    try {
        // Without guessing: an option that is spelt out stays what it is when another one is added.
        const int style = po::command_line_style::default_style & ~po::command_line_style::allow_guessing;
        po::store(po::command_line_parser(args).options(all).positional(places).style(style).run(), options.values);
    } catch (const po::unknown_option& error) {
        throw UsageError("unknown option " + error.get_option_name() + meant(error.get_option_name(), table));
    } catch (const po::error& error) {
        throw UsageError(error.what());
    }
    options.paths = options.texts(path_key);
    if (!options.has("help")) hold_count(options.paths, positional);
    return options;
}

}  // namespace acksim
