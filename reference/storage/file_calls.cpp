#include "reference/storage/file_calls.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace plumbline::storage {

FileCalls& FileCalls::system() {
    static FileCalls calls;
    return calls;
}

int FileCalls::open(const std::string& path, int flags, mode_t mode) {
    return ::open(path.c_str(), flags, mode);
}

ssize_t FileCalls::read(int file, void* to, std::size_t size) {
    return ::read(file, to, size);
}

ssize_t FileCalls::write(int file, const void* from, std::size_t size) {
    return ::write(file, from, size);
}

int FileCalls::fsync(int file) {
    return ::fsync(file);
}

int FileCalls::close(int file) {
    return ::close(file);
}

int FileCalls::rename(const std::string& from, const std::string& to) {
    return std::rename(from.c_str(), to.c_str());
}

int FileCalls::unlink(const std::string& path) {
    return ::unlink(path.c_str());
}

}  // namespace plumbline::storage
