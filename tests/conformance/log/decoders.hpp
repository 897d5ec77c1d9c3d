// The compressions that logs may have.
#pragma once

#include "tests/conformance/log/byte_source.hpp"

#include <memory>
#include <span>

namespace plumbline::conformance {

/// The decoder for a file that begins with these bytes; one that copies where they are no known compression. Throws
/// UnreadableBytes where it is a compression that is recognised and not read (zstd, bzip2, zip).
std::unique_ptr<Decoder> decoder_for(std::span<const std::uint8_t> beginning);

}  // namespace plumbline::conformance
