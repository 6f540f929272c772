// Always-on checks. A failed one is a bug of acksim, never of the scenario: it prints how to reproduce it and ends the program with 70.
#pragma once

#include <string>

namespace acksim {

// What the running driver wants printed beside a failed check: the command line that reproduces it. Empty: nothing is printed. Set while there is
// one thread.
void set_reproduction_line(std::string line);
const std::string& reproduction_line();

[[noreturn]] void check_failed(const char* file, int line, const char* condition);

}  // namespace acksim

#define ACKSIM_CHECK(condition) ((condition) ? void() : ::acksim::check_failed(__FILE__, __LINE__, #condition))
