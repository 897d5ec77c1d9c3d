// The calls of the operating system that saving and loading make: a narrow seam, so that each can be made to fail.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>

namespace plumbline::storage {

/// Each call is that of POSIX with the same name: below zero it failed, and errno says why.
class FileCalls {
public:
    FileCalls() = default;
    FileCalls(const FileCalls&) = delete;
    FileCalls(FileCalls&&) = delete;
    FileCalls& operator=(const FileCalls&) = delete;
    FileCalls& operator=(FileCalls&&) = delete;
    virtual ~FileCalls() = default;

    /// The operating system's own.
    static FileCalls& system();

    virtual int open(const std::string& path, int flags, mode_t mode);
    virtual ssize_t read(int file, void* to, std::size_t size);
    virtual ssize_t write(int file, const void* from, std::size_t size);
    virtual int fsync(int file);
    virtual int close(int file);
    virtual int rename(const std::string& from, const std::string& to);
    virtual int unlink(const std::string& path);
};

}  // namespace plumbline::storage
