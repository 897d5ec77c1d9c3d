#include "tests/conformance/log/decoders.hpp"

#include <lzma.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace plumbline::conformance {
namespace {

constexpr std::string_view ends_early = " data end early: the file is truncated";

class Copy final : public Decoder {
public:
    std::size_t decode(std::span<std::uint8_t>& input, bool /*last*/, std::span<char> output) override {
        const std::size_t count = std::min(input.size(), output.size());
        if (count > 0) {
            std::memcpy(output.data(), input.data(), count);
        }
        input = input.subspan(count);
        return count;
    }
};

/// .xz, also several streams one after the other.
class Xz final : public Decoder {
public:
    Xz() {
        constexpr std::uint64_t most_memory = std::uint64_t{512} << 20U;
        if (lzma_stream_decoder(&stream_, most_memory, LZMA_CONCATENATED) != LZMA_OK) {
            throw UnreadableBytes("there is no memory to decompress it");
        }
    }

    Xz(const Xz&) = delete;
    Xz& operator=(const Xz&) = delete;
    Xz(Xz&&) = delete;
    Xz& operator=(Xz&&) = delete;

    ~Xz() override { lzma_end(&stream_); }

    std::size_t decode(std::span<std::uint8_t>& input, bool last, std::span<char> output) override {
        stream_.next_in = input.data();
        stream_.avail_in = input.size();
        stream_.next_out = reinterpret_cast<std::uint8_t*>(output.data());
        stream_.avail_out = output.size();
        // Whether data end early is known only when the decoder, asked again, still has nothing to give.
        while (!ended_ && stream_.avail_out == output.size() && step(last)) {
        }
        input = input.last(stream_.avail_in);
        return output.size() - stream_.avail_out;
    }

private:
    /// Whether to go on.
    bool step(bool last) {
        switch (lzma_code(&stream_, last ? LZMA_FINISH : LZMA_RUN)) {
        case LZMA_OK:
            return true;
        case LZMA_STREAM_END:
            ended_ = true;
            return false;
        case LZMA_BUF_ERROR:
            if (last) {
                throw UnreadableBytes("the .xz" + std::string(ends_early));
            }
            return false;
        case LZMA_MEM_ERROR:
        case LZMA_MEMLIMIT_ERROR:
            throw UnreadableBytes("decompressing its .xz data takes more than 512 MiB");
        default:
            throw UnreadableBytes("the .xz data are damaged");
        }
    }

    lzma_stream stream_ = LZMA_STREAM_INIT;
    bool ended_ = false;
};

/// .gz, also several members one after the other.
class Gzip final : public Decoder {
public:
    Gzip() {
        constexpr int gzip_only = 16;
        if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK) {
            throw UnreadableBytes("there is no memory to decompress it");
        }
    }

    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;
    Gzip(Gzip&&) = delete;
    Gzip& operator=(Gzip&&) = delete;

    ~Gzip() override { static_cast<void>(inflateEnd(&stream_)); }

    std::size_t decode(std::span<std::uint8_t>& input, bool last, std::span<char> output) override {
        stream_.next_out = reinterpret_cast<Bytef*>(output.data());
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(output.size(), std::size_t{1} << 30U));
        const std::size_t room = stream_.avail_out;
        while (stream_.avail_out == room) {
            if (between_members_) {
                if (input.empty()) {
                    break;
                }
                static_cast<void>(inflateReset(&stream_));
                between_members_ = false;
            }
            if (!inflate_some(input, last)) {
                break;
            }
        }
        return room - stream_.avail_out;
    }

private:
    /// Whether there was progress.
    bool inflate_some(std::span<std::uint8_t>& input, bool last) {
        stream_.next_in = input.data();
        stream_.avail_in = static_cast<uInt>(input.size());
        const int result = inflate(&stream_, Z_NO_FLUSH);
        input = input.last(stream_.avail_in);
        if (result == Z_STREAM_END) {
            between_members_ = true;
            return true;
        }
        if (result == Z_BUF_ERROR) {
            if (last) {
                throw UnreadableBytes("the .gz" + std::string(ends_early));
            }
            return false;
        }
        if (result != Z_OK) {
            throw UnreadableBytes("the .gz data are damaged");
        }
        return true;
    }

    z_stream stream_{};
    bool between_members_ = false;
};

struct Signature {
    std::string_view bytes;
    std::string_view name;
};

constexpr std::array<Signature, 3> not_read{{
    {"\x28\xB5\x2F\xFD", "zstd"},
    {"BZh", "bzip2"},
    {"PK\x03\x04", "zip"},
}};

}  // namespace

std::unique_ptr<Decoder> decoder_for(std::span<const std::uint8_t> beginning) {
    const std::string_view bytes(reinterpret_cast<const char*>(beginning.data()), beginning.size());
    if (bytes.starts_with(std::string_view("\xFD\x37\x7A\x58\x5A\x00", 6))) {
        return std::make_unique<Xz>();
    }
    if (bytes.starts_with("\x1F\x8B")) {
        return std::make_unique<Gzip>();
    }
    for (const Signature& other : not_read) {
        if (bytes.starts_with(other.bytes)) {
            throw UnreadableBytes("it is compressed with " + std::string(other.name) +
                                  ", which is not read; .xz, .gz and plain text are");
        }
    }
    return std::make_unique<Copy>();
}

}  // namespace plumbline::conformance
