#include "report/output_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <ostream>
#include <streambuf>
#include <unistd.h>
#include <utility>

namespace acksim {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, const std::string& why) { throw OutputError("cannot write " + path + ": " + why); }

// A stream into a file descriptor. Keeps the first error, because streams forget why they failed.
class Descriptor : public std::streambuf {
public:
    explicit Descriptor(int file) : file_(file) { setp(buffer_.data(), buffer_.data() + buffer_.size()); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() override { close(); }

    // Returns 0, or the number of the error because of which the file is not whole.
    int close() {
        sync();
        if (file_ >= 0 && ::close(std::exchange(file_, -1)) != 0 && error_ == 0) error_ = errno;
        return error_;
    }

private:
    int overflow(int character) override {
        if (sync() != 0) return traits_type::eof();
        return character == traits_type::eof() ? 0 : sputc(static_cast<char>(character));
    }
    int sync() override {
        const char* from = pbase();
        while (error_ == 0 && from < pptr()) {
            const ssize_t n = ::write(file_, from, static_cast<std::size_t>(pptr() - from));
            if (n < 0 && errno != EINTR) error_ = errno;
            from += std::max<ssize_t>(n, 0);
        }
        setp(buffer_.data(), buffer_.data() + buffer_.size());
        return error_ == 0 ? 0 : -1;
    }

    int file_;
    int error_ = 0;
    std::array<char, 1 << 16> buffer_;
};

void write_to(const std::string& opened, int flags, const OutputFile& file) {
    const int descriptor = ::open(opened.c_str(), O_WRONLY | O_CLOEXEC | flags, 0666);
    if (descriptor < 0) fail(file.path, std::strerror(errno));
    Descriptor buffer(descriptor);
    std::ostream out(&buffer);
    file.write ? file.write(out) : void(out << file.content);
    if (const int error = buffer.close()) fail(file.path, std::strerror(error));
}

// A file under its temporary name; forgotten temporary files are removed.
struct Pending {
    std::string temporary, target;

    Pending(std::string from, std::string to) : temporary(std::move(from)), target(std::move(to)) {}
    Pending(Pending&& other) noexcept : temporary(std::exchange(other.temporary, {})), target(std::move(other.target)) {}
    Pending& operator=(Pending&&) = delete;
    ~Pending() {
        if (!temporary.empty()) ::unlink(temporary.c_str());
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

// The name under which a file is written first; none for what is written to directly.
std::optional<Pending> pending_for(const std::string& path) {
    if (path.empty()) fail("\"\"", "a file needs a name");
    if (fs::is_directory(path)) fail(path, "it is a directory");
    if (is_special(path)) return std::nullopt;
    const std::string target = resolved(path).string();
    return Pending(target + ".part-" + std::to_string(::getpid()), target);
}

constexpr int new_file = O_CREAT | O_TRUNC;

}  // namespace

void refuse_unwritable(const std::vector<std::string>& paths) {
    for (const std::string& path : paths)
        if (const std::optional<Pending> file = pending_for(path)) write_to(file->temporary, new_file, {path, ""});
        else if (::access(path.c_str(), W_OK) != 0) fail(path, std::strerror(errno));
}

void write_files(const std::vector<OutputFile>& files) {
    std::vector<Pending> pending;
    for (const OutputFile& file : files) {
        std::optional<Pending> first = pending_for(file.path);
        write_to(first ? first->temporary : file.path, first ? new_file : 0, file);
        if (first) pending.push_back(std::move(*first));
    }
    for (Pending& each : pending) {
        if (std::rename(each.temporary.c_str(), each.target.c_str()) != 0) fail(each.target, std::strerror(errno));
        each.temporary.clear();
    }
}

}  // namespace acksim
