#include "tests/replay/explorer/checkpoint_file.hpp"

#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace plumbline::replay::explorer {
namespace {

std::uint32_t add_to_sum(std::uint32_t sum, std::span<const std::byte> bytes) {
    return static_cast<std::uint32_t>(crc32_z(sum, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string reason() {
    return std::generic_category().message(errno);
}

}  // namespace

CheckpointWriter::CheckpointWriter(std::string path)
    : path_(std::move(path)), beside_(path_ + ".part"), file_(std::fopen(beside_.c_str(), "wb")) {
    if (file_ == nullptr) {
        fail("be opened");
    }
}

CheckpointWriter::~CheckpointWriter() {
    if (file_ != nullptr) {
        std::fclose(file_);
        std::remove(beside_.c_str());
    }
}

void CheckpointWriter::fail(std::string_view what) const {
    throw CheckpointError("checkpoint " + beside_ + " cannot " + std::string(what) + ": " + reason());
}

void CheckpointWriter::write(std::span<const std::byte> bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
        fail("be written");
    }
    sum_ = add_to_sum(sum_, bytes);
}

void CheckpointWriter::write_line(std::string_view line) {
    write(std::as_bytes(std::span(line)));
    write(std::as_bytes(std::span("\n", 1)));
}

void CheckpointWriter::finish() {
    const std::uint32_t sum = sum_;
    write(std::as_bytes(std::span(&sum, 1)));
    if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) {
        fail("be written");
    }
    if (std::fclose(std::exchange(file_, nullptr)) != 0) {
        fail("be closed");
    }
    if (std::rename(beside_.c_str(), path_.c_str()) != 0) {
        fail("be renamed to " + path_);
    }
}

CheckpointReader::CheckpointReader(std::string path) : path_(std::move(path)), file_(std::fopen(path_.c_str(), "rb")) {
    if (file_ == nullptr) {
        throw CheckpointError("checkpoint " + path_ + " cannot be opened: " + reason());
    }
}

void CheckpointReader::damaged(std::string_view what) const {
    throw CheckpointError("checkpoint " + path_ + ": " + std::string(what));
}

void CheckpointReader::read(std::span<std::byte> bytes) {
    if (std::fread(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
        damaged("it is cut off, or cannot be read");
    }
    sum_ = add_to_sum(sum_, bytes);
}

std::string CheckpointReader::read_line(std::size_t most) {
    std::string line;
    for (char character = 0; line.size() <= most;) {
        read(std::as_writable_bytes(std::span(&character, 1)));
        if (character == '\n') {
            return line;
        }
        line += character;
    }
    damaged("it is no checkpoint of this tool");
}

void CheckpointReader::finish() {
    const std::uint32_t expected = sum_;
    std::uint32_t sum = 0;
    read(std::as_writable_bytes(std::span(&sum, 1)));
    if (sum != expected) {
        damaged("it is damaged, its sum does not fit");
    }
    if (std::fgetc(file_.get()) != EOF) {
        damaged("something follows its end");
    }
}

}  // namespace plumbline::replay::explorer
