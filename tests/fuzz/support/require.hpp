// What a fuzz target asserts.
#pragma once

namespace plumbline::fuzz {

/// Stops, so that the fuzzer keeps the input, unless `holds`.
void require(bool holds, const char* says);

}  // namespace plumbline::fuzz
