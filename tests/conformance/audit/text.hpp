// Numbers, intervals and channels as a report writes them.
#pragma once

#include "tests/conformance/log/log.hpp"
#include "tests/conformance/oracle/interval.hpp"

#include <string>
#include <vector>

namespace plumbline::conformance {

/// Digits, grouped by thousands with a thin separator: "1 209 600".
std::string text(Int128 value);
std::string text(bool value);
/// BOLT notation, block x transaction x output: "640000x1234x1".
std::string text(Scid channel);
std::string text(const std::vector<SlotIndex>& slots);
std::string text(const std::vector<std::pair<Scid, std::uint64_t>>& marks);
/// One number, or "low to high".
std::string text(const oracle::Interval& interval);

template <class T>
std::string text(const Checked<T>& number) {
    return text(Int128{number.get()});
}

}  // namespace plumbline::conformance
