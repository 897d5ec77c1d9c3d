#include "tests/conformance/log/line_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace plumbline::conformance {
namespace {

constexpr std::size_t chunk = std::size_t{256} << 10U;

// `from` is a path, or a file's content.
template <class From>
ByteSource open(const std::string& name, const From& from) {
    try {
        return ByteSource(from);
    } catch (const UnreadableBytes& problem) {
        throw UnreadableLog(name + ": " + problem.what());
    }
}

// Small files need little.
std::size_t buffer_size(const ByteSource& bytes) {
    constexpr std::uint64_t least = 4096;
    const std::uint64_t wanted = bytes.size() == 0 ? chunk : std::clamp<std::uint64_t>(bytes.size(), least, chunk);
    return static_cast<std::size_t>(wanted) + LineSource::padding;
}

}  // namespace

std::string presentable(std::string_view sentence) {
    constexpr std::size_t most = 500;
    constexpr unsigned char delete_character = 0x7F;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    for (const char letter : sentence.substr(0, most)) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < static_cast<unsigned char>(' ') || byte == delete_character) {
            shown += "\\x";
            shown += digits[byte >> 4U];
            shown += digits[byte & 15U];
        } else {
            shown += letter;
        }
    }
    if (sentence.size() > most) {
        shown += " ...";
    }
    return shown;
}

void refuse(const Place& place, std::string_view sentence) {
    throw UnreadableLog(place.file + ":" + std::to_string(place.line) + ": " + presentable(sentence));
}

LineSource::LineSource(const std::string& path) : LineSource(path, open(path, path)) {}

LineSource::LineSource(const std::string& name, std::span<const std::uint8_t> content)
    : LineSource(name, open(name, content)) {}

LineSource::LineSource(const std::string& name, ByteSource bytes)
    : place_{name, 1}, bytes_(std::move(bytes)), buffer_(buffer_size(bytes_)) {}

bool LineSource::next() {
    if (started_) {
        ++place_.line;
    }
    std::size_t searched = 0;
    for (;;) {
        char* const from = buffer_.data() + begin_;
        const std::size_t available = end_ - begin_;
        const void* const newline =
            available == searched ? nullptr : std::memchr(from + searched, '\n', available - searched);
        if (newline != nullptr) {
            const auto length = static_cast<std::size_t>(static_cast<const char*>(newline) - from);
            line_ = {from, length};
            begin_ += length + 1;
            break;
        }
        searched = available;
        if (available > longest_line) {
            refuse(place_, "the line is longer than 16 MiB");
        }
        if (!read_more()) {
            if (available == 0) {
                line_ = {};
                return false;
            }
            line_ = {buffer_.data() + begin_, available};
            begin_ = end_;
            break;
        }
    }
    started_ = true;
    if (line_.size() > longest_line) {
        refuse(place_, "the line is longer than 16 MiB");
    }
    return true;
}

bool LineSource::read_more() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() - padding - end_ < buffer_.size() / 2) {
        buffer_.resize(2 * buffer_.size());
    }
    try {
        const std::size_t count = bytes_.read(std::span(buffer_).subspan(end_, buffer_.size() - padding - end_));
        end_ += count;
        return count > 0;
    } catch (const UnreadableBytes& problem) {
        refuse(place_, problem.what());
    }
}

double LineSource::progress() const {
    return bytes_.progress();
}

}  // namespace plumbline::conformance
