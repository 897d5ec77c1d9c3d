// Bytes that are written one number after the other: big-endian, of fixed width, or as BigSize (BOLT 1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace plumbline::storage {

using Bytes = std::vector<std::uint8_t>;

class ByteWriter {
public:
    void u8(std::uint64_t value) { big_endian(value, 1); }

    void u16(std::uint64_t value) { big_endian(value, 2); }

    void u32(std::uint64_t value) { big_endian(value, 4); }

    void u64(std::uint64_t value) { big_endian(value, 8); }

    /// Two's complement.
    void i64(std::int64_t value) { u64(static_cast<std::uint64_t>(value)); }

    /// In its shortest form.
    void big_size(std::uint64_t value) {
        if (value < 0xfd) {
            u8(value);
        } else if (value <= 0xffff) {
            u8(0xfd);
            u16(value);
        } else if (value <= 0xffff'ffff) {
            u8(0xfe);
            u32(value);
        } else {
            u8(0xff);
            u64(value);
        }
    }

    void raw(std::span<const std::uint8_t> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }

    void clear() { bytes_.clear(); }

    [[nodiscard]] const Bytes& bytes() const { return bytes_; }

    /// The bytes; the writer is empty then.
    [[nodiscard]] Bytes take() { return std::exchange(bytes_, {}); }

private:
    // The lowest `width` bytes of the value.
    void big_endian(std::uint64_t value, unsigned width) {
        for (unsigned left = width; left > 0; --left) {
            bytes_.push_back(static_cast<std::uint8_t>(value >> (8U * (left - 1U))));
        }
    }

    Bytes bytes_;
};

}  // namespace plumbline::storage
