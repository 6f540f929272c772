// The command line, called as main() calls it.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.hpp"

namespace acksim::testing {

struct Printed {
    int code = 0;
    std::string out, err;
};

inline Printed acksim_says(const std::vector<std::string>& args, bool terminal = false) {
    std::ostringstream out, err;
    const int code = run_cli(args, out, err, terminal);
    return {code, out.str(), err.str()};
}

}  // namespace acksim::testing
