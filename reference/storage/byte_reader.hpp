// Bytes that are read one number after the other, by a reader that knows its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace plumbline::storage {

/// Thrown where bytes cannot be read as what they should be.
struct Fault {
    std::size_t offset;         ///< of the first byte that is wrong, from the beginning of everything
    std::string_view sentence;  ///< what is wrong with it; static text
};

/// Where a part of the bytes begins and ends, counted from the beginning of everything.
struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Reads one part. Each read throws a Fault where the part is too short for it.
class ByteReader {
public:
    /// `part` must lie within `all`.
    ByteReader(std::span<const std::uint8_t> all, Part part) : all_(all), at_(part.begin), end_(part.end) {}

    [[nodiscard]] bool at_end() const { return at_ == end_; }

    /// Of the byte to be read next.
    [[nodiscard]] std::size_t offset() const { return at_; }

    /// Big-endian, of 1 to 8 bytes.
    std::uint64_t number(std::size_t width);

    std::uint64_t u64() { return number(8); }

    /// Two's complement.
    std::int64_t i64() { return static_cast<std::int64_t>(u64()); }

    /// A BigSize; one that is not the shortest is a Fault (BOLT 1).
    std::uint64_t big_size();

    /// The next `length` bytes.
    Part part(std::uint64_t length);

    [[nodiscard]] std::span<const std::uint8_t> bytes(Part part) const { return all_.subspan(part.begin, part.size()); }

private:
    std::span<const std::uint8_t> all_;
    std::size_t at_;
    std::size_t end_;
};

}  // namespace plumbline::storage
