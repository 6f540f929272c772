// Reading a verb's options: Boost.Program_options with messages that say what to write instead.
#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/variables_map.hpp>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace acksim {

// The command line is wrong; the message says how.
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What is asked of an exploration cannot be asked: bad input, though it stands on the command line.
class BadQuestion : public UsageError {
    using UsageError::UsageError;
};

using OptionTable = boost::program_options::options_description;

struct Options {
    boost::program_options::variables_map values;
    std::vector<std::string> paths;  // what stood there without an option

    bool has(const char* name) const { return values.count(name) != 0; }
    std::optional<std::string> text(const char* name) const;
    std::vector<std::string> texts(const char* name) const;
    std::optional<std::uint64_t> number(const char* name, std::uint64_t least, std::uint64_t most) const;  // Throws: UsageError
};

struct Positional {
    const char* name = "";  // as the help calls it: "FILE"
    std::size_t least = 0, most = 0;
};

// Throws: UsageError.
Options parse_options(const std::vector<std::string>& args, const OptionTable& table, const Positional& positional);

}  // namespace acksim
