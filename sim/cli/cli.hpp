// The command line as one function, so that tests call it as main() does.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace acksim {

// What the process says when it ends; in --help, and scripts rely on it.
enum ExitCode : int {
    exit_as_expected = 0,
    exit_broken = 1,         // an expectation is broken, or a promise where nothing was expected
    exit_undecided = 2,      // a bound was reached
    exit_usage = 64,         // the command line is wrong, or what it asks for cannot be written
    exit_bad_scenario = 65,  // or a question to explore that cannot be asked, a trail that cannot be read or written
    exit_bug = 70,           // a broken invariant of acksim itself
};

// `args` without the program's name. `terminal`: `out` is one, and may be told so by colours and its width.
int run_cli(std::vector<std::string> args, std::ostream& out, std::ostream& err, bool terminal);

}  // namespace acksim
