#include "tests/saved_form/file_faults.hpp"

#include <algorithm>
#include <cerrno>

namespace plumbline::saved_form_test {

template <class Call>
auto ObservedCalls::observed(const char* name, Call&& call) -> decltype(call()) {
    const Fate fate = fate_(names_.size());
    names_.emplace_back(name);
    if (fate == Fate::stop_before) {
        stop_();
    }
    if (fate == Fate::fail) {
        errno = error_;
        return -1;
    }
    const auto result = call();
    if (fate == Fate::stop_after) {
        stop_();
    }
    return result;
}

bool ObservedCalls::interrupted() {
    interrupted_ = interrupting_ && !interrupted_;
    if (interrupted_) {
        errno = EINTR;
    }
    return interrupted_;
}

int ObservedCalls::open(const std::string& path, int flags, mode_t mode) {
    return observed("open", [&] { return FileCalls::open(path, flags, mode); });
}

ssize_t ObservedCalls::read(int file, void* to, std::size_t size) {
    if (interrupted()) {
        return -1;
    }
    return observed("read", [&] { return FileCalls::read(file, to, std::min(size, most_)); });
}

ssize_t ObservedCalls::write(int file, const void* from, std::size_t size) {
    if (interrupted()) {
        return -1;
    }
    return observed("write", [&] { return FileCalls::write(file, from, std::min(size, most_)); });
}

int ObservedCalls::fsync(int file) {
    return observed("fsync", [&] { return FileCalls::fsync(file); });
}

int ObservedCalls::close(int file) {
    const int closed = FileCalls::close(file);  // which a close that fails has done all the same
    return observed("close", [&] { return closed; });
}

int ObservedCalls::rename(const std::string& from, const std::string& to) {
    return observed("rename", [&] { return FileCalls::rename(from, to); });
}

int ObservedCalls::unlink(const std::string& path) {
    return observed("unlink", [&] { return FileCalls::unlink(path); });
}

}  // namespace plumbline::saved_form_test
