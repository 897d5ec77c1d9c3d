#include "tests/conformance/log/byte_source.hpp"

#include "tests/conformance/log/decoders.hpp"

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace plumbline::conformance {
namespace {

constexpr std::size_t input_size = std::size_t{128} << 10U;

std::string reason(int error) {
    return std::generic_category().message(error);
}

}  // namespace

ByteSource::ByteSource(const std::string& path) : buffer_(input_size) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw UnreadableBytes("there is no such file");
    }
    if (std::filesystem::is_directory(status)) {
        throw UnreadableBytes("it is a directory, and a log is a file");
    }
    errno = 0;
    file_.reset(std::fopen(path.c_str(), "rbe"));
    if (!file_) {
        throw UnreadableBytes("it cannot be opened: " + reason(errno));
    }
    if (std::filesystem::is_regular_file(status)) {
        const auto size = std::filesystem::file_size(path, error);
        size_ = error ? 0 : size;
    }
    refill();
    decoder_ = decoder_for(input_);
}

ByteSource::ByteSource(std::span<const std::uint8_t> content)
    : size_(content.size()),
      consumed_(content.size()),
      buffer_(content.begin(), content.end()),
      input_(buffer_),
      last_(true),
      decoder_(decoder_for(input_)) {}

void ByteSource::refill() {
    errno = 0;
    const std::size_t count = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
    if (std::ferror(file_.get()) != 0) {
        throw UnreadableBytes("it cannot be read: " + reason(errno));
    }
    input_ = std::span(buffer_).first(count);
    consumed_ += count;
    last_ = count < buffer_.size();
}

std::size_t ByteSource::read(std::span<char> output) {
    while (!done_) {
        if (input_.empty() && !last_) {
            refill();
        }
        const std::size_t written = decoder_->decode(input_, last_, output);
        if (written > 0) {
            return written;
        }
        done_ = last_ && input_.empty();
    }
    return 0;
}

double ByteSource::progress() const {
    if (done_) {
        return 1.0;
    }
    if (size_ == 0) {
        return 0.0;
    }
    const auto undecoded = static_cast<double>(input_.size());
    const double share = (static_cast<double>(consumed_) - undecoded) / static_cast<double>(size_);
    return share < 1.0 ? share : 1.0;  // the file may grow while it is read
}

}  // namespace plumbline::conformance
