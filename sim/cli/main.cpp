#include <iostream>
#include <unistd.h>

#include "cli/cli.hpp"

int main(int argc, char* argv[]) {
    std::ios::sync_with_stdio(false);
    return acksim::run_cli({argv + std::min(argc, 1), argv + argc}, std::cout, std::cerr, ::isatty(STDOUT_FILENO) != 0);
}
