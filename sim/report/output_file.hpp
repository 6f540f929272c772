// Writes files so that nobody ever reads half of one: first under another name beside it, then renamed.
#pragma once

#include <functional>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

namespace acksim {

class OutputError : public std::runtime_error {
    using std::runtime_error::runtime_error;  // "cannot write PATH: why"
};

struct OutputFile {
    std::string path;
    std::string content;
    std::function<void(std::ostream&)> write = {};  // if there is one: writes the content, piece by piece
};

// All of them or, as far as a file system can promise it, none: every file is written in full before the first one is renamed.
// What is no regular file (a terminal, /dev/null) is written to directly. Throws: OutputError; then no temporary file is left.
void write_files(const std::vector<OutputFile>& files);

// Before long work: each of these files could be written now. What they hold is left alone. Throws: OutputError, as write_files would.
void refuse_unwritable(const std::vector<std::string>& paths);

}  // namespace acksim
