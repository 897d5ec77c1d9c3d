// The bytes of a file, decompressed on the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::conformance {

/// What is wrong with a file, without its name: "the .xz data ends early …".
class UnreadableBytes : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Undoes one compression, piece by piece.
class Decoder {
public:
    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    Decoder(Decoder&&) = delete;
    Decoder& operator=(Decoder&&) = delete;
    virtual ~Decoder() = default;

    /// Consumes the front of `input`, which shrinks, and fills the front of `output`; gives the number of bytes
    /// written. `last`: no input follows after this. Nothing written from the last input: the end. Throws
    /// UnreadableBytes where the data are damaged or end early.
    virtual std::size_t decode(std::span<std::uint8_t>& input, bool last, std::span<char> output) = 0;
};

/// Reads a plain, .xz or .gz file, told apart by its first bytes, never by its name. Needs a few MiB, however large the
/// file is (an .xz file made with a larger dictionary: its size, at most 512 MiB).
class ByteSource {
public:
    /// Throws UnreadableBytes where the file is missing, may not be read, is a directory or is compressed otherwise.
    explicit ByteSource(const std::string& path);
    /// The same for a file's content that is in memory already. It is copied.
    explicit ByteSource(std::span<const std::uint8_t> content);

    /// Fills the front of `output`, which is not empty; gives the number of bytes written, 0 only at the end.
    std::size_t read(std::span<char> output);

    /// How much of the file has been read, 0 … 1; 0 until the end where the size is not known (a pipe).
    [[nodiscard]] double progress() const;

    /// The size of the file as it is, compressed or not; 0 where it is not known (a pipe).
    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };

    void refill();

    std::unique_ptr<std::FILE, Close> file_;
    std::uint64_t size_ = 0;
    std::uint64_t consumed_ = 0;
    std::vector<std::uint8_t> buffer_;
    std::span<std::uint8_t> input_;  // what of the buffer is not decoded yet
    bool last_ = false;              // the file has been read to its end
    bool done_ = false;              // and decoded
    std::unique_ptr<Decoder> decoder_;
};

}  // namespace plumbline::conformance
