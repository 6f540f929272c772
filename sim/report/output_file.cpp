#include "report/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace acksim {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, const std::string& why) {
    throw OutputError("cannot write " + path + ": " + why);
}

void write_all(int file, const std::string& content, const std::string& path) {
    std::size_t written = 0;
    while (written < content.size()) {
        const ssize_t n = ::write(file, content.data() + written, content.size() - written);
        if (n < 0 && errno != EINTR) {
            const int error = errno;
            ::close(file);
            fail(path, std::strerror(error));
        }
        written += n < 0 ? 0 : static_cast<std::size_t>(n);
    }
    if (::close(file) != 0) {
        fail(path, std::strerror(errno));
    }
}

void write_to(const std::string& opened, int flags, const OutputFile& file) {
    const int descriptor = ::open(opened.c_str(), O_WRONLY | O_CLOEXEC | flags, 0666);
    if (descriptor < 0) {
        fail(file.path, std::strerror(errno));
    }
    write_all(descriptor, file.content, file.path);
}

// A file under its temporary name; forgotten temporary files are removed.
struct Pending {
    std::string temporary, target;

    Pending(std::string from, std::string to) : temporary(std::move(from)), target(std::move(to)) {}
    Pending(Pending&& other) noexcept : temporary(std::exchange(other.temporary, {})), target(std::move(other.target)) {}
    Pending& operator=(Pending&&) = delete;
    ~Pending() {
        if (!temporary.empty()) {
            ::unlink(temporary.c_str());
        }
    }
};

bool is_special(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

// Where a link leads: the link stays, and its target is replaced.
fs::path resolved(const fs::path& path) {
    std::error_code error;
    const fs::path target = fs::canonical(path, error);
    return error ? path : target;
}

} // namespace

void write_files(const std::vector<OutputFile>& files) {
    std::vector<Pending> pending;
    for (const OutputFile& file : files) {
        if (file.path.empty()) {
            fail("\"\"", "a file needs a name");
        }
        if (fs::is_directory(file.path)) {
            fail(file.path, "it is a directory");
        }
        if (is_special(file.path)) {
            write_to(file.path, 0, file);
            continue;
        }
        const std::string target = resolved(file.path).string();
        pending.emplace_back(target + ".part-" + std::to_string(::getpid()), target);
        write_to(pending.back().temporary, O_CREAT | O_TRUNC, file);
    }
    for (Pending& each : pending) {
        if (std::rename(each.temporary.c_str(), each.target.c_str()) != 0) {
            fail(each.target, std::strerror(errno));
        }
        each.temporary.clear();
    }
}

} // namespace acksim
