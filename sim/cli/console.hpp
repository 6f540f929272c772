// Where a verb writes to, and how wide and colourful that is.
#pragma once

#include <ostream>
#include <string>

#include "report/report.hpp"

namespace acksim {

struct Console {
    std::ostream& out;
    std::ostream& err;
    bool terminal = false;

    // $COLUMNS, the terminal's own answer, or 80; what is no terminal always gets 80, so that output does not depend on who reads it.
    int columns() const;
    bool color() const;  // on a terminal, unless NO_COLOR is set or the terminal is dumb
};

}  // namespace acksim
