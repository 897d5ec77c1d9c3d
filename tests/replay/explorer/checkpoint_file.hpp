// The file in which a search that was stopped waits to go on: one line of text, one of JSON, then words in the
// machine's own byte order, and a CRC-32 over all of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace plumbline::replay::explorer {

/// Why a checkpoint cannot be written, or not be used: one sentence that names the file.
class CheckpointError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Writes beside the file and puts it in its place when all is on the disk; until then the old one stays.
class CheckpointWriter {
public:
    /// Throws CheckpointError, as the other calls do.
    explicit CheckpointWriter(std::string path);
    CheckpointWriter(const CheckpointWriter&) = delete;
    CheckpointWriter& operator=(const CheckpointWriter&) = delete;
    CheckpointWriter(CheckpointWriter&&) = delete;
    CheckpointWriter& operator=(CheckpointWriter&&) = delete;
    /// Removes what was written unless finish() was called.
    ~CheckpointWriter();

    void write(std::span<const std::byte> bytes);
    void write_line(std::string_view line);
    void finish();

private:
    [[noreturn]] void fail(std::string_view what) const;

    std::string path_;
    std::string beside_;
    std::FILE* file_;
    std::uint32_t sum_ = 0;
};

class CheckpointReader {
public:
    explicit CheckpointReader(std::string path);

    void read(std::span<std::byte> bytes);
    /// Without its end; at most `most` characters.
    std::string read_line(std::size_t most);
    /// Nothing follows, and the sum is right.
    void finish();

    /// The file does not hold what it should.
    [[noreturn]] void damaged(std::string_view what) const;

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    std::string path_;
    std::unique_ptr<std::FILE, Close> file_;
    std::uint32_t sum_ = 0;
};

}  // namespace plumbline::replay::explorer
