#include "reference/storage/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace plumbline::storage {
namespace {

/// An open file, closed whatever happens.
class OpenFile {
public:
    OpenFile(FileCalls& calls, const std::string& path, int flags, mode_t mode = 0)
        : calls_(calls), descriptor_(calls.open(path, flags | O_CLOEXEC, mode)) {}

    OpenFile(const OpenFile&) = delete;
    OpenFile(OpenFile&&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile& operator=(OpenFile&&) = delete;

    ~OpenFile() {
        if (is_open()) {
            calls_.close(descriptor_);
        }
    }

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// Whether closing went well: some file systems report only now that a write failed.
    bool close() { return calls_.close(std::exchange(descriptor_, -1)) == 0; }

private:
    FileCalls& calls_;
    int descriptor_;
};

/// A file that is removed again, unless it is kept.
class Leftover {
public:
    Leftover(FileCalls& calls, const std::string& path) : calls_(calls), path_(path) {}

    Leftover(const Leftover&) = delete;
    Leftover(Leftover&&) = delete;
    Leftover& operator=(const Leftover&) = delete;
    Leftover& operator=(Leftover&&) = delete;

    ~Leftover() {
        if (!kept_) {
            calls_.unlink(path_);
        }
    }

    void keep() { kept_ = true; }

private:
    FileCalls& calls_;
    const std::string& path_;
    bool kept_ = false;
};

bool write_all(FileCalls& calls, int file, std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = calls.write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            errno = written == 0 ? EIO : errno;  // nothing written and no reason: not to be tried for ever
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

std::string directory_of(const std::string& path) {
    const std::string directory = std::filesystem::path(path).parent_path().string();
    return directory.empty() ? "." : directory;
}

/// Writes the new file, down to the disk.
std::optional<FileError> write_new(const std::string& path, std::span<const std::uint8_t> bytes, FileCalls& calls) {
    OpenFile file(calls, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (!file.is_open()) {
        return FileError{FileStep::open, path, errno};
    }
    if (!write_all(calls, file.descriptor(), bytes)) {
        return FileError{FileStep::write, path, errno};
    }
    if (calls.fsync(file.descriptor()) != 0) {
        return FileError{FileStep::sync, path, errno};
    }
    if (!file.close()) {
        return FileError{FileStep::write, path, errno};
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(FileStep step) {
    constexpr std::array<std::string_view, 6> names{"open", "read", "write", "sync", "rename", "sync the directory of"};
    return names[static_cast<std::size_t>(step)];
}

std::string describe(const FileError& error) {
    std::string line = "cannot ";
    line += name(error.step);
    line += " " + error.path;
    line += ": " + std::generic_category().message(error.error);
    return line;
}

std::string path_beside(const std::string& path) {
    return path + ".new";
}

std::optional<FileError> replace_file(const std::string& path, std::span<const std::uint8_t> bytes, FileCalls& calls) {
    const std::string beside = path_beside(path);
    const std::string directory = directory_of(path);
    calls.unlink(beside);  // nearly always there is none
    Leftover leftover(calls, beside);
    if (auto error = write_new(beside, bytes, calls)) {
        return error;
    }
    if (calls.rename(beside, path) != 0) {
        return FileError{FileStep::rename, path, errno};
    }
    leftover.keep();
    const OpenFile opened(calls, directory, O_RDONLY | O_DIRECTORY);
    if (!opened.is_open() || calls.fsync(opened.descriptor()) != 0) {
        return FileError{FileStep::sync_directory, path, errno};
    }
    return std::nullopt;
}

std::variant<Bytes, FileError> read_file(const std::string& path, FileCalls& calls) {
    const OpenFile file(calls, path, O_RDONLY);
    if (!file.is_open()) {
        return FileError{FileStep::open, path, errno};
    }
    Bytes bytes;
    std::array<std::uint8_t, 65'536> piece{};
    while (true) {
        const ssize_t count = calls.read(file.descriptor(), piece.data(), piece.size());
        if (count == 0) {
            return bytes;
        }
        if (count > 0) {
            bytes.insert(bytes.end(), piece.begin(), piece.begin() + count);
        } else if (errno != EINTR) {
            return FileError{FileStep::read, path, errno};
        }
    }
}

}  // namespace plumbline::storage
