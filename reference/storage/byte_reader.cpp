#include "reference/storage/byte_reader.hpp"

namespace plumbline::storage {

std::uint64_t ByteReader::number(std::size_t width) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes(part(width))) {
        value = value << 8U | byte;
    }
    return value;
}

std::uint64_t ByteReader::big_size() {
    const std::size_t begin = at_;
    const std::uint64_t first = number(1);
    if (first < 0xfd) {
        return first;
    }
    const std::size_t width = first == 0xfd ? 2 : first == 0xfe ? 4 : 8;
    const std::uint64_t least = first == 0xfd ? 0xfd : std::uint64_t{1} << (4U * width);
    const std::uint64_t value = number(width);
    if (value < least) {
        throw Fault{begin, "a BigSize is not the shortest"};
    }
    return value;
}

Part ByteReader::part(std::uint64_t length) {
    if (length > end_ - at_) {
        throw Fault{at_, "what is announced ends outside its stream"};
    }
    const Part taken{at_, at_ + static_cast<std::size_t>(length)};
    at_ = taken.end;
    return taken;
}

}  // namespace plumbline::storage
