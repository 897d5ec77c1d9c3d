// The decoders of .xz and .gz files.
#include "tests/conformance/log/byte_source.hpp"
#include "tests/fuzz/support/require.hpp"

#include <array>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name for it
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most = std::size_t{16} << 20U;  // what a small file may grow to is not what is tested
    try {
        plumbline::conformance::ByteSource source(std::span(data, size));
        static std::array<char, 1U << 16U> piece;
        std::size_t total = 0;
        for (std::size_t count = source.read(piece); count > 0 && total < most; count = source.read(piece)) {
            plumbline::fuzz::require(count <= piece.size(), "no more is written than there is room for");
            total += count;
        }
    } catch (const plumbline::conformance::UnreadableBytes&) {
        return 0;
    }
    return 0;
}
